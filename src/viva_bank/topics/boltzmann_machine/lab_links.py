"""Links inside the hidden layer, and what is lost with them: independence given the visible units.

Varied: the strength of the links between hidden units of a small Boltzmann machine. Measured, by
going through all states: how much two hidden units still tell of each other once the visible units
are known.
"""

from __future__ import annotations

import itertools

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Mark,
    Predict,
    Result,
    Series,
    Text,
)

HIDDEN = 3


def joint(W, L, a, b):
    """p(v, h) of a Boltzmann machine over all states, (2^visible, 2^hidden).

    E(v, h) = −vᵀa − hᵀb − vᵀWh − ½ hᵀLh with L symmetric and zero on the diagonal; the restricted
    machine has L = 0. (Links between visible units change nothing of what is measured here.)
    """
    v = np.array(list(itertools.product((0, 1), repeat=len(a))))
    h = np.array(list(itertools.product((0, 1), repeat=len(b))))
    energy = -(v @ a)[:, None] - h @ b - v @ W @ h.T - 0.5 * ((h @ L) * h).sum(axis=1)
    p = np.exp(-(energy - energy.min()))
    return p / p.sum(), h


def shared(p, h):
    """Σ_v p(v)·I(h_1; h_2 | v), in millinats: 0 if and only if the two are independent given v."""
    total = 0.0
    for row in p:
        given = row / row.sum()
        table = np.array(
            [[given[(h[:, 0] == i) & (h[:, 1] == j)].sum() for j in (0, 1)] for i in (0, 1)]
        )
        product = np.outer(table.sum(axis=1), table.sum(axis=0))
        total += row.sum() * float((table * np.log(table / product)).sum())
    return 1000 * total


def independent(given, h):
    """What p(h) would be if its units were independent: the product of their own probabilities."""
    on = np.array([given[h[:, j] == 1].sum() for j in range(HIDDEN)])
    return np.prod(np.where(h == 1, on, 1 - on), axis=1)


def measure(params, rng, restrict=True):
    W = rng.normal(0, 0.5, (params.visible, HIDDEN))
    a, b = rng.normal(0, 0.5, params.visible), rng.normal(0, 0.5, HIDDEN)
    raw = np.triu(rng.choice((-1.0, 1.0), (HIDDEN, HIDDEN)), 1)
    links = raw + raw.T
    strengths = np.linspace(0, 3, params.points)
    information = [shared(*joint(W, s * links, a, b)) for s in strengths]
    general = shared(*joint(W, params.link * links, a, b))
    restricted = shared(*joint(W, (0 if restrict else 1) * links, a, b))
    curve = Lines(
        id="information",
        title=Text(
            "What two hidden units tell of each other, v known", "已知 v，两个隐藏单元的互信息"
        ),
        summary=Text(
            f"Without links inside the layer the two hidden units share {restricted:.3g} millinats "
            f"once v is known; at a link strength of {params.link:.1f} they share {general:.0f}.",
            f"层内没有连接时，给定 v，两个隐藏单元的互信息是 {restricted:.3g} 毫奈特；"
            f"连接强度为 {params.link:.1f} 时是 {general:.0f}。",
        ),
        x=Axis(Text("strength of the links between hidden units", "隐藏单元之间的连接强度")),
        y=Axis(Text("conditional mutual information (millinats)", "条件互信息（毫奈特）"), low=0.0),
        series=(Series(Text("Boltzmann machine", "玻尔兹曼机"), strengths, information),),
        marks=(
            Mark(Text("restricted", "受限"), x=0.0),
            Mark(Text("chosen", "所选"), x=params.link),
        ),
    )
    p, h = joint(W, params.link * links, a, b)
    # The picture shows the visible state where independence is most wrong.
    cases = [(row / row.sum(), independent(row / row.sum(), h)) for row in p]
    given, guess = max(cases, key=lambda case: np.abs(case[0] - case[1]).max())
    names = tuple(Text(s, s) for s in ("".join(map(str, row)) for row in h))
    worst = int(np.abs(given - guess).argmax())
    bars = Bars(
        id="states",
        title=Text(
            "Hidden states, given the v where links matter most",
            "给定某个 v 时隐藏层各状态的概率（取差别最大的 v）",
        ),
        summary=Text(
            f"If the units were independent, the state {names[worst].en} would have probability "
            f"{guess[worst]:.2f}; with links it has {given[worst]:.2f}.",
            f"若各单元独立，状态 {names[worst].en} 的概率是 {guess[worst]:.2f}；"
            f"有层内连接时实际是 {given[worst]:.2f}。",
        ),
        categories=names,
        y=Axis(Text("probability", "概率"), low=0.0),
        series=(
            BarSeries(Text("true", "实际"), given),
            BarSeries(Text("product of the units' own", "各单元概率之积"), guess),
        ),
        x=Text("hidden state", "隐藏状态"),
    )
    return Result((curve, bars), {"general": general, "restricted": restricted})


LAB = Lab(
    title=Text("Links inside a layer", "层内的连接"),
    intro=Text(
        "A Boltzmann machine so small that all its states can be added up. The links between its "
        "hidden units grow from nothing, which is the *restricted* machine; measured is what two "
        "hidden units tell of each other once all visible units are known.",
        "一台小到可以把所有状态逐一相加的玻尔兹曼机。隐藏单元之间的连接从零（即**受限**玻尔兹曼机）"
        "逐渐加强，看在可见单元全部已知时，两个隐藏单元还互相透露多少信息。",
    ),
    run=measure,
    params=(
        Float("link", Text("strength of the links", "连接强度"), 1.5, 0.0, 3.0, 0.1),
        Int("visible", Text("visible units", "可见单元数"), 4, 1, 7),
        Int("points", Text("points of the curve", "曲线点数"), 16, 2, 31, hidden=True),
    ),
    preview={"points": 7},
    claims=(
        Claim(
            id="restricted_is_independent",
            sentence=Text(
                "In a restricted Boltzmann machine the hidden units are independent given the "
                "visible ones.",
                "在受限玻尔兹曼机里，给定可见单元，隐藏单元相互独立。",
            ),
            statistic="restricted",
            what=Text("conditional mutual information", "条件互信息"),
            direction="within",
            threshold=(-1e-9, 1e-9),
            unit="millinats",
            every=True,
            seeds=8,
        ),
        Claim(
            id="no_links_inside",
            sentence=Text(
                "A Boltzmann machine has no links inside a layer, so its hidden units are "
                "independent given the visible ones.",
                "玻尔兹曼机同层单元之间没有连接，所以给定可见单元，隐藏单元相互独立。",
            ),
            statistic="general",
            what=Text("conditional mutual information with links", "有层内连接时的条件互信息"),
            direction="below",
            threshold=1.0,
            unit="millinats",
            seeds=8,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "links_left_in",
            Text("the restricted machine keeps its links", "“受限”的那台也留着层内连接"),
            fails=("restricted_is_independent",),
            run=lambda params, rng: measure(params, rng, restrict=False),
        ),
        Broken(
            "links_cut",
            Text("links of strength 0: restricted after all", "连接强度为 0，其实就是受限的"),
            fails=("no_links_inside",),
            params={"link": 0.0},
        ),
    ),
    predict=Predict(
        Text("What does leaving out the links inside a layer buy?", "去掉层内连接，换来的是什么？"),
        (
            Text("A more expressive model.", "表达能力更强。"),
            Text("All hidden units can be drawn at once.", "所有隐藏单元可以一次同时采样。"),
            Text("A partition function that is cheap.", "配分函数变得好算。"),
        ),
        1,
        Text(
            "Given the other layer, each unit is independent: one matrix product samples the whole "
            "layer. The partition function stays intractable.",
            "给定另一层，各单元相互独立，一次矩阵乘法就采完整层；配分函数依旧算不动。",
        ),
    ),
    questions=("boltzmann_machine/restricted", "boltzmann_machine/conditionals"),
    sources=(
        "Ackley, Hinton and Sejnowski (1985), A learning algorithm for Boltzmann machines",
        "Smolensky (1986), Information processing in dynamical systems: foundations of harmony "
        "theory",
    ),
)
