"""A small net started at all zeros, at equal weights and at random ones, with three activations."""

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
    Mark,
    Predict,
    Result,
    Table,
    Text,
)
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.sgd import SGD

ACTIVATIONS = ("relu", "tanh", "sigmoid")
STARTS = {
    "zero": Text("all zero", "全零"),
    "equal": Text("all equal", "全部相等"),
    "random": Text("random", "随机"),
}


def digits(rng):
    """Digits of mean 0 and variance 1 over all pixels, 1,347 to train on and 450 held out."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = (X[order] - 4.9) / 6.0, y[order]
    return X[:1347], y[:1347], X[1347:], y[1347:]


def begin(sizes, activation, start, value, rng):
    """A net with its weights set as asked; biases are zero in every case."""
    net = MLP(sizes, rng, activation)
    if start != "random":
        fill = 0.0 if start == "zero" else value
        net.params[::2] = [np.full_like(W, fill) for W in net.params[::2]]
    return net


def train(net, data, params, seed):
    """(held-out accuracy, how far any weight moved, how far the hidden units differ)."""
    X, y, X_held, y_held = data
    before = net.params
    net.fit(X, y, SGD(params.rate), params.epochs, 64, np.random.default_rng(seed))
    W1 = net.params[0]
    moved = max(
        float(np.abs(a - b).max()) for a, b in zip(net.params[::2], before[::2], strict=True)
    )
    accuracy = float((net.forward(X_held).argmax(axis=1) == y_held).mean())
    return accuracy, moved, float(np.abs(W1 - W1[:, :1]).max())


def measure(params, rng, starts=("zero", "equal", "random")):
    data, seed = digits(rng), int(rng.integers(2**62))
    got = {
        (activation, name): train(
            begin([64, 32, 10], activation, start, params.value, np.random.default_rng(seed)),
            data,
            params,
            seed,
        )
        for activation in ACTIVATIONS
        for name, start in zip(STARTS, starts, strict=True)
    }
    # One layer, no hidden units: softmax regression.
    linear = [
        train(begin([64, 10], "relu", s, 0.0, np.random.default_rng(seed)), data, params, seed)[0]
        for s in ("zero", "random")
    ]
    said = [(a, *(100 * got[a, s][0] for s in STARTS)) for a in ACTIVATIONS]
    bars = Bars(
        id="accuracy_by_start",
        title=Text("Held-out accuracy by start", "不同起点的留出集准确率"),
        summary=Text(
            "Accuracy in per cent from zero, equal and random weights: "
            + "; ".join(f"{a} {z:.0f}, {e:.0f}, {r:.0f}" for a, z, e, r in said)
            + f". Without a hidden layer the start at zero reaches {linear[0]:.0%}.",
            "全零、相等、随机起点的准确率（%）："
            + "；".join(f"{a} {z:.0f}、{e:.0f}、{r:.0f}" for a, z, e, r in said)
            + f"。没有隐藏层时，从零开始也能到 {linear[0]:.0%}。",
        ),
        categories=tuple(Text.same(a) for a in ACTIVATIONS),
        y=Axis(Text("accuracy", "准确率"), low=0.0, high=1.0),
        series=tuple(
            BarSeries(STARTS[s], np.array([got[a, s][0] for a in ACTIVATIONS])) for s in STARTS
        ),
        marks=(Mark(Text("linear model from zero", "线性模型，从零开始"), y=linear[0]),),
    )
    table = Table(
        id="what_moved",
        title=Text("What the weights did", "权重有没有动"),
        summary=Text(
            "From zero no weight of the ReLU and tanh nets moves; sigmoid's move, and its hidden "
            "units stay the same.",
            "从零开始，ReLU 和 tanh 网络的权重一个也不动；sigmoid 的会动，但各隐藏单元始终一样。",
        )
        if got["relu", "zero"][1] == got["tanh", "zero"][1] == 0
        else Text("The weights move in every net.", "每个网络的权重都动了。"),
        columns=(
            Text("activation", "激活函数"),
            Text("start", "起点"),
            Text("largest move of a weight", "权重的最大移动"),
            Text("largest difference between units", "单元之间的最大差别"),
        ),
        rows=tuple((a, STARTS[s], *got[a, s][1:]) for a in ACTIVATIONS for s in STARTS),
        digits=3,
    )
    values = {
        "net_minus_linear": got["relu", "zero"][0] - linear[0],
        "moved_relu": got["relu", "zero"][1],
        "sigmoid_differ": got["sigmoid", "zero"][2] / max(got["sigmoid", "zero"][1], 1e-30),
        "logistic_random_minus_zero": linear[1] - linear[0],
    }
    return Result((bars, table), values)


LAB = Lab(
    title=Text("What happens if all weights start at zero?", "权重全部从零开始会怎样？"),
    intro=Text(
        "A net with one hidden layer of 32 units learns 8×8 digits from zero weights, from equal "
        "weights and from random ones, with ReLU, tanh and sigmoid. Beside it stands softmax "
        "regression, which has no hidden layer.",
        "单隐藏层（32 个单元）的网络学习 8×8 手写数字，权重分别从全零、全部相等、随机开始，"
        "激活函数用 ReLU、tanh 和 sigmoid；再和没有隐藏层的 softmax 回归对照。",
    ),
    run=measure,
    params=(
        Float(
            "value",
            Text("value of the equal weights", "相等权重的取值"),
            0.05,
            0.001,
            1.0,
            scale="log",
        ),
        Float("rate", Text("learning rate", "学习率"), 0.1, 0.01, 1.0, scale="log"),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 30),
    ),
    preview={"epochs": 2},
    claims=(
        Claim(
            id="linear_model",
            sentence=Text(
                "Zero weights turn the net into a linear model.",
                "权重全零，网络就退化成线性模型。",
            ),
            statistic="net_minus_linear",
            what=Text(
                "accuracy of the ReLU net from zero minus that of a linear model",
                "准确率之差：全零的 ReLU 网络 − 线性模型",
            ),
            direction="within",
            threshold=(-0.1, 0.1),
            myth=True,
        ),
        Claim(
            id="learn_the_same",
            sentence=Text(
                "With zero weights all hidden units learn, and learn the same thing, whatever the "
                "activation (here ReLU).",
                "权重全零，隐藏单元都在学，只是学的东西一样，不管什么激活函数（这里是 ReLU）。",
            ),
            statistic="moved_relu",
            what=Text("largest move of any weight of the ReLU net", "ReLU 网络里权重的最大移动"),
            direction="above",
            threshold=0.001,
            myth=True,
        ),
        Claim(
            id="sigmoid_units_equal",
            sentence=Text(
                "With sigmoid the weights do move from zero, and all hidden units stay equal.",
                "用 sigmoid 时，权重会从零动起来，但所有隐藏单元始终相等。",
            ),
            statistic="sigmoid_differ",
            what=Text(
                "largest difference between units over largest move", "单元间最大差别 ÷ 最大移动"
            ),
            direction="within",
            threshold=(-1e-6, 1e-6),
        ),
        Claim(
            id="logistic_from_zero",
            sentence=Text(
                "Logistic regression may start at zero: a random start gains nothing.",
                "逻辑回归可以从零开始：随机起点没有任何好处。",
            ),
            statistic="logistic_random_minus_zero",
            what=Text(
                "accuracy from a random start minus from zero", "准确率之差：随机起点 − 零起点"
            ),
            direction="below",
            threshold=0.01,
        ),
    ),
    broken=(
        Broken(
            "random_instead",
            Text("the zero start is random in truth", "所谓全零，其实是随机起点"),
            fails=("linear_model", "learn_the_same", "sigmoid_units_equal"),
            run=lambda params, rng: measure(params, rng, ("random", "equal", "random")),
        ),
    ),
    predict=Predict(
        Text(
            "A ReLU net with every weight and bias at zero. What does training change?",
            "ReLU 网络的权重和偏置全为零，训练会改变什么？",
        ),
        (
            Text("All weights, all units alike.", "所有权重都变，各单元一样。"),
            Text("Only the output layer's weights.", "只有输出层的权重。"),
            Text("Only the output bias.", "只有输出层的偏置。"),
        ),
        2,
        Text(
            "The hidden activations are zero, so the output weights get no gradient; the output "
            "weights are zero, so nothing goes back. Only the bias is left.",
            "隐藏激活值为零，输出权重就没有梯度；输出权重为零，梯度又传不回去。只剩偏置能动。",
        ),
    ),
    questions=("zero_init/what_happens", "zero_init/gradient_at_zero"),
    sources=(
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.4",
        "Rumelhart, Hinton and Williams (1986), Learning representations by back-propagating "
        "errors",
    ),
)
