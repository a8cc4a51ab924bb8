"""AUC under maps of the scores: only the order counts, not the values.

Varied: the map that is applied to all scores. Measured: how far AUC moves, and how far the mean
squared error of the scores as probabilities (Brier) does.
"""

from __future__ import annotations

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
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.metrics.auc import auc_by_rank

# Every map takes a probability to a number in [0, 1], so that Brier has a meaning.
MAPS = {
    "as_is": (Text("as it is", "原样"), lambda p: p),
    "half": (Text("p / 2", "p / 2"), lambda p: p / 2),
    "cube": (Text("p³", "p³"), lambda p: p**3),
    "root": (Text("√p", "√p"), np.sqrt),
    "steep": (Text("σ(9 (p − ½))", "σ(9 (p − ½))"), lambda p: sigmoid(9 * (p - 0.5))),
    "rounded": (Text("one digit", "取一位小数"), lambda p: np.round(p, 1)),
    "reversed": (Text("1 − p", "1 − p"), lambda p: 1 - p),
}
INCREASING = ("half", "cube", "root", "steep")


def measure(params, rng, maps=MAPS, area=auc_by_rank):
    y = (rng.random(params.points) < 0.3).astype(int)
    # With these two normal densities the posterior is a sigmoid: p is calibrated.
    x = rng.standard_normal(params.points) + params.distance * y
    p = sigmoid(params.distance * (x - params.distance / 2) + np.log(0.3 / 0.7))
    auc, brier, mapped = {}, {}, {}
    for name, (_, change) in maps.items():
        mapped[name] = change(p)
        auc[name] = area(y, mapped[name])
        brier[name] = float(((mapped[name] - y) ** 2).mean())
    values = {
        "auc_moves": max(abs(auc[k] - auc["as_is"]) for k in INCREASING),
        "brier_moves": max(brier[k] / brier["as_is"] for k in INCREASING),
        "reversed_sum": auc["reversed"] + auc["as_is"],
        "rounding_moves": abs(auc["rounded"] - auc["as_is"]),
    }
    order = np.argsort(p)[:: max(1, params.points // 200)]
    curves = Lines(
        id="maps",
        title=Text("The maps", "各种变换"),
        summary=Text(
            "Four maps rise strictly, one has steps (ties), one falls.",
            "四个变换严格递增，一个是阶梯（产生并列），一个递减。",
        ),
        x=Axis(Text("score p", "得分 p"), low=0, high=1),
        y=Axis(Text("mapped score", "变换后的得分"), low=0, high=1),
        series=tuple(
            Series(maps[k][0], p[order], mapped[k][order], look=look)
            for k, look in (
                ("half", "solid"),
                ("cube", "solid"),
                ("root", "solid"),
                ("steep", "dashed"),
                ("rounded", "dotted"),
                ("reversed", "dashed"),
            )
        ),
    )
    bars = Bars(
        id="auc",
        title=Text("AUC and Brier score after each map", "各种变换后的 AUC 与 Brier 分数"),
        summary=Text(
            f"AUC is {auc['as_is']:.3f} and the same after every strictly increasing map, "
            f"{auc['rounded']:.3f} after rounding and {auc['reversed']:.3f} reversed; Brier goes "
            f"from {brier['as_is']:.3f} to as much as {max(brier[k] for k in INCREASING):.3f}.",
            f"AUC 为 {auc['as_is']:.3f}，严格递增的变换都不改变它，取整后 {auc['rounded']:.3f}，"
            f"反转后 {auc['reversed']:.3f}；Brier 分数则由 {brier['as_is']:.3f} 最多变到 "
            f"{max(brier[k] for k in INCREASING):.3f}。",
        ),
        categories=tuple(title for title, _ in maps.values()),
        y=Axis(Text("value", "数值"), low=0, high=1),
        series=(
            BarSeries(Text("AUC", "AUC"), list(auc.values())),
            BarSeries(
                Text("Brier score (lower is better)", "Brier 分数（越低越好）"),
                list(brier.values()),
            ),
        ),
    )
    return Result((bars, curves), values)


def by_midpoint(y, p):
    """Not AUC: accuracy at ½, which looks at the values."""
    return float(((p >= 0.5) == y).mean())


LAB = Lab(
    title=Text("AUC sees the order alone", "AUC 只看顺序"),
    intro=Text(
        "Calibrated probabilities for two classes, mapped by functions from [0, 1] to [0, 1].",
        "两类样本的校准概率，再经过若干从 [0, 1] 到 [0, 1] 的变换。",
    ),
    run=measure,
    params=(
        Float("distance", Text("distance of the classes", "两类的间距"), 1.5, 0.0, 4.0, 0.1),
        Int("points", Text("examples", "样本数"), 4000, 200, 50_000, hidden=True),
    ),
    claims=(
        Claim(
            id="increasing_maps_keep_it",
            sentence=Text(
                "A strictly increasing map of the scores does not change AUC.",
                "对得分做严格递增的变换，AUC 不变。",
            ),
            statistic="auc_moves",
            what=Text("largest change of AUC over four maps", "四个递增变换下 AUC 的最大变化"),
            direction="below",
            threshold=1e-12,
        ),
        Claim(
            id="high_auc_is_calibrated",
            sentence=Text(
                "As good an AUC means as good probabilities.", "AUC 一样好，概率就一样准。"
            ),
            statistic="brier_moves",
            what=Text(
                "largest Brier score of the four maps over the original",
                "四个递增变换下最大的 Brier 分数 ÷ 原值",
            ),
            direction="within",
            threshold=(0.95, 1.05),
            myth=True,
        ),
        Claim(
            id="reversed",
            sentence=Text(
                "Reversed scores have the AUC 1 − AUC.", "得分反过来，AUC 变为 1 − AUC。"
            ),
            statistic="reversed_sum",
            what=Text("AUC plus that of reversed scores", "AUC 与反转后 AUC 之和"),
            direction="within",
            threshold=(1 - 1e-12, 1 + 1e-12),
        ),
        Claim(
            id="ties_move_it",
            sentence=Text("A map that makes ties can move AUC.", "产生并列的变换可能改变 AUC。"),
            statistic="rounding_moves",
            what=Text("change of AUC by rounding to one digit", "取一位小数后 AUC 的变化"),
            direction="above",
            threshold=1e-4,
        ),
    ),
    broken=(
        Broken(
            "accuracy_instead",
            Text("accuracy at ½ stands for AUC", "用阈值 ½ 的准确率冒充 AUC"),
            fails=("increasing_maps_keep_it",),
            run=lambda params, rng: measure(params, rng, area=by_midpoint),
        ),
        Broken(
            "all_maps_the_same",
            Text("every map is the identity", "所有变换都是恒等变换"),
            fails=("high_auc_is_calibrated", "reversed", "ties_move_it"),
            run=lambda params, rng: measure(
                params, rng, maps={k: (title, lambda p: p) for k, (title, _) in MAPS.items()}
            ),
        ),
    ),
    predict=Predict(
        Text("All scores are halved. What happens to AUC?", "所有得分减半，AUC 会怎样？"),
        (
            Text("It is halved.", "减半。"),
            Text("It moves a little.", "略有变化。"),
            Text("Nothing.", "不变。"),
        ),
        2,
        Text(
            "AUC is the chance that a positive scores above a negative, which halving keeps.",
            "AUC 是正例得分高于负例的概率，减半不改变任何先后。",
        ),
    ),
    questions=("auc/rank_form", "auc/auc_by_rank", "auc/pairs_by_hand"),
    sources=(
        "Hanley and McNeil (1982), The meaning and use of the area under a ROC curve",
        "Fawcett (2006), An introduction to ROC analysis, section 7",
    ),
)
