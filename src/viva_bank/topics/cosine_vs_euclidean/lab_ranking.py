"""Cosine and Euclidean distance: the same ranking on the sphere, another one off it.

Varied: how far the lengths of the vectors spread. Measured: how many of the ten nearest by one are
among the ten nearest by the other, and ‖a − b‖² against 2 − 2 cos.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Points,
    Predict,
    Result,
    Scatter,
    Series,
    Text,
)
from viva_bank.reference.normalisation.unit_norm import unit_norm
from viva_bank.reference.search.brute_force import nearest, recall_at_k, squared_distances

K = 10
SPREADS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


def by_cosine(Q, X):
    """The K rows of X with the largest cosine."""
    cosine = unit_norm(Q) @ unit_norm(X).T
    return np.argsort(-cosine, axis=1, kind="stable")[:, :K]


def overlap(Q, X, cosine=by_cosine):
    """How many of the K nearest both distances have in common, in %."""
    return 100 * recall_at_k(cosine(Q, X), nearest(Q, X, K)[0])


def measure(params, rng, normalise=unit_norm, cosine=by_cosine):
    centres = rng.standard_normal((20, params.dimension))
    place = rng.integers(20, size=params.points + 50)
    direction = unit_norm(centres[place] + rng.standard_normal((len(place), params.dimension)))
    logs = rng.standard_normal((len(place), 1))

    def split(spread):
        V = direction * np.exp(spread * logs)
        return V[:50], V[50:]

    shares = [overlap(*split(spread), cosine) for spread in SPREADS]
    Q, X = split(params.spread)
    after = overlap(normalise(Q), normalise(X), cosine)
    cosines = unit_norm(Q) @ unit_norm(X).T
    d2 = squared_distances(normalise(Q), normalise(X))
    raw = squared_distances(Q, X)
    values = {
        "normalised": after,
        "raw": overlap(Q, X, cosine),
        "identity": float(np.abs(d2 - (2 - 2 * cosines)).max()),
    }
    lines = Lines(
        id="overlap",
        title=Text("Ten nearest in common", "十个最近邻中的共同者"),
        summary=Text(
            f"On the sphere both agree on {shares[0]:.0f} % of the ten nearest, with lengths that "
            f"spread by a factor e^{SPREADS[-1]:g} on {shares[-1]:.0f} %.",
            f"在球面上，两种距离的十个最近邻有 {shares[0]:.0f}% 相同；"
            f"长度按 e^{SPREADS[-1]:g} 倍散开后只有 {shares[-1]:.0f}%。",
        ),
        x=Axis(Text("spread of the lengths (σ of log ‖x‖)", "长度的散布（log ‖x‖ 的 σ）")),
        y=Axis(Text("of the ten nearest, in common (%)", "共同的最近邻（%）"), low=0, high=101),
        series=(Series(Text("raw vectors", "原始向量"), SPREADS, shares),),
    )
    some = rng.choice(d2.size, 300, replace=False)
    scatter = Scatter(
        id="pairs",
        title=Text("Squared distance against cosine", "平方距离与余弦"),
        summary=Text(
            f"Normalised, every pair lies on the line 2 − 2 cos, at most {values['identity']:.1g} "
            "off; raw, pairs with one cosine have many distances.",
            f"归一化后，每一对都落在直线 2 − 2 cos 上，最多偏离 {values['identity']:.1g}；"
            "不归一化时，同一余弦对应许多距离。",
        ),
        x=Axis(Text("cosine", "余弦"), low=-1, high=1),
        y=Axis(Text("squared Euclidean distance", "欧氏距离的平方"), low=0, high=8),
        groups=(
            Points(Text("raw", "原始"), cosines.ravel()[some], raw.ravel()[some]),
            Points(Text("normalised", "归一化"), cosines.ravel()[some], d2.ravel()[some]),
        ),
        lines=(Series(Text("2 − 2 cos", "2 − 2 cos"), [-1.0, 1.0], [4.0, 0.0]),),
    )
    return Result((lines, scatter), values)


LAB = Lab(
    title=Text("Cosine or Euclidean?", "余弦还是欧氏？"),
    intro=Text(
        "Vectors about 20 directions, with lengths that differ. The ten nearest of a query are "
        "found by the largest cosine and by the smallest Euclidean distance.",
        "向量散布在 20 个方向附近，长度各异。分别按最大余弦和最小欧氏距离找查询的十个最近邻。",
    ),
    run=measure,
    params=(
        Float("spread", Text("spread of the lengths", "长度的散布"), 0.5, 0.0, 1.5, 0.05),
        Int("dimension", Text("dimension", "维数"), 16, 2, 256, scale="log"),
        Int("points", Text("points", "点数"), 1000, 100, 10_000, hidden=True),
    ),
    preview={"points": 300},
    claims=(
        Claim(
            id="same_on_the_sphere",
            sentence=Text(
                "On unit vectors cosine and Euclidean distance rank alike.",
                "对单位向量，余弦与欧氏距离的排序完全相同。",
            ),
            statistic="normalised",
            what=Text(
                "of the ten nearest in common after normalising, in %", "归一化后共同的最近邻（%）"
            ),
            direction="above",
            threshold=99.9,
            every=True,
        ),
        Claim(
            id="squared_distance",
            sentence=Text("There ‖a − b‖² = 2 − 2 cos.", "此时 ‖a − b‖² = 2 − 2 cos。"),
            statistic="identity",
            what=Text("largest gap between the two sides", "两边的最大差别"),
            direction="below",
            threshold=1e-9,
        ),
        Claim(
            id="always_the_same",
            sentence=Text(
                "Cosine or Euclidean, the neighbours are the same.",
                "用余弦还是欧氏，找到的近邻都一样。",
            ),
            statistic="raw",
            what=Text(
                "of the ten nearest in common, raw vectors, in %", "不归一化时共同的最近邻（%）"
            ),
            direction="above",
            threshold=90.0,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "not_normalised",
            Text("the normalisation returns its input", "归一化函数原样返回"),
            fails=("same_on_the_sphere", "squared_distance"),
            run=lambda params, rng: measure(params, rng, normalise=lambda X: X),
        ),
        Broken(
            "equal_lengths",
            Text("all vectors have the same length", "所有向量等长"),
            fails=("always_the_same",),
            params={"spread": 0.0},
        ),
    ),
    predict=Predict(
        Text(
            "Lengths differ by a factor e^½ either way. How many of the ten nearest are in common?",
            "长度相差约 e^½ 倍。两种距离的十个最近邻有多少相同？",
        ),
        (
            Text("All.", "全部。"),
            Text("About half.", "约一半。"),
            Text("Hardly any.", "几乎没有。"),
        ),
        1,
        Text(
            "Euclidean distance prefers short vectors near the query's length; cosine does not see "
            "the length at all.",
            "欧氏距离偏爱长度相近的（以及短的）向量，余弦则完全不看长度。",
        ),
    ),
    questions=("cosine_vs_euclidean/on_the_sphere",),
    sources=(
        "Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, section 6.3",
    ),
)
