"""How much larger the learning rate may be with batch normalisation: a net with and without, over
rates."""

from __future__ import annotations

from itertools import pairwise

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
from viva_bank.reference.data.batches import batches
from viva_bank.reference.initialisation.he import he_normal
from viva_bank.reference.losses.softmax_cross_entropy import softmax_cross_entropy_gradient
from viva_bank.reference.normalisation.batch_norm import BatchNorm

RATES = 10.0 ** np.arange(-2, 3.01, 0.25)
WIDTH = 64


def digits(rng):
    """Digits in [−1, 1], 1,347 to train on and 450 held out."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = X[order] / 8 - 1, y[order]
    return X[:1347], y[:1347], X[1347:], y[1347:]


class Net:
    """A ReLU net without biases, with or without BN (γ = 1, β = 0) before every ReLU."""

    def __init__(self, depth, norm, seed):
        rng = np.random.default_rng(seed)  # the same weights for every rate and for both nets
        self.weights = [he_normal(s, rng) for s in pairwise([64] + [WIDTH] * depth + [10])]
        self.norms = [BatchNorm(WIDTH) for _ in range(depth)] if norm else []

    def forward(self, X):
        """The input and the pre-activation of every layer; the last of these are the logits."""
        inputs, z = [X], []
        for layer, W in enumerate(self.weights):
            z.append(inputs[-1] @ W)
            if layer < len(self.weights) - 1:
                if self.norms:
                    z[-1] = self.norms[layer].forward(z[-1])
                inputs.append(np.maximum(z[-1], 0))
        return inputs, z

    def gradients(self, X, y):
        inputs, z = self.forward(X)
        delta = softmax_cross_entropy_gradient(z[-1], y)
        grads = [inputs[-1].T @ delta]
        for layer in reversed(range(len(self.weights) - 1)):
            delta = np.where(z[layer] > 0, delta @ self.weights[layer + 1].T, 0)
            if self.norms:
                delta, _, _ = self.norms[layer].backward(delta)
            grads.insert(0, inputs[layer].T @ delta)
        return grads


def accuracy_at(rate, data, depth, epochs, norm, seed):
    """Held-out accuracy after training; a net that overflowed counts as guessing."""
    X, y, X_held, y_held = data
    net, rng = Net(depth, norm, seed), np.random.default_rng([seed, 1])
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            for index in batches(len(X), 64, rng, drop_last=True):
                grads = net.gradients(X[index], y[index])
                net.weights = [W - rate * g for W, g in zip(net.weights, grads, strict=True)]
            if not all(np.isfinite(W).all() for W in net.weights):
                return 0.1
        for layer in net.norms:
            layer.training = False
        _, z = net.forward(X_held)
    return float((z[-1].argmax(axis=1) == y_held).mean())


def tenfold(data, depth, norm, seed):
    """The first layer's gradient with its weights times ten, over that at the weights drawn."""
    net = Net(depth, norm, seed)
    before = np.linalg.norm(net.gradients(data[0][:256], data[1][:256])[0])
    net.weights[0] = 10 * net.weights[0]
    return np.linalg.norm(net.gradients(data[0][:256], data[1][:256])[0]) / before


def last_good(rates, arm, enough):
    """The end of the first stretch of rates that train; NaN if none does."""
    good = np.array([*arm, 0.0]) >= enough
    first = int(good.argmax())
    return rates[first + int((~good[first:]).argmax()) - 1] if good.any() else np.nan


def measure(params, rng, second_is_normalised=True):
    data, seed = digits(rng), int(rng.integers(2**62))
    rates = RATES[:: params.every]
    arms = [
        [accuracy_at(r, data, params.depth, params.epochs, norm, seed) for r in rates]
        for norm in (False, second_is_normalised)
    ]
    largest = [last_good(rates, arm, params.enough) for arm in arms]
    ratio = largest[1] / largest[0]
    figure = Lines(
        id="accuracy_by_rate",
        title=Text("Held-out accuracy by learning rate", "不同学习率下的留出集准确率"),
        summary=Text(
            f"Without BN the net reaches {params.enough:.0%} up to a rate of {largest[0]:.3g}, "
            f"with BN up to {largest[1]:.3g}: {ratio:.0f} times as large. Their best are "
            f"{max(arms[0]):.1%} and {max(arms[1]):.1%}.",
            f"没有 BN 时，学习率到 {largest[0]:.3g} 为止准确率还能达到 {params.enough:.0%}；有 BN "
            f"时可以到 {largest[1]:.3g}，是前者的 {ratio:.0f} 倍。两者最好的成绩分别是 "
            f"{max(arms[0]):.1%} 和 {max(arms[1]):.1%}。",
        ),
        x=Axis(Text("learning rate η", "学习率 η"), scale="log"),
        y=Axis(Text("accuracy", "准确率"), low=0.0, high=1.02),
        series=(
            Series(Text("without BN", "没有 BN"), rates, np.array(arms[0]), look="dashed"),
            Series(Text("with BN", "有 BN"), rates, np.array(arms[1])),
        ),
        marks=(Mark(Text("enough", "达标线"), y=params.enough),),
    )
    return Result(
        (figure,),
        {
            "decades": np.log10(ratio),
            "gradient": tenfold(data, params.depth, second_is_normalised, seed),
        },
    )


LAB = Lab(
    title=Text("How much larger may the rate be with BN?", "有了 BN，学习率能大多少？"),
    intro=Text(
        "The same ReLU net on 8×8 digits, the same weights and batches, plain SGD (batch 64), "
        "once with batch normalisation before every ReLU and once without. The learning rate "
        "sweeps five decades; measured is the accuracy on held-out digits.",
        "在 8×8 手写数字上训练同一个 ReLU 网络：初始权重和批次都相同，用朴素 SGD（批大小 64），"
        "一次在每个 ReLU 之前加批归一化，一次不加。学习率扫过五个数量级，看留出集上的准确率。",
    ),
    run=measure,
    params=(
        Int("depth", Text("hidden layers", "隐藏层数"), 4, 1, 8),
        Float(
            "enough", Text("accuracy that counts as trained", "多高的准确率算训成"), 0.9, 0.5, 0.96
        ),
        Int("epochs", Text("epochs", "训练轮数"), 5, 1, 20),
        Int("every", Text("rates skipped", "跳过的学习率"), 1, 1, 6, hidden=True),
    ),
    preview={"epochs": 1, "every": 5, "enough": 0.7},
    claims=(
        Claim(
            id="larger_rate",
            sentence=Text(
                "With batch normalisation the net still trains at a rate more than ten times "
                "larger.",
                "加了批归一化，学习率放大十倍以上，网络照样训得动。",
            ),
            statistic="decades",
            what=Text(
                "log10 of the largest rate that trains, with BN minus without",
                "能训成的最大学习率取 log10 之差（有 BN − 无 BN）",
            ),
            direction="above",
            threshold=1.0,
            unit="decades",
            seeds=6,
            params={"every": 2},
        ),
        Claim(
            id="longer_weights",
            sentence=Text(
                "Weights ten times as long in front of BN get a gradient ten times as small, so "
                "too long a step calms the next one.",
                "BN 前面的权重放大十倍，它的梯度就缩小到十分之一，所以一步迈得过大，"
                "下一步反而会缓下来。",
            ),
            statistic="gradient",
            what=Text(
                "gradient norm at tenfold weights over that at the start",
                "权重放大十倍后的梯度范数 ÷ 原来的",
            ),
            direction="within",
            threshold=(0.099, 0.101),
            seeds=6,
            params={"every": 2},
        ),
    ),
    broken=(
        Broken(
            "no_norm",
            Text("both nets are without BN", "两个网络都没有 BN"),
            fails=("larger_rate", "longer_weights"),
            run=lambda params, rng: measure(params, rng, False),
        ),
    ),
    predict=Predict(
        Text(
            "How much larger is the largest usable rate with batch normalisation?",
            "加了批归一化，能用的最大学习率大多少？",
        ),
        (
            Text("About the same.", "差不多。"),
            Text("About twice.", "约两倍。"),
            Text("Ten times or more.", "十倍以上。"),
        ),
        2,
        Text(
            "BN's output does not change when the weights are scaled, and the gradient shrinks as "
            "they grow: too long a step makes the weights longer and the next step gentler.",
            "权重整体放大，BN 的输出不变，而梯度随权重变长而变小：步子迈得太大，权重变长，"
            "下一步自己就缓了。",
        ),
    ),
    questions=("batch_norm/why",),
    sources=(
        "Ioffe and Szegedy (2015), Batch normalization, sections 3.3 and 4.2.1",
        "Bjorck, Gomes, Selman and Weinberger (2018), Understanding batch normalization",
        "Santurkar, Tsipras, Ilyas and Madry (2018), How does batch normalization help "
        "optimization?",
    ),
)
