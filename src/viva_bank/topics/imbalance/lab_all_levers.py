"""All levers against class imbalance on one data set: same rows, same model, same test set.

Varied: what is done to the training rows, and where the probability is cut. Measured on untouched
test rows: PR-AUC, F1 at ½ and at a threshold picked on validation rows, recall, mean probability.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import make_classification

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
from viva_bank.reference.imbalance.balanced_bagging import BalancedBagging
from viva_bank.reference.imbalance.class_weights import class_weights
from viva_bank.reference.imbalance.resample import resample
from viva_bank.reference.imbalance.smote import smote
from viva_bank.reference.imbalance.threshold import best_f_threshold
from viva_bank.reference.linear.logistic_regression import LogisticRegression
from viva_bank.reference.metrics.precision_recall_curve import (
    average_precision,
    precision_recall_curve,
)

LEVERS = {
    "plain": Text("nothing", "不处理"),
    "weights": Text("class weights", "类别加权"),
    "bootstrap": Text("over-sampling", "过采样"),
    "under": Text("under-sampling", "欠采样"),
    "smote": Text("SMOTE", "SMOTE"),
    "bagging": Text("balanced bagging", "均衡 bagging"),
}


def fit(X, y):
    return LogisticRegression().fit(X, y.astype(float))


def with_smote(X, y, rng):
    """The rows and as many invented rare ones as make the classes even."""
    rare = X[y == 1]
    new = smote(rare, max(0, int((y == 0).sum()) - len(rare)), rng)
    return np.concatenate([X, new]), np.concatenate([y, np.ones(len(new), y.dtype)])


def train(lever, X, y, rng):
    """The function from rows to probabilities that the lever leads to."""
    if lever == "bagging":
        parts = BalancedBagging(fit, lambda model, rows: model.predict_proba(rows))
        return parts.fit(X, y, rng).predict
    if lever == "weights":
        # A weight of 49 is each rare row 49 times; the weights' ratio is rounded for that.
        weight = class_weights(y, 2)
        X, y = (np.repeat(a, np.where(y == 1, round(weight[1] / weight[0]), 1), 0) for a in (X, y))
    elif lever in ("bootstrap", "under"):
        rows = resample(y, lever, rng)
        X, y = X[rows], y[rows]
    elif lever == "smote":
        X, y = with_smote(X, y, rng)
    return fit(X, y).predict_proba


def f1(y, p, cut):
    said = p >= cut
    return 2 * (said & (y == 1)).sum() / max(1, said.sum() + (y == 1).sum())


def measure(params, rng, leak=False):
    X, y = make_classification(
        params.rows,
        20,
        n_informative=8,
        n_redundant=4,
        weights=[1 - params.rare / 100],
        flip_y=0.005,
        class_sep=params.separation,
        random_state=int(rng.integers(2**31)),
    )
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    order = rng.permutation(len(X))
    a, v, t = np.split(order, [int(0.35 * len(X)), int(0.5 * len(X))])
    rows, curves = {}, []
    for lever, name in LEVERS.items():
        predict = train(lever, X[a], y[a], rng)
        X_test, y_test = X[t], y[t]
        if leak and lever == "smote":
            X_test, y_test = with_smote(X_test, y_test, rng)
        p = predict(X_test)
        cut, _ = best_f_threshold(y[v], predict(X[v]))
        rows[lever] = {
            "pr": average_precision(y_test, p),
            "half": f1(y_test, p, 0.5),
            "tuned": f1(y_test, p, cut),
            "recall": (p >= 0.5)[y_test == 1].mean(),
            "inflation": p.mean() / y_test.mean(),
        }
        if lever in ("plain", "under", "smote"):
            curve = precision_recall_curve(y_test, p)
            # A point a threshold is too many to look at: those where recall moves are enough.
            keep = np.flatnonzero(np.diff(curve.recall, prepend=0))
            line = Series(name, curve.recall[keep], curve.precision[keep])
            curves.append(line)
    plain, made = rows["plain"], rows["smote"]
    values = {
        "pr_gain": made["pr"] - plain["pr"],
        "threshold_gain": plain["tuned"] - made["half"],
        "recall_gain": made["recall"] - plain["recall"],
        "inflation": made["inflation"],
    }
    share = float(y[t].mean())
    bars = Bars(
        id="levers",
        title=Text("Every lever, on the same test rows", "同一测试集上的各种手段"),
        summary=Text(
            f"PR-AUC is {plain['pr']:.2f} with nothing done and {made['pr']:.2f} with SMOTE. F1 "
            f"is {plain['half']:.2f} with nothing done, {plain['tuned']:.2f} once its threshold "
            f"is tuned, and {made['half']:.2f} with SMOTE at ½.",
            f"不处理时 PR-AUC 为 {plain['pr']:.2f}，用 SMOTE 后为 {made['pr']:.2f}。"
            f"F1：不处理 {plain['half']:.2f}，只调阈值 {plain['tuned']:.2f}，"
            f"SMOTE 加 ½ 阈值 {made['half']:.2f}。",
        ),
        categories=tuple(LEVERS.values()),
        y=Axis(Text("value", "数值"), low=0),
        series=(
            BarSeries(Text("PR-AUC", "PR-AUC"), [r["pr"] for r in rows.values()]),
            BarSeries(Text("F1 at ½", "F1（阈值 ½）"), [r["half"] for r in rows.values()]),
            BarSeries(
                Text("F1, threshold tuned", "F1（调过阈值）"), [r["tuned"] for r in rows.values()]
            ),
        ),
    )
    lines = Lines(
        id="curves",
        title=Text("Precision against recall", "精确率随召回率的变化"),
        summary=Text(
            f"Areas: {plain['pr']:.2f} with nothing done, {rows['under']['pr']:.2f} with "
            f"under-sampling, {made['pr']:.2f} with SMOTE; a random order would give {share:.3f}.",
            f"曲线下面积：不处理 {plain['pr']:.2f}，欠采样 {rows['under']['pr']:.2f}，"
            f"SMOTE {made['pr']:.2f}；随机排序只有 {share:.3f}。",
        ),
        x=Axis(Text("recall", "召回率"), low=0, high=1),
        y=Axis(Text("precision", "精确率"), low=0, high=1),
        series=tuple(curves),
    )
    return Result((bars, lines), values)


LAB = Lab(
    title=Text("Imbalance: all levers on one data set", "类别不平衡：各种手段同场比较"),
    intro=Text(
        "A logistic regression on 20 generated features, 2 % of the rows rare. Each lever changes "
        "the training rows alone; the test rows stay as they come.",
        "用逻辑回归拟合 20 维的人造数据，少数类占 2%。每种手段只改动训练集，测试集保持原样。",
    ),
    run=measure,
    params=(
        Float("rare", Text("rare class (%)", "少数类占比（%）"), 2.0, 1.0, 50.0, scale="log"),
        Float("separation", Text("distance of the classes", "两类的间距"), 1.5, 0.3, 2.0, 0.1),
        Int("rows", Text("rows", "样本数"), 12000, 4000, 40000, 1000, hidden=True),
    ),
    claims=(
        Claim(
            id="smote_is_the_cure",
            sentence=Text("SMOTE is the cure for imbalance.", "类别不平衡，用 SMOTE 就能治好。"),
            statistic="pr_gain",
            what=Text("PR-AUC with SMOTE minus without", "用与不用 SMOTE 的 PR-AUC 之差"),
            direction="above",
            threshold=0.0,
            seeds=8,
            myth=True,
        ),
        Claim(
            id="threshold_first",
            sentence=Text(
                "Tuning the threshold alone gives a better F1 than SMOTE with the threshold ½.",
                "数据不动、只调阈值，F1 就比 SMOTE 加默认阈值 ½ 高。",
            ),
            statistic="threshold_gain",
            what=Text(
                "F1 with a tuned threshold minus F1 with SMOTE", "只调阈值的 F1 减去用 SMOTE 的 F1"
            ),
            direction="above",
            threshold=0.1,
            seeds=8,
        ),
        Claim(
            id="recall_at_half",
            sentence=Text(
                "What SMOTE raises is recall at the threshold ½.",
                "SMOTE 提高的是阈值 ½ 处的召回率。",
            ),
            statistic="recall_gain",
            what=Text(
                "recall at ½ with SMOTE minus without", "用与不用 SMOTE 的召回率之差（阈值 ½）"
            ),
            direction="above",
            threshold=0.2,
            seeds=8,
        ),
        Claim(
            id="probabilities_inflated",
            sentence=Text(
                "After SMOTE the predicted probabilities are several times too high.",
                "用 SMOTE 训练后，预测概率会高出好几倍。",
            ),
            statistic="inflation",
            what=Text(
                "mean predicted probability over the true share", "平均预测概率 ÷ 少数类真实占比"
            ),
            direction="above",
            threshold=5.0,
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "smote_before_split",
            Text(
                "invented rows are in the test set too: the metric no longer sees the rarity",
                "测试集里也混进了合成样本，指标看不到真实的稀少程度",
            ),
            fails=("smote_is_the_cure", "probabilities_inflated"),
            run=lambda params, rng: measure(params, rng, leak=True),
        ),
        Broken(
            "balanced",
            Text("both classes are as frequent: there is nothing to cure", "两类一样多，无病可治"),
            fails=("threshold_first", "recall_at_half", "probabilities_inflated"),
            params={"rare": 50.0},
        ),
    ),
    predict=Predict(
        Text(
            "2 % of the rows are rare. What does SMOTE do to the PR-AUC of a logistic regression?",
            "少数类占 2%。用 SMOTE 之后，逻辑回归的 PR-AUC 会怎样？",
        ),
        (
            Text("It rises.", "上升。"),
            Text("It stays about the same.", "大致不变。"),
            Text("It falls.", "下降。"),
        ),
        2,
        Text(
            "The invented rows drag the plane to where a rare class as large as the common one "
            "would want it, and that costs precision at the top of the ranking.",
            "合成样本让决策面迁就一个“和多数类一样大”的少数类，排在最前面的样本因此不再那么准。",
        ),
    ),
    questions=(
        "imbalance/what_to_do",
        "imbalance/smote",
        "imbalance/balanced_bags",
        "imbalance/class_weights_and_threshold",
    ),
    sources=(
        "Chawla et al. (2002), SMOTE: synthetic minority over-sampling technique",
        "Elkan (2001), The foundations of cost-sensitive learning, section 3",
        "van den Goorbergh et al. (2022), The harm of class imbalance corrections for risk "
        "prediction models",
    ),
)
