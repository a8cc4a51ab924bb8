"""Batch, layer and group normalisation as the batch gets smaller.

Varied: the normalisation and the number of examples in a training batch; each run sees as many
examples, at a rate in proportion to the batch. Measured: accuracy on test digits, in test mode.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

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

ARMS = {
    "batch": Text("batch norm, dense net", "BN，全连接网络"),
    "layer": Text("layer norm, dense net", "LN，全连接网络"),
    "group": Text("group norm (4), dense net", "GN（4 组），全连接网络"),
    "convolution": Text("batch norm, convolutional net", "BN，卷积网络"),
}
SIZES = (2, 8, 32)


def network(arm):
    """Two hidden layers of 48 units, or two convolutions; each normalised before its ReLU."""
    from torch import nn

    if arm == "convolution":
        return nn.Sequential(
            nn.Unflatten(1, (1, 8, 8)),
            nn.Conv2d(1, 12, 3, padding=1, bias=False),
            nn.BatchNorm2d(12),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(12, 24, 3, padding=1, bias=False),
            nn.BatchNorm2d(24),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(96, 10),
        )
    kinds = {"batch": nn.BatchNorm1d, "layer": nn.LayerNorm, "group": lambda c: nn.GroupNorm(4, c)}
    norm = kinds[arm]
    return nn.Sequential(
        nn.Linear(64, 48),
        norm(48),
        nn.ReLU(),
        nn.Linear(48, 48),
        norm(48),
        nn.ReLU(),
        nn.Linear(48, 10),
    )


def accuracy(arm, size, data, params, seed):
    """Test accuracy in percent after training on batches of `size`."""
    import torch

    X, y, X_test, y_test = data
    torch.manual_seed(seed)
    net = network(arm)
    optimiser = torch.optim.SGD(net.parameters(), params.rate * size / 32, momentum=0.9)
    for _ in range(params.epochs):
        for rows in torch.randperm(len(X)).split(size):
            loss = torch.nn.functional.cross_entropy(net(X[rows]), y[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    net.eval()
    with torch.no_grad():
        return float(100 * (net(X_test).argmax(1) == y_test).float().mean())


def measure(params, rng, sizes=SIZES, arms=tuple(ARMS)):
    import torch

    torch.set_num_threads(1)
    X, y = load_digits(return_X_y=True)
    order, seed = rng.permutation(len(X)), int(rng.integers(2**62))
    X, y = torch.tensor(X[order] / 16 - 0.3, dtype=torch.float32), torch.tensor(y[order])
    n = params.digits
    data = X[:n], y[:n], X[1280:], y[1280:]
    result = {
        name: [accuracy(arm, size, data, params, seed) for size in sizes]
        for name, arm in zip(ARMS, arms, strict=True)
    }
    values = {
        "tiny": result["layer"][0] - result["batch"][0],
        "usual": result["layer"][-1] - result["batch"][-1],
        "convolution": result["convolution"][-1] - result["convolution"][0],
    }
    figure = Lines(
        id="accuracy",
        title=Text("Test accuracy by training batch size", "测试准确率随训练批大小的变化"),
        summary=Text(
            f"Accuracy with batches of {sizes[0]} and of {sizes[-1]}: "
            + "; ".join(f"{ARMS[a].en} {v[0]:.0f} and {v[-1]:.0f} %" for a, v in result.items())
            + ".",
            f"批大小为 {sizes[0]} 和 {sizes[-1]} 时的准确率："
            + "；".join(f"{ARMS[a].zh}：{v[0]:.0f}% 和 {v[-1]:.0f}%" for a, v in result.items())
            + "。",
        ),
        x=Axis(Text("examples in a batch", "批大小"), scale="log"),
        y=Axis(Text("test accuracy (%)", "测试准确率（%）"), low=40.0, high=100.0),
        series=tuple(
            Series(ARMS[a], SIZES, v, look="dashed" if a == "convolution" else "solid")
            for a, v in result.items()
        ),
    )
    return Result((figure,), values)


LAB = Lab(
    title=Text("Normalisations as the batch gets smaller", "批越小，各种归一化会怎样"),
    intro=Text(
        "The same network on digits with batch, layer or group normalisation, trained on batches "
        "of "
        "2 to 32, the learning rate in proportion. A convolutional network with BN stands beside: "
        "each of its channels has many values a picture.",
        "同一个网络学手写数字，分别用批、层、组归一化，批大小从 2 到 32，学习率按比例调整。"
        "旁边再放一个带 BN 的卷积网络：它每个通道在一张图里就有许多值。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Float(
            "rate", Text("learning rate at 32", "批大小 32 时的学习率"), 0.1, 0.01, 0.5, scale="log"
        ),
        Int("epochs", Text("epochs", "训练轮数"), 3, 1, 20, hidden=True),
        Int("digits", Text("training digits", "训练样本数"), 640, 32, 1280, 32, hidden=True),
    ),
    preview={"epochs": 1, "digits": 64},
    claims=(
        Claim(
            id="two_values",
            sentence=Text(
                "In a dense network batch norm breaks down on batches of two; layer norm does not.",
                "全连接网络里，批大小为 2 时 BN 崩溃，LN 不受影响。",
            ),
            statistic="tiny",
            what=Text(
                "accuracy with layer norm minus batch norm, batches of 2, in points",
                "批大小为 2：LN 减 BN 的准确率（百分点）",
            ),
            direction="above",
            threshold=10.0,
        ),
        Claim(
            id="thirty_two",
            sentence=Text(
                "On batches of 32 batch norm is no worse than layer norm.",
                "批大小为 32 时，BN 不比 LN 差。",
            ),
            statistic="usual",
            what=Text(
                "accuracy with layer norm minus batch norm, batches of 32, in points",
                "批大小为 32：LN 减 BN 的准确率（百分点）",
            ),
            direction="below",
            threshold=4.0,
        ),
        Claim(
            id="needs_a_large_batch",
            sentence=Text(
                "Batch norm needs a large batch: with two pictures a batch it fails.",
                "BN 离不开大批次：一批两张图就不行了。",
            ),
            statistic="convolution",
            what=Text(
                "accuracy of the convolutional net, batches of 32 minus batches of 2, in points",
                "卷积网络：批大小 32 减 2 的准确率（百分点）",
            ),
            direction="above",
            threshold=5.0,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "never_tiny",
            Text("the batches of two have thirty-two examples", "所谓“批大小为 2”其实是 32"),
            fails=("two_values",),
            run=lambda params, rng: measure(params, rng, (32, 8, 32)),
        ),
        Broken(
            "two_at_both_ends",
            Text("the batches of thirty-two have two examples", "所谓“批大小为 32”其实是 2"),
            fails=("thirty_two",),
            run=lambda params, rng: measure(params, rng, (2, 8, 2)),
        ),
        Broken(
            "dense_instead",
            Text("the convolutional net is the dense one", "卷积网络换成全连接网络"),
            fails=("needs_a_large_batch",),
            run=lambda params, rng: measure(params, rng, arms=("batch", "layer", "group", "batch")),
        ),
    ),
    predict=Predict(
        Text(
            "Two 8×8 pictures a batch. Which network suffers from batch norm?",
            "一批两张 8×8 的图。哪种网络会被 BN 拖垮？",
        ),
        (
            Text("The dense one.", "全连接网络。"),
            Text("The convolutional one.", "卷积网络。"),
            Text("Both.", "两种都会。"),
        ),
        0,
        Text(
            "What counts is the number of values a channel: 2 in the dense net, 2 × 64 in the "
            "first "
            "convolution. Two values always become ±1, whatever they were.",
            "关键是每个通道有多少个值：全连接网络只有 2 个，第一层卷积有 2×64 个。"
            "两个值归一化后总是 ±1，原来是多少都一样。",
        ),
    ),
    questions=("norm_family/which_axes", "norm_family/how_many_statistics", "batch_norm/why"),
    sources=(
        "Wu and He (2018), Group normalization, figure 1",
        "Ba, Kiros and Hinton (2016), Layer normalization",
    ),
)
