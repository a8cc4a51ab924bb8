"""Squared error against cross-entropy behind a sigmoid, started confidently wrong."""

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
from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.losses.binary_cross_entropy import binary_cross_entropy_gradient
from viva_bank.reference.losses.squared import l2_loss_gradient


def tumours(rng):
    """The breast-cancer data, standardised; a random four fifths of the rows."""
    from sklearn.datasets import load_breast_cancer

    X, y = load_breast_cancer(return_X_y=True)
    index = rng.permutation(len(X))[: len(X) * 4 // 5]
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    return X[index], y[index].astype(float)


def squared_gradient(z, y):
    """∂L/∂z of (σ(z) − y)²: the factor σ′ = σ(1 − σ) is what vanishes."""
    p = sigmoid(z)
    return l2_loss_gradient(p, y) * p * (1 - p)


def descend(X, y, w, gradient, rate, steps):
    """(accuracy after each step, the length of the first gradient)."""
    accuracies, first = np.empty(steps + 1), np.nan
    for t in range(steps + 1):
        z = X @ w
        accuracies[t] = ((z > 0) == (y > 0.5)).mean()
        g = X.T @ gradient(z, y)
        first = np.linalg.norm(g) if t == 0 else first
        w = w - rate * g
    return accuracies, float(first)


def steps_to(accuracies, enough):
    """The first step with that accuracy, or the number of steps if it is never reached."""
    return int((accuracies >= enough).argmax()) if (accuracies >= enough).any() else len(accuracies)


def measure(params, rng, squared=squared_gradient):
    X, y = tumours(rng)
    # The difference of the class means, pointing the wrong way: sure of the opposite class.
    wrong = X[y < 0.5].mean(axis=0) - X[y > 0.5].mean(axis=0)
    wrong = params.sureness * wrong / np.abs(X @ wrong).mean()
    arms = [
        descend(X, y, wrong, gradient, params.rate, params.steps)
        for gradient in (binary_cross_entropy_gradient, squared)
    ]
    reached = [steps_to(a, 0.9) for a, _ in arms]
    gradients = arms[0][1] / arms[1][1]
    t = np.arange(1, params.steps + 2)
    late = Text(
        f"{reached[1]}" if reached[1] <= params.steps else f"more than {params.steps}",
        f"{reached[1]}" if reached[1] <= params.steps else f"超过 {params.steps}",
    )
    figure = Lines(
        id="accuracy_by_step",
        title=Text("Accuracy by step from a wrong start", "从错误的起点出发：准确率随步数的变化"),
        summary=Text(
            f"Cross-entropy is 90 % right after {reached[0]} steps, squared error after "
            f"{late.en}. At the start its gradient is {gradients:.0f} times as long.",
            f"交叉熵 {reached[0]} 步后准确率到 90%，平方误差要 {late.zh} 步；"
            f"起步时交叉熵的梯度是后者的 {gradients:.0f} 倍。",
        ),
        x=Axis(Text("step", "步数"), scale="log"),
        y=Axis(Text("accuracy on the training data", "训练集准确率"), low=0.0, high=1.0),
        series=(
            Series(Text("cross-entropy", "交叉熵"), t, arms[0][0]),
            Series(Text("squared error", "平方误差"), t, arms[1][0], look="dashed"),
        ),
        marks=(Mark(Text("90 %", "90%"), y=0.9),),
    )
    return Result((figure,), {"gradients": gradients, "steps": reached[1] / max(reached[0], 1)})


LAB = Lab(
    title=Text("Why not squared error behind a sigmoid?", "sigmoid 后面为什么不用平方误差？"),
    intro=Text(
        "One sigmoid unit on the breast-cancer data starts with weights that point the wrong way: "
        "it is sure, and wrong. Full-batch gradient descent on cross-entropy and on squared error "
        "start at the same weights with the same rate.",
        "在乳腺癌数据上训练一个 sigmoid 单元，初始权重故意指反方向：它很自信，但错了。"
        "用交叉熵和平方误差分别做全批量梯度下降，初始权重和学习率都一样。",
    ),
    run=measure,
    params=(
        Float(
            "sureness",
            Text("mean |logit| at the start", "起点处 logit 绝对值的均值"),
            10.0,
            0.1,
            20.0,
            0.1,
        ),
        Float("rate", Text("learning rate", "学习率"), 0.5, 0.01, 5.0, scale="log"),
        Int("steps", Text("steps", "步数"), 2000, 50, 5000, scale="log"),
    ),
    preview={"steps": 500},
    claims=(
        Claim(
            id="gradient_vanishes",
            sentence=Text(
                "Where the unit is confidently wrong, the gradient of squared error is at least "
                "twenty times smaller than that of cross-entropy.",
                "在自信地犯错的地方，平方误差的梯度不到交叉熵的二十分之一。",
            ),
            statistic="gradients",
            what=Text(
                "length of the first gradient, cross-entropy over squared error",
                "第一步的梯度长度之比（交叉熵 ÷ 平方误差）",
            ),
            direction="above",
            threshold=20.0,
            unit="×",
        ),
        Claim(
            id="slower",
            sentence=Text(
                "From that start squared error needs at least ten times as many steps.",
                "从那里出发，平方误差要多走十倍以上的步数。",
            ),
            statistic="steps",
            what=Text(
                "steps to 90 % accuracy, squared error over cross-entropy",
                "准确率到 90% 的步数之比（平方误差 ÷ 交叉熵）",
            ),
            direction="above",
            threshold=10.0,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "mild_start",
            Text("the start is hardly sure of anything", "起点几乎没有把握"),
            fails=("gradient_vanishes", "slower"),
            params={"sureness": 0.1},
        ),
        Broken(
            "no_derivative",
            Text("squared error without the sigmoid's derivative", "平方误差漏乘 sigmoid 的导数"),
            fails=("gradient_vanishes", "slower"),
            run=lambda params, rng: measure(
                params, rng, lambda z, y: l2_loss_gradient(sigmoid(z), y)
            ),
        ),
    ),
    predict=Predict(
        Text(
            "The unit says 0.0001 where the answer is 1. Which loss pushes harder?",
            "正确答案是 1，单元却输出 0.0001。哪种损失推得更用力？",
        ),
        (
            Text("Cross-entropy, by far.", "交叉熵，用力得多。"),
            Text("Squared error, by far.", "平方误差，用力得多。"),
            Text("Both alike: the error is the same.", "一样，因为误差相同。"),
        ),
        0,
        Text(
            "The gradient at the logit is p − y ≈ −1 for cross-entropy, and 2(p − y)·p(1 − p) ≈ "
            "−0.0002 for squared error: the flat end of the sigmoid swallows it.",
            "对 logit 的梯度，交叉熵是 p − y ≈ −1，平方误差是 2(p − y)·p(1 − p) ≈ −0.0002，被 "
            "sigmoid 平坦的一端吃掉了。",
        ),
    ),
    questions=("cross_entropy/logit_gradient", "cross_entropy/bce_gradient"),
    sources=(
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 6.2.2.2",
        "Solla, Levin and Fleisher (1988), Accelerated learning in layered neural networks",
    ),
)
