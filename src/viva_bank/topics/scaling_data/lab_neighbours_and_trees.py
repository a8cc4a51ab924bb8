"""Who minds the unit of a column: nearest neighbours do, a decision tree does not.

Varied: the scaling of all columns, and the unit of one column. Measured: test accuracy on wine,
and the share of test rows whose predicted class changes.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_wine
from sklearn.tree import DecisionTreeClassifier

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.data.min_max import MinMaxScaler
from viva_bank.reference.data.standard import StandardScaler
from viva_bank.reference.search.brute_force import nearest

UNITS = np.geomspace(1e-3, 1e3, 13)


def neighbours(X, y, queries, k):
    """The most frequent class among the k nearest training rows."""
    ids, _ = nearest(queries, X, k)
    return np.array([np.bincount(row).argmax() for row in y[ids]])


def tree(X, y, queries, k):
    return DecisionTreeClassifier(random_state=0).fit(X, y).predict(queries)


def scaled(X, queries, how):
    if how == "raw":
        return X, queries
    scaler = {"standard": StandardScaler, "min_max": MinMaxScaler}[how]().fit(X)
    return scaler.transform(X), scaler.transform(queries)


def measure(params, rng, scaled=scaled, models=(neighbours, tree)):
    X, y = load_wine(return_X_y=True)
    order = rng.permutation(len(X))
    a, t = order[:106], order[106:]
    names = (Text(f"{params.k} neighbours", f"{params.k} 近邻"), Text("decision tree", "决策树"))
    kinds = ("raw", "standard", "min_max")
    said = [[model(*_with(scaled, X, y, a, t, how), params.k) for how in kinds] for model in models]
    score = 100 * (np.array(said) == y[t]).mean(axis=2)
    values = {
        "neighbours_gain": score[0, 1] - score[0, 0],
        "tree_changed": 100 * float((said[1][0] != said[1][1]).mean()),
    }
    bars = Bars(
        id="scalings",
        title=Text("Test accuracy by scaling", "不同缩放下的测试准确率"),
        summary=Text(
            f"{params.k} neighbours: {score[0, 0]:.0f} % raw, {score[0, 1]:.0f} % standardised, "
            f"{score[0, 2]:.0f} % min–max. The tree: {score[1, 0]:.0f}, {score[1, 1]:.0f} and "
            f"{score[1, 2]:.0f} %.",
            f"{params.k} 近邻：原始 {score[0, 0]:.0f}%，标准化 {score[0, 1]:.0f}%，"
            f"min-max {score[0, 2]:.0f}%。"
            f"决策树依次为 {score[1, 0]:.0f}%、{score[1, 1]:.0f}%、{score[1, 2]:.0f}%。",
        ),
        categories=(
            Text("raw", "原始"),
            Text("standardised", "标准化"),
            Text("min–max", "min-max"),
        ),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0, high=100),
        series=tuple(BarSeries(n, s) for n, s in zip(names, score, strict=True)),
    )
    A, Q = scaled(X[a], X[t], "standard")
    curves = []
    for model in models:
        curve = []
        for unit in UNITS:
            u = np.where(np.arange(A.shape[1]) == params.column, unit, 1.0)
            curve.append(100 * float((model(A * u, y[a], Q * u, params.k) == y[t]).mean()))
        curves.append(curve)
    lines = Lines(
        id="unit",
        title=Text("One column in another unit", "给其中一列换个单位"),
        summary=Text(
            f"With column {params.column} a thousand times larger, the neighbours fall from "
            f"{curves[0][6]:.0f} to {curves[0][-1]:.0f} %; the tree goes from {curves[1][6]:.0f} "
            f"to {curves[1][-1]:.0f} %.",
            f"第 {params.column} 列放大一千倍，近邻法由 {curves[0][6]:.0f}% 变为 "
            f"{curves[0][-1]:.0f}%，决策树由 {curves[1][6]:.0f}% 变为 {curves[1][-1]:.0f}%。",
        ),
        x=Axis(Text("factor on one standardised column", "某一标准化列的放大倍数"), scale="log"),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0, high=100),
        series=tuple(
            Series(n, UNITS, c, look=look)
            for n, c, look in zip(names, curves, ("solid", "dashed"), strict=True)
        ),
    )
    return Result((bars, lines), values)


def _with(scaled, X, y, a, t, how):
    A, Q = scaled(X[a], X[t], how)
    return A, y[a], Q


LAB = Lab(
    title=Text("Who minds the unit of a column?", "哪些模型受量纲影响？"),
    intro=Text(
        "Wine: 13 columns, one of them (proline, column 12) counted in hundreds, others in "
        "tenths. 106 rows for training, 72 for testing; scalers learn from the training rows.",
        "葡萄酒数据有 13 列：脯氨酸（第 12 列）的数值上千，别的列只有零点几。"
        "106 行训练、72 行测试，缩放参数只从训练集学。",
    ),
    run=measure,
    params=(
        Int("k", Text("neighbours", "近邻数"), 5, 1, 25, 2),
        Int("column", Text("column", "列"), 2, 0, 12),
    ),
    claims=(
        Claim(
            id="neighbours_need_it",
            sentence=Text(
                "Nearest neighbours need scaled columns.", "近邻法需要先把各列缩放到同一尺度。"
            ),
            statistic="neighbours_gain",
            what=Text(
                "accuracy standardised minus raw, in points", "标准化与原始的准确率之差（百分点）"
            ),
            direction="above",
            threshold=15.0,
            seeds=8,
        ),
        Claim(
            id="everybody_needs_it",
            sentence=Text(
                "Always scale the data: every model needs it.", "数据一定要缩放，什么模型都需要。"
            ),
            statistic="tree_changed",
            what=Text(
                "test rows whose class changes when a tree is given standardised data, in %",
                "换成标准化数据后，决策树改判的测试样本（%）",
            ),
            direction="above",
            threshold=5.0,
            seeds=8,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "never_scaled",
            Text("the scaler returns its input", "缩放函数原样返回"),
            fails=("neighbours_need_it",),
            run=lambda params, rng: measure(params, rng, scaled=lambda X, Q, how: (X, Q)),
        ),
        Broken(
            "tree_by_distance",
            Text("neighbours stand in the tree's place", "决策树的位置换成了近邻法"),
            fails=("everybody_needs_it",),
            run=lambda params, rng: measure(params, rng, models=(neighbours, neighbours)),
        ),
    ),
    predict=Predict(
        Text(
            "A decision tree gets standardised columns instead of raw ones. Its predictions …",
            "把原始数据换成标准化数据再训练决策树，它的预测……",
        ),
        (
            Text("get clearly better.", "明显变好。"),
            Text("stay (nearly) the same.", "（几乎）不变。"),
            Text("get clearly worse.", "明显变差。"),
        ),
        1,
        Text(
            "A split asks whether one column is above a threshold; an increasing map moves the "
            "threshold along. What little changes is rounding and ties.",
            "一次划分只问某一列是否超过阈值，单调变换会让阈值跟着移动；剩下的微小变化来自舍入与并列。",
        ),
    ),
    questions=("scaling_data/why_scale", "scaling_data/scalers", "scaling_data/by_hand"),
    sources=(
        "Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, table 10.1",
    ),
)
