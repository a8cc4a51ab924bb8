"""One classifier with fixed hit and false-alarm rates, judged at every prevalence.

Varied: the share of positives. Measured from counted confusion matrices: recall, specificity,
precision, F1 and accuracy, and F1 with the two classes swapped.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Heatmap,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.metrics.confusion import accuracy, confusion_matrix
from viva_bank.reference.metrics.precision_recall import (
    counts,
    f_beta,
    precision,
    recall,
    specificity,
)

SHARES = np.array([0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.95])


def decide(params, share, rng):
    """Truth and prediction of a classifier that does not care how many positives there are."""
    y = (np.arange(params.examples) < round(share * params.examples)).astype(int)
    says = np.where(y == 1, params.recall, params.false_alarms)
    return y, (rng.random(len(y)) < says).astype(int)


def measure(params, rng, decide=decide, score=f_beta):
    table, matrices = [], {}
    for share in SHARES:
        y, y_hat = decide(params, share, rng)
        C = confusion_matrix(y, y_hat, 2)
        c = counts(C)
        table.append(
            [
                recall(c)[1],
                specificity(c)[1],
                precision(c)[1],
                score(c)[1],
                accuracy(C),
                score(c)[0],
            ]
        )
        matrices[share] = C
    caught, left, right, f1, acc, swapped = np.array(table).T
    even, rare = (int(np.flatnonzero(s == SHARES)[0]) for s in (0.5, 0.01))
    values = {
        "recall_moves": caught[rare] - caught[even],
        "f1_moves": f1[rare] - f1[even],
        "accuracy_of_rare": acc[rare] - f1[rare],
        "swapped": swapped[rare] - f1[rare],
    }
    lines = Lines(
        id="sweep",
        title=Text("One classifier at every prevalence", "同一分类器在各种正例占比下"),
        summary=Text(
            f"From 50 % to 1 % positives recall stays at {caught[even]:.2f} and "
            f"{caught[rare]:.2f}, precision falls from {right[even]:.2f} to {right[rare]:.2f} and "
            f"F1 from {f1[even]:.2f} to {f1[rare]:.2f}; accuracy is {acc[rare]:.2f} at 1 %.",
            f"正例由 50% 降到 1%：召回率仍为 {caught[even]:.2f} 与 {caught[rare]:.2f}，"
            f"精确率由 {right[even]:.2f} 降到 {right[rare]:.2f}，F1 由 {f1[even]:.2f} 降到 "
            f"{f1[rare]:.2f}；1% 时准确率为 {acc[rare]:.2f}。",
        ),
        x=Axis(Text("share of positives", "正例占比"), scale="log"),
        y=Axis(Text("value", "数值"), low=0, high=1),
        series=(
            Series(Text("recall", "召回率"), SHARES, caught),
            Series(Text("specificity", "特异度"), SHARES, left),
            Series(Text("accuracy", "准确率"), SHARES, acc),
            Series(Text("precision", "精确率"), SHARES, right, look="dashed"),
            Series(Text("F1", "F1"), SHARES, f1, look="dotted"),
            Series(Text("F1, classes swapped", "F1（两类互换）"), SHARES, swapped, look="dotted"),
        ),
    )
    C = matrices[SHARES[rare]]
    heat = Heatmap(
        id="matrix",
        title=Text("The confusion matrix at 1 % positives", "正例占 1% 时的混淆矩阵"),
        summary=Text(
            f"{C[1, 1]} true and {C[0, 1]} false alarms, {C[1, 0]} missed, {C[0, 0]} left in "
            "peace.",
            f"报警对的 {C[1, 1]} 个、误报 {C[0, 1]} 个，漏掉 {C[1, 0]} 个，正确放过 {C[0, 0]} 个。",
        ),
        x=Axis(Text("prediction", "预测")),
        y=Axis(Text("truth", "真实")),
        xs=[0, 1],
        ys=[0, 1],
        values=C,
        colour=Text("examples", "样本数"),
        scale="log",
        x_names=(Text("negative", "负"), Text("positive", "正")),
        y_names=(Text("negative", "负"), Text("positive", "正")),
    )
    return Result((lines, heat), values)


def rounded_up(params, share, rng):
    """A classifier that is told to raise as many alarms as there are positives."""
    y, _ = decide(params, share, rng)
    score = rng.standard_normal(len(y)) + 2.5 * y
    return y, (score >= np.sort(score)[::-1][max(1, y.sum()) - 1]).astype(int)


def youden(c):
    """Recall + specificity − 1, which prevalence does not move."""
    return recall(c) + specificity(c) - 1


LAB = Lab(
    title=Text(
        "The ratios of one classifier as the prevalence changes", "正例占比变化时的各项指标"
    ),
    intro=Text(
        "A classifier catches 90 % of the positives and raises an alarm on 5 % of the negatives, "
        "whatever their numbers. Only the share of positives is changed.",
        "一个分类器能抓住 90% 的正例，对 5% 的负例误报，与两类的多少无关。只改变正例的占比。",
    ),
    run=measure,
    params=(
        Float("recall", Text("recall", "召回率"), 0.9, 0.0, 1.0, 0.01),
        Float(
            "false_alarms",
            Text("false alarms, of the negatives", "误报率（占负例）"),
            0.05,
            0.0,
            1.0,
            0.01,
        ),
        Int("examples", Text("examples", "样本数"), 100_000, 2_000, 500_000, hidden=True),
    ),
    preview={"examples": 20_000},
    claims=(
        Claim(
            id="f1_is_the_models",
            sentence=Text(
                "F1 is made for imbalance: it does not depend on how rare the positives are.",
                "F1 就是为不平衡设计的，与正例多少无关。",
            ),
            statistic="f1_moves",
            what=Text("F1 at 1 % minus at 50 % positives", "正例 1% 与 50% 时的 F1 之差"),
            direction="within",
            threshold=(-0.05, 0.05),
            myth=True,
        ),
        Claim(
            id="recall_stays",
            sentence=Text(
                "Recall and specificity are shares within a class: they do not move.",
                "召回率与特异度都是类内比例，不随占比变化。",
            ),
            statistic="recall_moves",
            what=Text("recall at 1 % minus at 50 % positives", "正例 1% 与 50% 时的召回率之差"),
            direction="within",
            threshold=(-0.03, 0.03),
        ),
        Claim(
            id="swapping_counts",
            sentence=Text(
                "F1 depends on which class is called positive.", "F1 取决于把哪一类当作正例。"
            ),
            statistic="swapped",
            what=Text(
                "F1 of the common class minus that of the rare, 1 %",
                "多数类与少数类的 F1 之差（1%）",
            ),
            direction="above",
            threshold=0.5,
        ),
    ),
    broken=(
        Broken(
            "youden_for_f1",
            Text("recall + specificity − 1 stands for F1", "用“召回率 + 特异度 − 1”代替 F1"),
            fails=("f1_is_the_models", "swapping_counts"),
            run=lambda params, rng: measure(params, rng, score=youden),
        ),
        Broken(
            "as_many_alarms",
            Text(
                "the threshold moves so that alarms equal positives",
                "阈值随占比移动，报警数等于正例数",
            ),
            fails=("recall_stays",),
            run=lambda params, rng: measure(params, rng, decide=rounded_up),
        ),
    ),
    predict=Predict(
        Text(
            "Recall 90 %, false alarms 5 %. F1 is 0.92 at 50 % positives. At 1 % it is about …",
            "召回率 90%、误报率 5%。正例占一半时 F1 为 0.92；占 1% 时约为……",
        ),
        (Text("0.92", "0.92"), Text("0.60", "0.60"), Text("0.26", "0.26")),
        2,
        Text(
            "Of 10 000 cases 100 are positive: 90 caught, but 495 false alarms, so the "
            "precision is 15 %.",
            "一万例中 100 个正例：抓到 90 个，却有 495 次误报，精确率只有 15%。",
        ),
    ),
    questions=(
        "confusion_matrix/precision_and_recall",
        "confusion_matrix/from_labels",
        "confusion_matrix/f1_harmonic",
        "roc_pr/precision_after_prevalence_change",
    ),
    sources=(
        "Sokolova and Lapalme (2009), A systematic analysis of performance measures for "
        "classification tasks",
        "Powers (2011), Evaluation: from precision, recall and F-measure to ROC, informedness, "
        "markedness and correlation",
    ),
)
