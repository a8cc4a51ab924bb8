"""Convolutional against dense networks at equal parameters, on digits that stand anywhere.

Varied: the architecture and its width. Measured: accuracy on test digits. Every digit stands at a
random place of a 16×16 picture, in training and in testing.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Image,
    Int,
    Lab,
    Picture,
    Predict,
    Result,
    Text,
)

SIDE, FREE = 16, 8
ARMS = {
    "convolution": Text("convolutional", "卷积网络"),
    "small": Text("dense, as many parameters", "全连接，参数一样多"),
    "large": Text("dense, 18 times as many", "全连接，参数 18 倍"),
}


def network(kind):
    """Three convolutions of 3×3 with a global maximum, or one hidden layer."""
    from torch import nn

    if kind == "convolution":
        return nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 16, 3, padding=1),
            nn.ReLU(),
            nn.AdaptiveMaxPool2d(1),
            nn.Flatten(),
            nn.Linear(16, 10),
        )
    width = {"small": 14, "large": 256}[kind]
    return nn.Sequential(
        nn.Flatten(), nn.Linear(SIDE * SIDE, width), nn.ReLU(), nn.Linear(width, 10)
    )


def placed(digits, most, rng):
    """Each 8×8 digit in the middle of SIDE × SIDE, moved by up to `most` pixels each way."""
    corner = FREE // 2 + rng.integers(-most, most + 1, (len(digits), 2))
    out = np.zeros((len(digits), SIDE, SIDE))
    for picture, digit, (top, left) in zip(out, digits, corner, strict=True):
        picture[top : top + 8, left : left + 8] = digit
    return out


def train(kind, X, y, count, params, seed):
    """(parameters, accuracy in training, in testing), in percent."""
    import torch

    torch.manual_seed(seed)
    net = network(kind)
    optimiser = torch.optim.Adam(net.parameters(), 0.005)
    for _ in range(params.epochs):
        for rows in torch.randperm(count).split(32):
            loss = torch.nn.functional.cross_entropy(net(X[rows]), y[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        right = (net(X).argmax(1) == y).double()
    size = sum(p.numel() for p in net.parameters())
    return size, 100 * float(right[:count].mean()), 100 * float(right[1200:].mean())


def measure(params, rng, kinds=tuple(ARMS)):
    import torch

    torch.set_num_threads(1)
    digits, y = load_digits(return_X_y=True)
    order = rng.permutation(len(y))
    X = placed(digits[order].reshape(-1, 8, 8) / 16, params.shift, rng)
    y, seed = y[order], int(rng.integers(2**62))
    data = torch.tensor(X[:, None], dtype=torch.float32), torch.tensor(y)
    result = {
        name: train(kind, *data, params.digits, params, seed)
        for name, kind in zip(ARMS, kinds, strict=True)
    }
    test = {a: r[2] for a, r in result.items()}
    values = {
        "equal": test["convolution"] - test["small"],
        "larger": test["convolution"] - test["large"],
        "parameters": result["small"][0] / result["convolution"][0],
    }
    bars = Bars(
        id="accuracy",
        title=Text("Accuracy by architecture", "各种结构的准确率"),
        summary=Text(
            "Test accuracy: "
            + "; ".join(
                f"{ARMS[a].en} ({r[0]:,} parameters) {r[2]:.0f} %" for a, r in result.items()
            )
            + ".",
            "测试准确率："
            + "；".join(f"{ARMS[a].zh}（{r[0]:,} 个参数）{r[2]:.0f}%" for a, r in result.items())
            + "。",
        ),
        categories=tuple(ARMS.values()),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0.0, high=119.0),
        series=(
            BarSeries(Text("training", "训练集"), [r[1] for r in result.values()]),
            BarSeries(Text("test", "测试集"), [r[2] for r in result.values()]),
        ),
    )
    threes = X[np.flatnonzero(y == 3)[:5]]
    image = Image(
        id="digits",
        title=Text("The same digit, anywhere", "同一个数字，位置任意"),
        summary=Text(
            f"Five threes, each moved by up to {params.shift} pixels each way.",
            f"五个 3，各自朝上下左右移动至多 {params.shift} 像素。",
        ),
        pictures=tuple(Picture(Text("3", "3"), p) for p in threes),
        columns=5,
    )
    return Result((bars, image), values)


LAB = Lab(
    title=Text("Convolution against dense layers, equal parameters", "参数一样多：卷积与全连接"),
    intro=Text(
        "Digits stand at random places of a 16×16 picture. A convolutional network of 3,738 "
        "parameters learns them, and so do a dense one of as many and one of eighteen times as "
        "many.",
        "手写数字随机摆在 16×16 的图中。3,738 个参数的卷积网络、参数一样多的全连接网络、"
        "参数十八倍的全连接网络，各学一遍。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Int("shift", Text("shift, up to (pixels)", "最多平移（像素）"), 3, 0, 4),
        Int("digits", Text("training digits", "训练样本数"), 600, 100, 1200, 100),
        Int("epochs", Text("epochs", "训练轮数"), 15, 1, 40, hidden=True),
    ),
    preview={"epochs": 1, "digits": 200},
    claims=(
        Claim(
            id="equal_parameters",
            sentence=Text(
                "At equal parameters the convolutional network is far ahead of the dense one.",
                "参数一样多时，卷积网络远远领先全连接网络。",
            ),
            statistic="equal",
            what=Text(
                "test accuracy, convolutional minus dense of equal size, in points",
                "测试准确率之差：卷积减同样大小的全连接（百分点）",
            ),
            direction="above",
            threshold=25.0,
        ),
        Claim(
            id="more_parameters_suffice",
            sentence=Text(
                "What a convolution does, a large dense layer learns by itself.",
                "卷积能做的，足够大的全连接层自己也能学会。",
            ),
            statistic="larger",
            what=Text(
                "test accuracy, convolutional minus dense of 18 times the size, in points",
                "测试准确率之差：卷积减 18 倍大的全连接（百分点）",
            ),
            direction="below",
            threshold=2.0,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "all_convolutional",
            Text("the dense networks are convolutional", "全连接网络都换成卷积网络"),
            fails=("equal_parameters", "more_parameters_suffice"),
            run=lambda params, rng: measure(params, rng, ("convolution",) * 3),
        ),
        Broken(
            "always_in_the_middle",
            Text("every digit stands in the middle", "数字都摆在正中"),
            fails=("equal_parameters", "more_parameters_suffice"),
            params={"shift": 0},
        ),
    ),
    predict=Predict(
        Text(
            "The digits move about. Which network does best on new ones?",
            "数字的位置飘忽不定，哪个网络认新样本最准？",
        ),
        (
            Text("Dense, 68,000 parameters.", "全连接，6.8 万个参数。"),
            Text("Convolutional, 3,700 parameters.", "卷积，3700 个参数。"),
            Text("Dense, 3,700 parameters.", "全连接，3700 个参数。"),
        ),
        1,
        Text(
            "A stroke learnt at one place is known at every place. The dense network has to "
            "learn it "
            "anew for each, and remembers the training digits instead.",
            "卷积在一处学会的笔画，处处都认得；全连接网络每个位置都得重学，"
            "结果只是背下了训练样本。",
        ),
    ),
    questions=("cnn_layers/what_each_does", "cnn_layers/conv_parameters"),
    sources=(
        "LeCun, Bottou, Bengio and Haffner (1998), Gradient-based learning applied to document "
        "recognition, section II.A (local fields, shared weights, subsampling)",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 9.2",
    ),
)
