"""One attack in 100 000: what accuracy says of detectors that differ as much as can be.

Varied: the share of attacks and how well the detector tells them apart. Measured on a million
connections: accuracy, recall and precision, beside the rule that never raises an alarm.
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
from viva_bank.reference.metrics.confusion import accuracy, confusion_matrix
from viva_bank.reference.metrics.precision_recall import counts, precision, recall

RULES = {
    "never": Text("never an alarm", "从不报警"),
    "detector": Text("a good detector", "好的检测器"),
    "lot": Text("alarms by lot", "随机报警"),
}
CUTS = np.linspace(0, 6, 61)


def scores(params, rng, exact=True):
    """Connections with exactly one attack in `one_in`, and a score that is normal either way."""
    n = params.connections
    attacks = max(1, n // params.one_in) if exact else n // 2
    y = np.zeros(n, dtype=int)
    y[rng.choice(n, attacks, replace=False)] = 1
    return y, rng.standard_normal(n) + params.distance * y


def measure(params, rng, exact=True, never=lambda y: np.zeros_like(y)):
    y, score = scores(params, rng, exact)
    said = {
        "never": never(y),
        # The cut that lets one connection in a thousand raise a false alarm.
        "detector": (score > 3.09).astype(int),
        "lot": (rng.random(len(y)) < y.mean()).astype(int),
    }
    table = {}
    for rule, y_hat in said.items():
        C = confusion_matrix(y, y_hat, 2)
        c = counts(C)
        table[rule] = (accuracy(C), float(recall(c)[1]), float(precision(c)[1]))
    values = {
        "accuracy": 100 * table["never"][0],
        "recall": 100 * table["never"][1],
        "detector_loses": 100 * (table["never"][0] - table["detector"][0]),
        "detector_recall": 100 * table["detector"][1],
    }
    bars = Bars(
        id="rules",
        title=Text("Three rules, judged three ways", "三种规则，三种评价"),
        summary=Text(
            f"Never an alarm: accuracy {values['accuracy']:.4f} %, recall 0. The detector: "
            f"{100 * table['detector'][0]:.3f} %, but it finds {values['detector_recall']:.0f} % "
            f"of the attacks, and {100 * table['detector'][2]:.1f} % of its alarms are right.",
            f"从不报警：准确率 {values['accuracy']:.4f}%，召回率为 0。检测器：准确率 "
            f"{100 * table['detector'][0]:.3f}%，却能找出 {values['detector_recall']:.0f}% 的攻击，"
            f"其报警有 {100 * table['detector'][2]:.1f}% 是对的。",
        ),
        categories=tuple(RULES[k] for k in table),
        y=Axis(Text("value (%)", "数值（%）"), low=0, high=100),
        series=tuple(
            BarSeries(name, [100 * row[i] for row in table.values()])
            for i, name in enumerate(
                (Text("accuracy", "准确率"), Text("recall", "召回率"), Text("precision", "精确率"))
            )
        ),
    )
    ordered = [np.sort(score[y == c]) for c in (0, 1)]
    false, missed = (
        len(ordered[0]) - np.searchsorted(ordered[0], CUTS),
        np.searchsorted(ordered[1], CUTS),
    )
    wrong = 100 * (false + missed) / len(y)
    sweep = Lines(
        id="threshold",
        title=Text("Errors and missed attacks by threshold", "错误率与漏报率随阈值的变化"),
        summary=Text(
            f"The higher the threshold, the fewer errors: {wrong[20]:.2g} % at 2 and "
            f"{wrong[-1]:.2g} % at 6, where {100 * missed[-1] / len(ordered[1]):.0f} % of the "
            "attacks are missed.",
            f"阈值越高错误越少：取 2 时 {wrong[20]:.2g}%，取 6 时 {wrong[-1]:.2g}%，"
            f"而此时漏掉了 {100 * missed[-1] / len(ordered[1]):.0f}% 的攻击。",
        ),
        x=Axis(Text("threshold", "阈值")),
        y=Axis(Text("%", "%"), scale="log", low=1e-4, high=100),
        series=(
            Series(Text("errors, of all connections", "错误（占全部连接）"), CUTS, wrong),
            Series(
                Text("missed, of the attacks", "漏报（占攻击）"),
                CUTS,
                np.where(missed > 0, 100 * missed / len(ordered[1]), np.nan),
                look="dashed",
            ),
        ),
    )
    return Result((bars, sweep), values)


LAB = Lab(
    title=Text("One attack in 100 000", "十万分之一的攻击"),
    intro=Text(
        "A million connections, one in 100 000 an attack. Accuracy is compared for a rule that "
        "never raises an alarm and for a detector whose scores lie four deviations apart.",
        "一百万个连接里，十万分之一是攻击。比较从不报警的规则与一个检测器的准确率，"
        "后者的得分在两类之间相差四个标准差。",
    ),
    run=measure,
    params=(
        Int(
            "one_in",
            Text("one attack in …", "每多少个连接有一次攻击"),
            100_000,
            2,
            1_000_000,
            scale="log",
        ),
        Float("distance", Text("distance of the scores", "两类得分之差"), 4.0, 0.0, 6.0, 0.1),
        Int(
            "connections", Text("connections", "连接数"), 1_000_000, 20_000, 2_000_000, hidden=True
        ),
    ),
    preview={"connections": 200_000},
    claims=(
        Claim(
            id="six_nines",
            sentence=Text(
                "With one attack in 100 000, never raising an alarm is 99.9999 % accurate.",
                "十万分之一是攻击时，从不报警的准确率是 99.9999%。",
            ),
            statistic="accuracy",
            what=Text("accuracy of never an alarm, in %", "从不报警的准确率（%）"),
            direction="within",
            threshold=(99.99985, 99.99995),
            myth=True,
        ),
        Claim(
            id="five_nines",
            sentence=Text(
                "It is 99.999 % accurate: 1 − 1/100 000.", "其准确率是 99.999%，即 1 − 1/100 000。"
            ),
            statistic="accuracy",
            what=Text("accuracy of never an alarm, in %", "从不报警的准确率（%）"),
            direction="within",
            threshold=(99.99895, 99.99905),
        ),
        Claim(
            id="finds_nothing",
            sentence=Text("And it finds no attack at all.", "而它一次攻击也找不到。"),
            statistic="recall",
            what=Text("recall of never an alarm, in %", "从不报警的召回率（%）"),
            direction="below",
            threshold=1.0,
        ),
        Claim(
            id="detector_is_less_accurate",
            sentence=Text(
                "A detector that finds most attacks is less accurate than that.",
                "能找出大部分攻击的检测器，准确率反而更低。",
            ),
            statistic="detector_loses",
            what=Text(
                "accuracy of never an alarm minus the detector's, in points",
                "从不报警与检测器的准确率之差（百分点）",
            ),
            direction="above",
            threshold=0.05,
        ),
    ),
    broken=(
        Broken(
            "as_many_attacks",
            Text("half of the connections are attacks", "一半的连接是攻击"),
            fails=("five_nines", "detector_is_less_accurate"),
            run=lambda params, rng: measure(params, rng, exact=False),
        ),
        Broken(
            "always_an_alarm",
            Text("the rule always raises an alarm", "规则改成一律报警"),
            fails=("finds_nothing", "five_nines"),
            run=lambda params, rng: measure(params, rng, never=np.ones_like),
        ),
        Broken(
            "one_in_a_million",
            Text(
                "one attack in a million, where 99.9999 % is right",
                "百万分之一是攻击，99.9999% 才对",
            ),
            fails=("six_nines",),
            params={"one_in": 1_000_000},
        ),
    ),
    predict=Predict(
        Text(
            "One connection in 100 000 is an attack. How accurate is the rule “never an alarm”?",
            "十万个连接中有一次攻击。“从不报警”的准确率是多少？",
        ),
        (Text("99.99 %", "99.99%"), Text("99.999 %", "99.999%"), Text("99.9999 %", "99.9999%")),
        1,
        Text(
            "It is wrong once in 100 000: 1 − 10⁻⁵ = 0.99999.",
            "每十万次错一次：1 − 10⁻⁵ = 0.99999。",
        ),
    ),
    questions=(
        "accuracy_limits/rare_attack",
        "accuracy_limits/why_not_accuracy",
        "accuracy_limits/base_rate",
    ),
    sources=(
        "Axelsson (2000), The base-rate fallacy and the difficulty of intrusion detection",
        "Provost, Fawcett and Kohavi (1998), The case against accuracy estimation for comparing "
        "induction algorithms",
    ),
)
