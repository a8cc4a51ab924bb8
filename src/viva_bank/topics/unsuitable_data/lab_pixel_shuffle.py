"""One fixed shuffle of the pixels: what it costs a network that looks at neighbourhoods.

Varied: the architecture, and whether all pictures have their pixels in the same random order.
Measured: accuracy on test digits. The shuffle takes no information away, only its layout.
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

ARMS = {
    "mlp": Text("MLP", "MLP"),
    "dense": Text("CNN, dense head", "CNN，全连接头"),
    "average": Text("CNN, average-pooled head", "CNN，全局平均池化头"),
}


def network(kind):
    """An MLP of 64 hidden units, or two convolutions of 3×3 with one of two heads."""
    from torch import nn

    if kind == "mlp":
        return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    tail = nn.MaxPool2d(2) if kind == "dense" else nn.AdaptiveAvgPool2d(1)
    return nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)),
        nn.Conv2d(1, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        tail,
        nn.Flatten(),
        nn.Linear(128 if kind == "dense" else 32, 10),
    )


def accuracy(kind, X, y, train, test, epochs, seed):
    """Test accuracy in percent after training with Adam."""
    import torch

    torch.manual_seed(seed)  # the same weights and batches, shuffled or not
    net, X, y = network(kind), torch.tensor(X, dtype=torch.float32), torch.tensor(y)
    optimiser = torch.optim.Adam(net.parameters(), 0.003)
    for _ in range(epochs):
        for rows in torch.tensor(train)[torch.randperm(len(train))].split(32):
            loss = torch.nn.functional.cross_entropy(net(X[rows]), y[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        return float(100 * (net(X[test]).argmax(1) == y[test]).float().mean())


def measure(params, rng, kinds=tuple(ARMS), shuffle=True):
    import torch

    torch.set_num_threads(1)
    X, y = load_digits(return_X_y=True)
    X, order = X / 16 - 0.3, rng.permutation(len(X))
    pixels = rng.permutation(64) if shuffle else np.arange(64)
    train, test, seed = order[: params.digits], order[-600:], int(rng.integers(2**62))
    result = {
        name: [accuracy(kind, Z, y, train, test, params.epochs, seed) for Z in (X, X[:, pixels])]
        for name, kind in zip(ARMS, kinds, strict=True)
    }
    loss = {a: before - after for a, (before, after) in result.items()}
    bars = Bars(
        id="accuracy",
        title=Text("Accuracy before and after the shuffle", "打乱像素前后的准确率"),
        summary=Text(
            "The shuffle costs "
            + ", ".join(f"{ARMS[a].en} {v:.1f} points" for a, v in loss.items())
            + ".",
            "打乱像素带来的准确率损失（百分点）："
            + "；".join(f"{ARMS[a].zh}：{v:.1f}" for a, v in loss.items())
            + "。",
        ),
        categories=tuple(ARMS.values()),
        y=Axis(Text("test accuracy (%)", "测试准确率（%）"), low=50.0, high=100.0),
        series=(
            BarSeries(Text("as drawn", "原图"), [result[a][0] for a in ARMS]),
            BarSeries(Text("pixels shuffled", "打乱像素"), [result[a][1] for a in ARMS]),
        ),
    )
    shown = [X[np.flatnonzero(y == d)[0]] + 0.3 for d in (0, 3, 4, 8)]
    pictures = [Picture(Text("as drawn", "原图"), p.reshape(8, 8)) for p in shown]
    pictures += [Picture(Text("shuffled", "打乱"), p[pixels].reshape(8, 8)) for p in shown]
    image = Image(
        id="digits",
        title=Text("The same digits for each network", "网络看到的数字"),
        summary=Text(
            "Four digits, and below them the same four with their pixels in one random order: to "
            "the eye, noise.",
            "上排四个数字，下排是同样四个数字按同一随机次序重排像素的样子：肉眼看去只是噪声。",
        ),
        pictures=tuple(pictures),
    )
    values = {"mlp": loss["mlp"], "cnn": loss["average"] - loss["mlp"]}
    return Result((bars, image), values)


LAB = Lab(
    title=Text("One shuffle of the pixels", "把像素打乱一次"),
    intro=Text(
        "The pixels of all digits are put in one fixed random order. Nothing is lost, but "
        "neighbours no longer belong together. An MLP and two convolutional networks learn both "
        "versions from the same starts and batches.",
        "所有数字图的像素按同一个随机次序重排：信息一点没少，只是相邻的像素不再相关。"
        "一个 MLP 和两个卷积网络用同样的初值和批次，分别学这两种版本。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Int("digits", Text("training digits", "训练样本数"), 150, 50, 1000, 50),
        Int("epochs", Text("epochs", "训练轮数"), 40, 1, 80, hidden=True),
    ),
    preview={"epochs": 2},
    claims=(
        Claim(
            id="nothing_to_mlp",
            sentence=Text(
                "Shuffling the pixels costs an MLP nothing: it has no notion of a neighbour.",
                "打乱像素对 MLP 没有影响：它根本没有“相邻”的概念。",
            ),
            statistic="mlp",
            what=Text(
                "accuracy before minus after the shuffle, MLP, in points",
                "MLP：打乱前后准确率之差（百分点）",
            ),
            direction="within",
            threshold=(-2.0, 2.0),
            seeds=6,
        ),
        Claim(
            id="much_to_cnn",
            sentence=Text(
                "It costs an average-pooled CNN many points: without local correlation its design "
                "is "
                "a burden.",
                "带全局平均池化的卷积网络却要掉好几个点：数据没有局部相关性，它的结构反成累赘。",
            ),
            statistic="cnn",
            what=Text(
                "points lost by the average-pooled CNN, minus those lost by the MLP",
                "全局平均池化 CNN 比 MLP 多损失的准确率（百分点）",
            ),
            direction="above",
            threshold=5.0,
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "no_shuffle",
            Text("the pixels stay in place", "像素没有打乱"),
            fails=("much_to_cnn",),
            run=lambda params, rng: measure(params, rng, shuffle=False),
        ),
        Broken(
            "mlp_is_a_cnn",
            Text("what is called an MLP is a convolutional network", "所谓的 MLP 其实是卷积网络"),
            fails=("nothing_to_mlp", "much_to_cnn"),
            run=lambda params, rng: measure(params, rng, ("average",) * 3),
        ),
    ),
    predict=Predict(
        Text(
            "All digits get their pixels in the same random order. What does it cost the MLP?",
            "所有数字图的像素按同一随机次序重排，MLP 的准确率会怎样？",
        ),
        (
            Text("It falls to guessing.", "跌到瞎猜。"),
            Text("It loses ten points or more.", "掉十个点以上。"),
            Text("Nothing.", "不变。"),
        ),
        2,
        Text(
            "Permuting the columns of its first weight matrix undoes the shuffle exactly.",
            "把第一层权重矩阵的列作同样的重排，就与原来完全等价。",
        ),
    ),
    questions=("deep_learning/what_is_it", "cnn_layers/what_each_does"),
    sources=(
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 9.4 (the convolution as "
        "an "
        "infinitely strong prior)",
        "LeCun, Bengio and Hinton (2015), Deep learning",
    ),
)
