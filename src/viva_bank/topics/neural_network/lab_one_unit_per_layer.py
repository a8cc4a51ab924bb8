"""A chain of layers with one unit each beside layers with many, on the same digits."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Int,
    Lab,
    Lines,
    Points,
    Predict,
    Result,
    Scatter,
    Series,
    Text,
)
from viva_bank.reference.mlp.mlp import MLP, parameter_count
from viva_bank.reference.optimisers.adam import Adam

WIDTHS = (1, 2, 4, 8, 16, 32)


def digits(rng):
    """Digits of mean 0 and variance 1 over all pixels, 1,347 to train on and 450 held out."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = (X[order] - 4.9) / 6.0, y[order]
    return X[:1347], y[:1347], X[1347:], y[1347:]


def train(data, width, layers, epochs, seed):
    """(held-out accuracy, the net), tanh units."""
    X, y, X_held, y_held = data
    net = MLP([64, *[width] * layers, 10], np.random.default_rng(seed), "tanh")
    net.fit(X, y, Adam(0.01), epochs, 32, np.random.default_rng([seed, 1]))
    return float((net.forward(X_held).argmax(axis=1) == y_held).mean()), net


def measure(params, rng, narrowest=1):
    data, seed = digits(rng), int(rng.integers(2**62))
    widths = [max(w, narrowest) for w in WIDTHS if w <= params.widest]
    runs = [train(data, w, params.layers, params.epochs, seed) for w in widths]
    accuracy = np.array([a for a, _ in runs])
    counts = [parameter_count([64, *[w] * params.layers, 10]) for w in widths]
    lines = Lines(
        id="accuracy_by_width",
        title=Text(
            f"Held-out accuracy with {params.layers} hidden layers",
            f"{params.layers} 个隐藏层时的留出集准确率",
        ),
        summary=Text(
            "Accuracy by units in a layer: "
            + ", ".join(f"{w}: {a:.0%}" for w, a in zip(widths, accuracy, strict=True))
            + f". The narrowest net has {counts[0]} parameters, the widest {counts[-1]}.",
            "每层单元数与准确率："
            + "，".join(f"{w} 个 {a:.0%}" for w, a in zip(widths, accuracy, strict=True))
            + f"。最窄的网络有 {counts[0]} 个参数，最宽的有 {counts[-1]} 个。",
        ),
        x=Axis(Text("units in each hidden layer", "每个隐藏层的单元数"), scale="log"),
        y=Axis(Text("accuracy", "准确率"), low=0.0, high=1.02),
        series=(Series(Text("accuracy", "准确率"), WIDTHS[: len(widths)], accuracy),),
    )
    X, y, _, _ = data
    # The one number that a chain of single units passes on, for a few of the classes.
    passed = np.tanh(runs[0][1].pre_activations(X)[0][:, 0])
    jitter = np.random.default_rng(seed).uniform(-0.3, 0.3, len(X))
    scatter = Scatter(
        id="one_number",
        title=Text("All that one unit tells the next layer", "一个单元能告诉下一层的全部信息"),
        summary=Text(
            "The first hidden unit of the narrowest net squeezes ten classes onto one line; the "
            f"net gets {accuracy[0]:.0%} right.",
            f"最窄的网络里，第一个隐藏单元把十个类别挤到一条线上，网络只答对 {accuracy[0]:.0%}。",
        ),
        x=Axis(Text("activation of the unit", "这个单元的激活值")),
        y=Axis(Text("digit", "数字")),
        groups=(Points(Text("digits", "手写数字"), passed, y + jitter),),
    )
    values = {"one": accuracy[0], "gain": accuracy[-1] - accuracy[0]}
    return Result((lines, scatter), values)


LAB = Lab(
    title=Text("One unit per hidden layer, or many?", "每个隐藏层放一个单元，还是许多？"),
    intro=Text(
        "Nets with the same number of hidden layers and one, two, … units in each learn 8×8 "
        "digits (tanh, Adam). Whatever a layer does not pass on is lost to all that follow.",
        "隐藏层数相同、每层单元数不同的网络学习 8×8 手写数字（tanh，Adam）。一层没有传下去的信息，"
        "后面就再也没有了。",
    ),
    run=measure,
    params=(
        Int("layers", Text("hidden layers", "隐藏层数"), 2, 1, 5),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 40),
        Int("widest", Text("widest layer", "最宽的层"), 32, 1, 32, scale="log"),
    ),
    preview={"epochs": 2, "widest": 4},
    claims=(
        Claim(
            id="one_is_too_few",
            sentence=Text(
                "With one unit in each hidden layer a net gets fewer than three digits in ten "
                "right.",
                "每个隐藏层只有一个单元，网络答对的数字不到三成。",
            ),
            statistic="one",
            what=Text("held-out accuracy with one unit a layer", "每层一个单元时的留出集准确率"),
            direction="below",
            threshold=0.3,
            seeds=6,
            params={"widest": 1},
        ),
        Claim(
            id="many_gain",
            sentence=Text(
                "With 32 units in each it gains more than sixty points.",
                "每层 32 个单元，准确率提高六十个百分点以上。",
            ),
            statistic="gain",
            what=Text("accuracy with 32 units minus with one", "准确率之差（32 个 − 1 个）"),
            direction="above",
            threshold=0.6,
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "never_one",
            Text("no layer has fewer than 16 units", "没有哪层少于 16 个单元"),
            fails=("one_is_too_few", "many_gain"),
            run=lambda params, rng: measure(params, rng, narrowest=16),
        ),
    ),
    predict=Predict(
        Text(
            "Two hidden layers of one unit each, ten digits. How many come out right?",
            "两个隐藏层各一个单元，区分十个数字，能答对多少？",
        ),
        (
            Text("A tenth: it only guesses.", "十分之一：纯靠猜。"),
            Text("About a fifth.", "约五分之一。"),
            Text("Nine tenths.", "十分之九。"),
        ),
        1,
        Text(
            "One unit tells two groups of digits apart and little more: it soon saturates at ±1, "
            "and what it does not pass on is lost.",
            "一个单元只能分出两群数字，很难更多：它很快饱和在 ±1，没传下去的信息就再也没有了。",
        ),
    ),
    questions=("neural_network/what_is_it", "neural_network/parameter_count"),
    sources=("Goodfellow, Bengio and Courville (2016), Deep Learning, sections 6.4 and 6.4.1",),
)
