"""Why a hyperparameter is not set by the training loss: it would always choose the same end.

Varied: λ of ridge regression on polynomial features. Measured: training, validation and test
error, and which λ each of the first two would choose.
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
from viva_bank.reference.regularisation.ridge import ridge

LAMBDAS = np.geomspace(1e-6, 1e3, 28)


def features(x):
    return np.polynomial.legendre.legvander(x, 15)[:, 1:]


def measure(params, rng, training_is_large=False, judge_on_training=False, judge_on_fresh=False):
    def draw(n):
        # One point a cell: a sample that leaves an end bare would decide the mean over seeds.
        x = 2 * (np.arange(n) + rng.random(n)) / n - 1
        return features(x), np.sin(4 * x + 0.5) + params.noise * rng.standard_normal(n)

    train, valid, test = draw(5000 if training_is_large else params.points), draw(200), draw(5000)
    errors = []
    for lam in LAMBDAS:
        w, b = ridge(*train, lam)
        errors.append([float(((X @ w + b - y) ** 2).mean()) for X, y in (train, valid, test)])
    on_train, on_valid, on_test = np.array(errors).T
    by_train = int((on_valid if judge_on_fresh else on_train).argmin())
    by_valid = by_train if judge_on_training else int(on_valid.argmin())
    values = {
        "picked_by_training": float(np.log10(LAMBDAS[by_train])),
        "picked_by_validation": float(np.log10(LAMBDAS[by_valid])),
        "cost": on_test[by_train] / on_test[by_valid],
        "regret": on_test[by_valid] / on_test.min(),
    }
    lines = Lines(
        id="errors",
        title=Text("Error by λ", "误差随 λ 的变化"),
        summary=Text(
            f"The training error is least at λ = {LAMBDAS[by_train]:.0e}, the smallest; the "
            f"validation error at λ = {LAMBDAS[by_valid]:.2g}. Their test errors are "
            f"{on_test[by_train]:.3g} and {on_test[by_valid]:.3g}.",
            f"训练误差在最小的 λ = {LAMBDAS[by_train]:.0e} 处最低，验证误差在 λ = "
            f"{LAMBDAS[by_valid]:.2g} 处最低；相应的测试误差为 {on_test[by_train]:.3g} 与 "
            f"{on_test[by_valid]:.3g}。",
        ),
        x=Axis(Text("hyperparameter λ", "超参数 λ"), scale="log"),
        y=Axis(Text("mean squared error", "均方误差"), scale="log", high=10),
        series=(
            Series(Text("training", "训练"), LAMBDAS, on_train),
            Series(Text("validation", "验证"), LAMBDAS, on_valid, look="dashed"),
            Series(Text("test", "测试"), LAMBDAS, on_test, look="dotted"),
        ),
        marks=(Mark(Text("validation's choice", "验证集所选"), x=float(LAMBDAS[by_valid])),),
    )
    return Result((lines,), values)


LAB = Lab(
    title=Text("Who sets parameters, who sets hyperparameters?", "参数由谁定，超参数由谁定？"),
    intro=Text(
        "15 weights of a polynomial are fitted on the training points: those are the parameters. "
        "The penalty λ is a hyperparameter. What if the training error chose it as well?",
        "多项式的 15 个权重由训练点拟合，是参数；惩罚强度 λ 是超参数。要是 λ 也交给训练误差来选，"
        "会怎样？",
    ),
    run=measure,
    params=(
        Int("points", Text("training points", "训练点数"), 40, 20, 200),
        Float("noise", Text("noise σ", "噪声 σ"), 0.5, 0.05, 1.5, 0.05),
    ),
    claims=(
        Claim(
            id="training_chooses_least_penalty",
            sentence=Text(
                "The training error always chooses the least penalty.", "训练误差总会选最弱的惩罚。"
            ),
            statistic="picked_by_training",
            what=Text("log₁₀ of the λ with the least training error", "训练误差最小的 λ 的 log₁₀"),
            direction="below",
            threshold=-5.9,
            every=True,
            seeds=8,
        ),
        Claim(
            id="fit_them_all",
            sentence=Text(
                "Hyperparameters can be fitted on the training set like the weights.",
                "超参数也可以像权重那样在训练集上拟合。",
            ),
            statistic="cost",
            what=Text(
                "test error of the training set's choice over the validation set's",
                "训练集所选与验证集所选的测试误差之比",
            ),
            direction="below",
            threshold=1.1,
            seeds=8,
            every=True,
            myth=True,
        ),
        Claim(
            id="validation_is_near_best",
            sentence=Text(
                "The validation set's choice is near the best there is.",
                "验证集选出的 λ 接近最优。",
            ),
            statistic="regret",
            what=Text(
                "test error of the validation set's choice over the least",
                "验证集所选与最优的测试误差之比",
            ),
            direction="below",
            threshold=1.1,
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "plenty_of_data",
            Text("5000 training points: no penalty is needed", "训练点有 5000 个，用不着惩罚"),
            fails=("fit_them_all",),
            run=lambda params, rng: measure(params, rng, training_is_large=True),
        ),
        Broken(
            "training_is_validation",
            Text("“training error” is taken on fresh points", "“训练误差”取自新的点"),
            fails=("training_chooses_least_penalty",),
            run=lambda params, rng: measure(params, rng, judge_on_fresh=True),
        ),
        Broken(
            "validation_is_training",
            Text("the validation set is the training set", "验证集就是训练集"),
            fails=("validation_is_near_best",),
            run=lambda params, rng: measure(params, rng, judge_on_training=True),
        ),
    ),
    predict=Predict(
        Text(
            "λ is chosen by the training error alone. Which λ is chosen?",
            "只看训练误差来选 λ，会选到哪个？",
        ),
        (
            Text("The smallest.", "最小的。"),
            Text("One in the middle.", "中间某个。"),
            Text("The largest.", "最大的。"),
        ),
        0,
        Text(
            "A penalty can only take freedom away from the fit, so the training error never falls "
            "with λ.",
            "惩罚只会限制拟合的自由，训练误差不会随 λ 增大而下降。",
        ),
    ),
    questions=("parameter_vs_hyperparameter/difference", "split_data/why_three_sets"),
    sources=("Goodfellow, Bengio and Courville (2016), Deep Learning, section 5.3",),
)
