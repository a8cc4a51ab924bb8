"""Naive Bayes and logistic regression as the training set grows: who wins, and when.

Varied: the number of training rows. Measured: the test error of both linear rules on the same
rows; the features are slightly correlated, so that naive Bayes is slightly wrong.
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
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.generative.naive_bayes import GaussianNaiveBayes
from viva_bank.reference.linear.logistic_regression import LogisticRegression

FEATURES = 30
SIZES = (16, 32, 64, 128, 256, 512, 1024, 4096)
SHIFT = np.where(np.arange(FEATURES) < FEATURES // 2, 0.5, 0.15)


def draw(rng, n, correlation):
    """Two normal classes; every pair of features has this correlation within a class."""
    y = np.arange(n) % 2
    own, common = rng.standard_normal((n, FEATURES)), rng.standard_normal((n, 1))
    X = np.sqrt(1 - correlation) * own + np.sqrt(correlation) * common
    return X + SHIFT * y[:, None], y


def naive_bayes(X, y, params):
    """Variances shared by both classes, as in the paper: the boundary is then linear too."""
    model = GaussianNaiveBayes(1e-3).fit(X, y)
    model.var = np.tile(model.var.mean(axis=0), (2, 1))
    return model.predict


def logistic(X, y, params):
    model = LogisticRegression(params.penalty).fit(X, y.astype(float))
    return lambda Q: (model.decision(Q) > 0).astype(int)


NAMES = {
    naive_bayes: Text("naive Bayes (generative)", "朴素贝叶斯（生成）"),
    logistic: Text("logistic regression (discriminative)", "逻辑回归（判别）"),
}


def measure(params, rng, models=(naive_bayes, logistic)):
    X_test, y_test = draw(rng, 4000, params.correlation)
    sizes = sorted({*SIZES, params.few})
    errors = np.zeros((2, params.repeats, len(sizes)))
    for r in range(params.repeats):
        X, y = draw(rng, sizes[-1], params.correlation)
        for i, n in enumerate(sizes):
            for m, model in enumerate(models):
                said = model(X[:n], y[:n], params)(X_test)
                errors[m, r, i] = 100 * float((said != y_test).mean())
    mean = errors.mean(axis=1)
    few = sizes.index(params.few)
    values = {"few": mean[1, few] - mean[0, few], "many": mean[0, -1] - mean[1, -1]}
    ahead = np.flatnonzero(mean[1] < mean[0])
    first = sizes[ahead[0]] if len(ahead) else None
    lines = Lines(
        id="error",
        title=Text("Test error by training rows", "测试误差随训练样本数的变化"),
        summary=Text(
            f"With {params.few} rows naive Bayes errs on {mean[0, few]:.0f} %, logistic regression "
            f"on {mean[1, few]:.0f} %; with {sizes[-1]} it is {mean[0, -1]:.0f} and "
            f"{mean[1, -1]:.0f} %. "
            + (
                f"Logistic regression is first ahead at {first} rows."
                if first
                else "It never leads."
            ),
            f"{params.few} 个样本时，朴素贝叶斯错 {mean[0, few]:.0f}%，逻辑回归错 "
            f"{mean[1, few]:.0f}%；{sizes[-1]} 个时为 {mean[0, -1]:.0f}% 与 {mean[1, -1]:.0f}%。"
            + (f"逻辑回归从 {first} 个样本起领先。" if first else "逻辑回归始终没有领先。"),
        ),
        x=Axis(Text("training rows", "训练样本数"), scale="log"),
        y=Axis(Text("test error (%)", "测试误差（%）")),
        series=tuple(
            Series(
                NAMES[model], sizes, mean[m], *np.quantile(errors[m], (0.1, 0.9), axis=0), look=look
            )
            for m, (model, look) in enumerate(zip(models, ("solid", "dashed"), strict=True))
        ),
        marks=(Mark(Text("few", "少样本"), x=float(params.few)),),
    )
    return Result((lines,), values)


LAB = Lab(
    title=Text("Generative or discriminative, as n grows", "样本增多时：生成模型还是判别模型"),
    intro=Text(
        "Two normal classes with 30 slightly correlated features. Naive Bayes assumes that they "
        "are independent; logistic regression assumes nothing of the kind. Bands: 10 % to 90 %.",
        "两个正态类，30 个略有相关的特征。朴素贝叶斯假定特征独立，逻辑回归没有这种假定。"
        "色带为 10% 到 90% 分位。",
    ),
    run=measure,
    params=(
        Float(
            "correlation", Text("correlation of features", "特征间相关系数"), 0.1, 0.0, 0.9, 0.05
        ),
        Float(
            "penalty",
            Text("penalty λ of logistic regression", "逻辑回归的惩罚 λ"),
            0.01,
            1e-4,
            1.0,
            scale="log",
        ),
        Int("few", Text("few rows", "少样本的个数"), 48, 10, 4000, scale="log"),
        Int("repeats", Text("repeats", "重复次数"), 6, 1, 50, hidden=True),
    ),
    preview={"repeats": 1},
    claims=(
        Claim(
            id="discriminative_is_better",
            sentence=Text(
                "Discriminative models classify better than generative ones.",
                "做分类，判别模型总比生成模型好。",
            ),
            statistic="few",
            what=Text(
                "error of logistic regression minus that of naive Bayes, 48 rows, in points",
                "逻辑回归与朴素贝叶斯的误差之差（48 个样本，百分点）",
            ),
            direction="below",
            threshold=0.0,
            seeds=6,
            myth=True,
        ),
        Claim(
            id="discriminative_wins_late",
            sentence=Text(
                "With many rows logistic regression wins: it is not bound to a wrong assumption.",
                "样本多时逻辑回归胜出，因为它不受错误假定的束缚。",
            ),
            statistic="many",
            what=Text(
                "error of naive Bayes minus that of logistic regression, 4096 rows, in points",
                "朴素贝叶斯与逻辑回归的误差之差（4096 个样本，百分点）",
            ),
            direction="above",
            threshold=1.5,
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "independent",
            Text("the features are independent: the assumption is right", "特征独立，假定成立"),
            fails=("discriminative_wins_late",),
            params={"correlation": 0.0},
        ),
        Broken(
            "few_is_many",
            Text("“few” are 1000 rows", "“少样本”改成 1000 个"),
            fails=("discriminative_is_better",),
            params={"few": 1000},
        ),
    ),
    predict=Predict(
        Text(
            "Naive Bayes' assumption is slightly wrong. Which error is lower with 48 rows?",
            "朴素贝叶斯的假定略有出入。只有 48 个样本时，谁的误差更低？",
        ),
        (
            Text("That of naive Bayes.", "朴素贝叶斯。"),
            Text("That of logistic regression.", "逻辑回归。"),
            Text("They are equal.", "一样。"),
        ),
        0,
        Text(
            "It comes near its own (worse) limit with about log d rows; logistic regression needs "
            "about d.",
            "它只需约 log d 个样本就接近自己（较差）的极限，逻辑回归则需要约 d 个。",
        ),
    ),
    questions=("generative_vs_discriminative/naive_bayes_log_odds",),
    sources=(
        "Ng and Jordan (2001), On discriminative vs. generative classifiers, sections 3 and 4",
    ),
)
