"""Bias and variance of bagging and boosting, against the number of trees.

Varied: the trees. Measured over many training samples: (mean prediction − truth)² and the
variance, each beside those of the single tree that the ensemble is made of.
"""

from __future__ import annotations

import numpy as np
from sklearn.tree import DecisionTreeRegressor

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
from viva_bank.reference.generalisation.bias_variance import bias_variance

FEATURES = 5


def truth(X):
    return np.sin(3 * X[:, 0]) + 0.8 * X[:, 1] * X[:, 2] + 0.5 * (X[:, 3] > 0)


def tree(X, y, depth=None):
    return DecisionTreeRegressor(max_depth=depth, random_state=0).fit(X, y)


def bagged(X, y, Q, trees, rng):
    """Predictions of the first 1, 2, … trees, each grown fully on a bootstrap sample."""
    rows = rng.integers(len(X), size=(trees, len(X)))
    each = np.array([tree(X[i], y[i]).predict(Q) for i in rows])
    return each.cumsum(axis=0) / np.arange(1, trees + 1)[:, None]


def boosted(X, y, Q, trees, rng, depth, rate):
    """Predictions after 1, 2, … rounds: each small tree learns what is left, times the rate."""
    fitted, shown, steps = np.full(len(X), y.mean()), np.full(len(Q), y.mean()), []
    for _ in range(trees):
        small = tree(X, y - fitted, depth)
        fitted = fitted + rate * small.predict(X)
        shown = shown + rate * small.predict(Q)
        steps.append(shown)
    return np.array(steps)


def measure(params, rng, bag=bagged, boost=boosted):
    def draw(n):
        X = rng.uniform(-1, 1, (n, FEATURES))
        return X, truth(X) + 0.5 * rng.standard_normal(n)

    Q = rng.uniform(-1, 1, (200, FEATURES))
    full, small, bags, boosts = [], [], [], []
    for _ in range(params.samples):
        X, y = draw(150)
        full.append(tree(X, y).predict(Q))
        small.append(tree(X, y, params.depth).predict(Q))
        bags.append(bag(X, y, Q, params.bags, rng))
        boosts.append(boost(X, y, Q, params.rounds, rng, params.depth, params.rate))
    f = truth(Q)
    one_full, one_small = bias_variance(np.array(full), f), bias_variance(np.array(small), f)
    by_bag, by_boost = (
        [bias_variance(step, f) for step in np.moveaxis(np.array(a), 1, 0)] for a in (bags, boosts)
    )
    last, end = by_bag[-1], by_boost[-1]
    values = {
        "bagging_variance": last.variance / one_full.variance,
        "bagging_bias": last.bias_squared / one_full.bias_squared,
        "boosting_variance": end.variance / one_small.variance,
        "boosting_bias": end.bias_squared / one_small.bias_squared,
    }
    kinds = {
        "full": (Text("a full tree", "一棵完整的树"), one_full),
        "bag": (Text(f"{params.bags} bagged", f"{params.bags} 棵 bagging"), last),
        "small": (
            Text(f"a tree of depth {params.depth}", f"一棵 {params.depth} 层的树"),
            one_small,
        ),
        "boost": (Text(f"{params.rounds} boosted", f"{params.rounds} 轮 boosting"), end),
    }
    bars = Bars(
        id="parts",
        title=Text("Bias and variance, single and together", "单棵与集成的偏差和方差"),
        summary=Text(
            "Bias² and variance: "
            + "; ".join(f"{n.en} {d.bias_squared:.3f}, {d.variance:.3f}" for n, d in kinds.values())
            + ".",
            "偏差² 与方差："
            + "；".join(f"{n.zh} {d.bias_squared:.3f}、{d.variance:.3f}" for n, d in kinds.values())
            + "。",
        ),
        categories=tuple(n for n, _ in kinds.values()),
        y=Axis(Text("squared error", "平方误差"), low=0),
        series=(
            BarSeries(Text("bias²", "偏差²"), [d.bias_squared for _, d in kinds.values()]),
            BarSeries(Text("variance", "方差"), [d.variance for _, d in kinds.values()]),
        ),
    )
    least = int(np.argmin([d.error for d in by_boost]))
    rounds = np.arange(1, params.rounds + 1)
    lines = Lines(
        id="rounds",
        title=Text("Boosting, round by round", "Boosting 逐轮的变化"),
        summary=Text(
            f"From round 1 to {params.rounds} bias² goes from {by_boost[0].bias_squared:.3f} to "
            f"{end.bias_squared:.3f} and the variance from {by_boost[0].variance:.4f} to "
            f"{end.variance:.3f}; the error is least after {rounds[least]} rounds.",
            f"从第 1 轮到第 {params.rounds} 轮，偏差² 由 {by_boost[0].bias_squared:.3f} 降到 "
            f"{end.bias_squared:.3f}，方差由 {by_boost[0].variance:.4f} 升到 {end.variance:.3f}；"
            f"误差在第 {rounds[least]} 轮最低。",
        ),
        x=Axis(Text("round", "轮次")),
        y=Axis(Text("squared error", "平方误差"), low=0),
        series=(
            Series(Text("bias²", "偏差²"), rounds, [d.bias_squared for d in by_boost]),
            Series(Text("variance", "方差"), rounds, [d.variance for d in by_boost], look="dashed"),
            Series(
                Text("their sum", "二者之和"), rounds, [d.error for d in by_boost], look="dotted"
            ),
        ),
    )
    return Result((bars, lines), values)


LAB = Lab(
    title=Text("What bagging and boosting lower", "Bagging 与 boosting 各降低什么"),
    intro=Text(
        "A noisy function of 5 features, 150 rows a training sample. Bagging averages full trees; "
        "boosting adds up small ones, each times a rate.",
        "含噪的 5 元函数，每个训练集 150 行。Bagging 对完整的树求平均，"
        "boosting 把小树乘以学习率逐轮相加。",
    ),
    run=measure,
    params=(
        Int("depth", Text("depth of the boosted trees", "boosting 的树深"), 2, 1, 8),
        Float("rate", Text("rate of boosting", "boosting 的学习率"), 0.1, 0.02, 1.0, scale="log"),
        Int("rounds", Text("rounds of boosting", "boosting 轮数"), 50, 5, 100),
        Int("bags", Text("bagged trees", "bagging 的树数"), 15, 2, 60, hidden=True),
        Int("samples", Text("training samples", "训练集个数"), 20, 2, 100, hidden=True),
    ),
    preview={"samples": 3, "bags": 3},
    claims=(
        Claim(
            id="bagging_lowers_variance",
            sentence=Text("Bagging lowers the variance.", "Bagging 降低方差。"),
            statistic="bagging_variance",
            what=Text(
                "variance of 15 bagged trees over one full tree's",
                "15 棵 bagging 与单棵完整树的方差之比",
            ),
            direction="below",
            threshold=0.4,
        ),
        Claim(
            id="bagging_leaves_bias",
            sentence=Text(
                "Bagging leaves the bias about where it was.", "Bagging 基本不改变偏差。"
            ),
            statistic="bagging_bias",
            what=Text(
                "bias² of 15 bagged trees over one full tree's",
                "15 棵 bagging 与单棵完整树的偏差² 之比",
            ),
            direction="within",
            threshold=(0.6, 1.3),
        ),
        Claim(
            id="boosting_lowers_bias",
            sentence=Text("Boosting lowers the bias.", "Boosting 降低偏差。"),
            statistic="boosting_bias",
            what=Text(
                "bias² after 50 rounds over one small tree's", "50 轮后与单棵小树的偏差² 之比"
            ),
            direction="below",
            threshold=0.8,
        ),
        Claim(
            id="boosting_only_bias",
            sentence=Text("Boosting lowers only the bias.", "Boosting 只降低偏差，不降低方差。"),
            statistic="boosting_variance",
            what=Text(
                "variance after 50 rounds over one small tree's", "50 轮后与单棵小树的方差之比"
            ),
            direction="above",
            threshold=0.95,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "no_bootstrap",
            Text("every bagged tree sees the same rows", "bagging 的每棵树都用同样的样本"),
            fails=("bagging_lowers_variance",),
            run=lambda params, rng: measure(
                params,
                rng,
                bag=lambda X, y, Q, trees, rng: np.repeat([tree(X, y).predict(Q)], trees, axis=0),
            ),
        ),
        Broken(
            "bagged_stumps",
            Text("the bagged trees have depth 1", "bagging 的树只有一层"),
            fails=("bagging_leaves_bias",),
            run=lambda params, rng: measure(
                params,
                rng,
                bag=lambda X, y, Q, trees, rng: np.repeat(
                    [tree(X, y, 1).predict(Q)], trees, axis=0
                ),
            ),
        ),
        Broken(
            "few_small_rounds",
            Text("5 rounds at rate 0.02: hardly begun", "学习率 0.02、只有 5 轮，几乎没开始"),
            fails=("boosting_lowers_bias",),
            params={"rounds": 5, "rate": 0.02},
        ),
        Broken(
            "full_rate",
            Text("rate 1: each tree is added in full", "学习率为 1，每棵树整棵相加"),
            fails=("boosting_only_bias",),
            params={"rate": 1.0},
        ),
    ),
    predict=Predict(
        Text(
            "50 boosted trees of depth 2 at rate 0.1, against one such tree. The variance …",
            "50 棵 2 层的树、学习率 0.1 做 boosting，与单独一棵相比，方差……",
        ),
        (
            Text("is higher: boosting lowers only bias.", "更高：boosting 只降偏差。"),
            Text("is the same.", "相同。"),
            Text("is lower as well.", "也更低。"),
        ),
        2,
        Text(
            "A small rate makes the sum an average of sorts: no single split counts in full. With "
            "more rounds, or rate 1, the variance does rise.",
            "学习率小，相加就有了平均的味道，没有哪一次划分全额计入；轮数再多，或学习率为 1，"
            "方差才会上升。",
        ),
    ),
    questions=("ensembles/mean_of_correlated", "bias_variance/mean_of_correlated_models"),
    sources=(
        "Breiman (1996), Bagging predictors",
        "Friedman (2001), Greedy function approximation: a gradient boosting machine, section 5",
        "Friedman, Hastie and Tibshirani (2000), Additive logistic regression",
    ),
)
