"""How many ReLU units die as the learning rate grows, beside leaky ReLU on the same draws."""

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
from viva_bank.reference.activations.leaky_relu import leaky_relu, leaky_relu_backward
from viva_bank.reference.data.batches import batches
from viva_bank.reference.initialisation.he import he_normal
from viva_bank.reference.losses.softmax_cross_entropy import softmax_cross_entropy_gradient

RATES = 10.0 ** np.arange(-2, 1.01, 1 / 3)
WIDTH = 100


def digits(rng):
    """Digits of mean 0 and variance 1 over all pixels, 1,347 to train on and 450 held out."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = (X[order] - 4.9) / 6.0, y[order]
    return X[:1347], y[:1347], X[1347:], y[1347:]


def train(data, slope, rate, epochs, seed, bias=0.0):
    """(share of dead units, held-out accuracy) of one hidden layer with this negative slope.

    Dead is a unit that passes no gradient for any training example.
    """
    X, y, X_held, y_held = data
    rng = np.random.default_rng(seed)
    W1, W2 = he_normal((64, WIDTH), rng), he_normal((WIDTH, 10), rng)
    b1, b2 = np.full(WIDTH, bias), np.zeros(10)
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            for index in batches(len(X), 32, rng):
                z = X[index] @ W1 + b1
                h = leaky_relu(z, slope)
                delta = softmax_cross_entropy_gradient(h @ W2 + b2, y[index])
                dz = leaky_relu_backward(delta @ W2.T, z, slope)
                W1, b1 = W1 - rate * (X[index].T @ dz), b1 - rate * dz.sum(axis=0)
                W2, b2 = W2 - rate * (h.T @ delta), b2 - rate * delta.sum(axis=0)
        z = X @ W1 + b1
        passed = leaky_relu_backward(np.ones_like(z), z, slope)
        logits = leaky_relu(X_held @ W1 + b1, slope) @ W2 + b2
    return float((passed == 0).all(axis=0).mean()), float((logits.argmax(axis=1) == y_held).mean())


def measure(params, rng, relu_slope=0.0, bias=0.0):
    data, seed = digits(rng), int(rng.integers(2**62))
    rates = RATES[:: params.every]
    arms = {
        "relu": np.array([train(data, relu_slope, r, params.epochs, seed, bias) for r in rates]).T,
        "leaky": np.array([train(data, params.slope, r, params.epochs, seed) for r in rates]).T,
    }
    dead, accuracy = arms["relu"]
    one = int(np.abs(np.log(rates)).argmin())
    small = int(np.abs(np.log(rates / 0.1)).argmin())
    leaky = f"leaky ReLU ({params.slope:g})"
    figure = Lines(
        id="dead_by_rate",
        title=Text("Dead units and accuracy by learning rate", "不同学习率下的死单元与准确率"),
        summary=Text(
            f"With ReLU {dead[small]:.0%} of the units are dead at the rate {rates[small]:.2g}, "
            f"{dead[one]:.0%} at {rates[one]:.2g}, {dead[-1]:.0%} at {rates[-1]:.2g}; with leaky "
            f"ReLU at most {arms['leaky'][0].max():.0%}. Accuracy at {rates[one]:.2g}: "
            f"{accuracy[one]:.0%} and {arms['leaky'][1, one]:.0%}.",
            f"用 ReLU，学习率 {rates[small]:.2g} 时死掉 {dead[small]:.0%} 的单元，"
            f"{rates[one]:.2g} 时 {dead[one]:.0%}，{rates[-1]:.2g} 时 {dead[-1]:.0%}；用 leaky "
            f"ReLU 最多 {arms['leaky'][0].max():.0%}。学习率 {rates[one]:.2g} 时的准确率："
            f"{accuracy[one]:.0%} 和 {arms['leaky'][1, one]:.0%}。",
        ),
        x=Axis(Text("learning rate", "学习率"), scale="log"),
        y=Axis(Text("share", "比例"), low=-0.02, high=1.02),
        series=(
            Series(Text("dead units, ReLU", "死单元，ReLU"), rates, dead),
            Series(Text(f"dead units, {leaky}", f"死单元，{leaky}"), rates, arms["leaky"][0]),
            Series(Text("accuracy, ReLU", "准确率，ReLU"), rates, accuracy, look="dashed"),
            Series(
                Text(f"accuracy, {leaky}", f"准确率，{leaky}"),
                rates,
                arms["leaky"][1],
                look="dotted",
            ),
        ),
    )
    values = {
        "dead_small": float(dead[small]),
        "dead_one": float(dead[one]),
        "gap_small": float(arms["leaky"][1, small] - accuracy[small]),
    }
    return Result((figure,), values)


LAB = Lab(
    title=Text("When do ReLU units die?", "ReLU 单元什么时候会死？"),
    intro=Text(
        "One hidden layer of 100 units learns 8×8 digits by SGD (batch 32) at rates from 0.01 to "
        "10, with ReLU and with leaky ReLU from the same weights and batches. A unit is dead if "
        "no training example sends a gradient through it.",
        "100 个单元的单隐藏层网络用 SGD（批大小 32）学习 8×8 手写数字，学习率从 0.01 到 10，ReLU "
        "和 leaky ReLU 用同样的初始权重和批次。没有任何训练样本能让梯度通过的单元，就算死了。",
    ),
    run=measure,
    params=(
        Float(
            "slope", Text("leaky ReLU's slope", "leaky ReLU 的斜率"), 0.01, 0.001, 0.3, scale="log"
        ),
        Int("epochs", Text("epochs", "训练轮数"), 5, 1, 20),
        Int("every", Text("rates skipped", "跳过的学习率"), 1, 1, 3, hidden=True),
    ),
    preview={"epochs": 1, "every": 3},
    claims=(
        Claim(
            id="large_rate_kills",
            sentence=Text(
                "At a learning rate of 1 more than a fifth of the ReLU units are dead.",
                "学习率为 1 时，超过五分之一的 ReLU 单元死掉。",
            ),
            statistic="dead_one",
            what=Text("share of dead units at rate 1", "学习率为 1 时死单元的比例"),
            direction="above",
            threshold=0.2,
            seeds=6,
        ),
        Claim(
            id="usual_rate_spares",
            sentence=Text(
                "At a rate of 0.1 hardly any dies.",
                "学习率 0.1 时几乎没有单元死掉。",
            ),
            statistic="dead_small",
            what=Text("share of dead units at rate 0.1", "学习率为 0.1 时死单元的比例"),
            direction="below",
            threshold=0.05,
            seeds=6,
        ),
        Claim(
            id="equal_at_usual_rate",
            sentence=Text(
                "At that rate leaky ReLU is neither better nor worse by more than a point.",
                "在这个学习率下，leaky ReLU 的准确率与 ReLU 相差不到一个百分点。",
            ),
            statistic="gap_small",
            what=Text(
                "accuracy at rate 0.1, leaky ReLU minus ReLU",
                "学习率 0.1 时的准确率之差（leaky − ReLU）",
            ),
            direction="within",
            threshold=(-0.01, 0.01),
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "never_zero",
            Text("the ReLU arm leaks too", "ReLU 那一组其实也漏"),
            fails=("large_rate_kills",),
            run=lambda params, rng: measure(params, rng, relu_slope=0.01),
        ),
        Broken(
            "born_dead",
            Text("the ReLU arm starts with biases of −20", "ReLU 那一组的偏置从 −20 开始"),
            fails=("usual_rate_spares", "equal_at_usual_rate"),
            run=lambda params, rng: measure(params, rng, bias=-20.0),
        ),
    ),
    predict=Predict(
        Text(
            "From the rate 0.1 to the rate 1: how many of the ReLU units die?",
            "学习率从 0.1 提到 1，ReLU 单元会死多少？",
        ),
        (
            Text("One in a hundred.", "百分之一。"),
            Text("A quarter to a half.", "四分之一到一半。"),
            Text("All of them.", "全部。"),
        ),
        1,
        Text(
            "One long step can throw a unit's bias and weights so far that no example reaches it "
            "any more; without a gradient it never comes back.",
            "一大步就可能把单元的权重和偏置甩得太远，再没有样本能激活它；没有梯度，它就回不来了。",
        ),
    ),
    questions=("activation_zoo/compare", "activation_zoo/relu_family_backward"),
    sources=(
        "Maas, Hannun and Ng (2013), Rectifier nonlinearities improve neural network acoustic "
        "models",
        "Lu, Shin, Su and Karniadakis (2020), Dying ReLU and initialization: theory and numerical "
        "examples",
    ),
)
