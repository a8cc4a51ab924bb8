"""The same scores judged while the positives become rarer: ROC stays, precision–recall falls.

Varied: the prevalence, by dropping positives at random. Measured: ROC-AUC, average precision, and
the precision at a recall of 80 %.
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
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.metrics.auc import auc_by_rank
from viva_bank.reference.metrics.precision_recall_curve import (
    average_precision,
    precision_recall_curve,
)
from viva_bank.reference.metrics.roc import roc_curve

PREVALENCES = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
SHOWN = {0.5: "solid", 0.05: "dashed", 0.002: "dotted"}


def at_random(positives, count, rng):
    return rng.permutation(positives)[:count]


def thinned(x, y, points=200):
    """A curve of some 10⁵ points, at a few hundred equally spaced x."""
    at = np.linspace(0, 1, points)
    return at, y[np.minimum(np.searchsorted(x, at), len(y) - 1)]


def measure(params, rng, keep=at_random, balance=False):
    negatives = rng.standard_normal(params.negatives)
    positives = params.distance + rng.standard_normal(params.negatives)
    auc, ap, trust, rocs, prs = [], [], [], [], []
    for share in PREVALENCES:
        count = round(params.negatives * share / (1 - share))
        chosen = keep(positives, max(5, count), rng)
        others = negatives[: len(chosen)] if balance else negatives
        scores = np.concatenate([chosen, others])
        y = np.repeat([1, 0], [len(chosen), len(others)])
        auc.append(auc_by_rank(y, scores))
        ap.append(average_precision(y, scores))
        curve = precision_recall_curve(y, scores)
        trust.append(float(curve.precision[np.searchsorted(curve.recall, 0.8)]))
        if share in SHOWN:
            name, look = Text(f"{100 * share:g} %", f"{100 * share:g}%"), SHOWN[share]
            roc = roc_curve(y, scores)
            rocs.append(Series(name, *thinned(roc.fpr, roc.tpr), look=look))
            prs.append(Series(name, *thinned(curve.recall, curve.precision), look=look))
    rare = PREVALENCES.index(0.01)
    values = {
        "auc_moves": auc[rare] - auc[0],
        "ap_falls": ap[0] - ap[rare],
        "precision": trust[-1],
        "auc": auc[0],
    }
    shares = PREVALENCES[::-1]
    sweep = Lines(
        id="sweep",
        title=Text("One scorer, ever rarer positives", "同一个打分器，正例越来越少"),
        summary=Text(
            f"From 50 % positives to 0.1 % ROC-AUC goes from {auc[0]:.3f} to {auc[-1]:.3f}, mean "
            f"precision from {ap[0]:.2f} to {ap[-1]:.2f}, and the precision at 80 % recall from "
            f"{trust[0]:.2f} to {trust[-1]:.3f}.",
            f"正例由 50% 减到 0.1%，ROC-AUC 由 {auc[0]:.3f} 变为 {auc[-1]:.3f}，平均精确率由 "
            f"{ap[0]:.2f} 降到 {ap[-1]:.2f}，召回率 80% 处的精确率由 {trust[0]:.2f} "
            f"降到 {trust[-1]:.3f}。",
        ),
        x=Axis(Text("share of positives", "正例占比"), scale="log"),
        y=Axis(Text("value", "数值"), low=0, high=1),
        series=(
            Series(Text("ROC-AUC", "ROC-AUC"), shares, auc[::-1]),
            Series(Text("average precision", "平均精确率"), shares, ap[::-1], look="dashed"),
            Series(
                Text("precision at 80 % recall", "召回率 80% 处的精确率"),
                shares,
                trust[::-1],
                look="dotted",
            ),
        ),
    )
    roc = Lines(
        id="roc",
        title=Text("ROC by share of positives", "不同正例占比下的 ROC 曲线"),
        summary=Text(
            f"The ROC curves lie on one another: areas {auc[0]:.3f}, {auc[3]:.3f}, {auc[7]:.3f}.",
            f"各条 ROC 曲线几乎重合：面积 {auc[0]:.3f}、{auc[3]:.3f}、{auc[7]:.3f}。",
        ),
        x=Axis(Text("false-positive rate", "假正率"), low=0, high=1),
        y=Axis(Text("true-positive rate", "真正率"), low=0, high=1),
        series=tuple(rocs),
    )
    pr = Lines(
        id="pr",
        title=Text("Precision–recall by share of positives", "不同正例占比下的 PR 曲线"),
        summary=Text(
            f"The curves sink as positives get rarer: average precision {ap[0]:.2f} at 50 %, "
            f"{ap[3]:.2f} at 5 %, {ap[7]:.2f} at 0.2 %.",
            f"正例越少，曲线越低：50% 时平均精确率 {ap[0]:.2f}，5% 时 {ap[3]:.2f}，"
            f"0.2% 时 {ap[7]:.2f}。",
        ),
        x=Axis(Text("recall", "召回率"), low=0, high=1),
        y=Axis(Text("precision", "精确率"), low=0, high=1),
        series=tuple(prs),
    )
    return Result((sweep, roc, pr), values)


def weakest_dropped(positives, count, rng):
    return np.sort(positives)[-count:]


LAB = Lab(
    title=Text("ROC against PR as positives get rarer", "正例变少时的 ROC 与 PR"),
    intro=Text(
        "Scores of the two classes are normal, `distance` apart. Positives are dropped at random, "
        "so the scorer is the same all along; only their share falls.",
        "两类样本的得分都服从正态分布，只是均值不同，差多少可以调。"
        "随机丢掉正例：打分器始终不变，只是正例占比下降。",
    ),
    run=measure,
    params=(
        Float("distance", Text("distance of the classes", "两类均值之差"), 2.5, 0.0, 5.0, 0.1),
        Int("negatives", Text("negatives", "负例数"), 100_000, 5_000, 400_000, hidden=True),
    ),
    preview={"negatives": 10_000},
    claims=(
        Claim(
            id="roc_stays",
            sentence=Text("ROC-AUC does not feel the prevalence.", "ROC-AUC 不受正例占比影响。"),
            statistic="auc_moves",
            what=Text("ROC-AUC at 1 % minus at 50 % positives", "正例 1% 与 50% 时的 ROC-AUC 之差"),
            direction="within",
            threshold=(-0.01, 0.01),
        ),
        Claim(
            id="pr_falls",
            sentence=Text(
                "Average precision falls as positives get rarer.", "正例越少，平均精确率越低。"
            ),
            statistic="ap_falls",
            what=Text(
                "average precision at 50 % minus at 1 %", "正例 50% 与 1% 时的平均精确率之差"
            ),
            direction="above",
            threshold=0.4,
        ),
        Claim(
            id="high_auc_is_trusted",
            sentence=Text(
                "With a ROC-AUC above 0.95 most alarms are right.",
                "ROC-AUC 超过 0.95，报警大多就是对的。",
            ),
            statistic="precision",
            what=Text(
                "precision at 80 % recall, 0.1 % positives", "召回率 80% 处的精确率（正例 0.1%）"
            ),
            direction="above",
            threshold=0.5,
            myth=True,
        ),
        Claim(
            id="auc_is_high",
            sentence=Text(
                "And the ROC-AUC of that scorer is above 0.95.",
                "而该打分器的 ROC-AUC 确实超过 0.95。",
            ),
            statistic="auc",
            what=Text("ROC-AUC at 50 % positives", "正例 50% 时的 ROC-AUC"),
            direction="above",
            threshold=0.95,
        ),
    ),
    broken=(
        Broken(
            "hard_ones_dropped",
            Text(
                "the lowest-scoring positives are dropped, not random ones", "丢的是得分最低的正例"
            ),
            fails=("roc_stays",),
            run=lambda params, rng: measure(params, rng, keep=weakest_dropped),
        ),
        Broken(
            "negatives_dropped_too",
            Text(
                "as many negatives are dropped: the share stays 50 %",
                "负例也同样丢掉，占比仍是 50%",
            ),
            fails=("pr_falls", "high_auc_is_trusted"),
            run=lambda params, rng: measure(params, rng, balance=True),
        ),
        Broken(
            "blind_scorer",
            Text("the scores say nothing", "得分毫无信息"),
            fails=("auc_is_high",),
            params={"distance": 0.0},
        ),
    ),
    predict=Predict(
        Text(
            "ROC-AUC 0.96; one case in 1000 is positive. At 80 % recall, which share is right?",
            "ROC-AUC 为 0.96，千分之一是正例。召回率取 80% 时，报警有多少是对的？",
        ),
        (
            Text("About 96 %.", "约 96%。"),
            Text("About half.", "约一半。"),
            Text("About 2 %.", "约 2%。"),
        ),
        2,
        Text(
            "5 % of 999 negatives are some 50 false alarms for less than one true one.",
            "999 个负例的 5% 就是约 50 次误报，而真正的正例还不到一个。",
        ),
    ),
    questions=(
        "roc_pr/which_curve",
        "roc_pr/precision_after_prevalence_change",
        "roc_pr/average_precision",
    ),
    sources=(
        "Fawcett (2006), An introduction to ROC analysis, section 4.2",
        "Davis and Goadrich (2006), The relationship between precision-recall and ROC curves",
    ),
)
