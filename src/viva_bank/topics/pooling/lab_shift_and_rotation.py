"""What pooling makes a network tolerate: shifts, rotations, a change of size.

Varied: how a small convolutional network halves its picture (every second pixel, mean, maximum) or
pools it as a whole. Measured: accuracy on test digits that are moved, turned or shrunk, though the
training digits never were.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Flag,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.augmentation.rotate import rotate

ARMS = {
    "skip": Text("every second pixel", "隔一个取一个"),
    "mean": Text("average pooling 2×2", "平均池化 2×2"),
    "max": Text("max pooling 2×2", "最大池化 2×2"),
    "global": Text("max 2×2, then global max", "最大 2×2，最后全局最大"),
}
ANGLES = (0, 15, 30, 45, 60, 90)
SHIFTS = (0, 1, 2, 3)
MARGIN = 3


def framed(digits):
    """8×8 digits in the middle of 14×14."""
    return np.pad(digits, ((0, 0), (MARGIN, MARGIN), (MARGIN, MARGIN)))


def turned(pictures, degrees):
    return np.stack([rotate(p[None], degrees)[0] for p in pictures])


def halved(digits):
    """The digits at half their size, 4×4, in the middle of 14×14."""
    small = digits.reshape(-1, 4, 2, 4, 2).mean(axis=(2, 4))
    return np.pad(small, ((0, 0), (5, 5), (5, 5)))


def build(kind):
    """Two convolutions of 3×3, each followed by the halving of `kind`, and a linear readout."""
    from torch import nn

    class EverySecond(nn.Module):
        def forward(self, x):
            return x[:, :, ::2, ::2]

    halve = {"skip": EverySecond, "mean": lambda: nn.AvgPool2d(2)}
    halve = halve.get(kind, lambda: nn.MaxPool2d(2, ceil_mode=True))
    last = nn.AdaptiveMaxPool2d(1) if kind == "global" else halve()
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1),
        nn.ReLU(),
        halve(),
        nn.Conv2d(16, 32, 3, padding=1),
        nn.ReLU(),
        last,
        nn.Flatten(),
        nn.LazyLinear(10),
    )


def train(kind, X, y, epochs, seed):
    """The trained network, as a function from pictures to accuracy in percent."""
    import torch

    torch.manual_seed(seed)
    net, x, t = build(kind), torch.tensor(X[:, None], dtype=torch.float32), torch.tensor(y)
    net(x[:2])
    optimiser = torch.optim.Adam(net.parameters(), 0.003)
    for _ in range(epochs):
        for rows in torch.randperm(len(x)).split(64):
            loss = torch.nn.functional.cross_entropy(net(x[rows]), t[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    def accuracy(pictures, labels):
        with torch.no_grad():
            scores = net(torch.tensor(pictures[:, None], dtype=torch.float32))
        return float(100 * (scores.argmax(1).numpy() == labels).mean())

    return accuracy


def measure(params, rng, arms=tuple(ARMS)):
    import torch

    torch.set_num_threads(1)
    digits, y = load_digits(return_X_y=True)
    digits, order = digits.reshape(-1, 8, 8) / 16, rng.permutation(len(y))
    # Five copies of each when augmented: fewer digits then, so that no arm sees more pictures.
    rows, test = order[: params.digits // (5 if params.augment else 1)], order[-params.tested :]
    X, labels = framed(digits[rows]), y[rows]
    if params.augment:
        X = np.concatenate([X, *(turned(X, a) for a in (-15, 30, 45)), halved(digits[rows])])
        labels = np.tile(labels, 5)
    upright = framed(digits[test])
    moved = [np.roll(upright, s, axis=2) for s in SHIFTS]
    rotated = [turned(upright, a) for a in ANGLES]
    seed, shift, angle, half = int(rng.integers(2**62)), {}, {}, {}
    for name, kind in zip(ARMS, arms, strict=True):
        accuracy = train(kind, X, labels, params.epochs, seed)
        shift[name] = [accuracy(p, y[test]) for p in moved]
        angle[name] = [accuracy(p, y[test]) for p in rotated]
        half[name] = accuracy(halved(digits[test]), y[test])
    top = shift["max"][0]
    values = {
        "one_pixel": shift["max"][1] - shift["skip"][1],
        "whole": shift["global"][2] - shift["max"][2],
        "turned_or_shrunk": min(top - angle["max"][3], top - half["max"]),
    }
    return Result((by_shift(shift), by_angle(angle, half)), values)


def by_shift(shift):
    return Lines(
        id="shift",
        title=Text("Accuracy on shifted digits", "平移后的准确率"),
        summary=Text(
            "Accuracy unmoved, and moved by 1 and 2 pixels: "
            + "; ".join(
                f"{ARMS[a].en} {v[0]:.0f}, {v[1]:.0f}, {v[2]:.0f} %" for a, v in shift.items()
            )
            + ".",
            "不动、平移 1 像素、平移 2 像素的准确率："
            + "；".join(
                f"{ARMS[a].zh}：{v[0]:.0f}%、{v[1]:.0f}%、{v[2]:.0f}%" for a, v in shift.items()
            )
            + "。",
        ),
        x=Axis(Text("shift (pixels)", "平移（像素）")),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0.0, high=100.0),
        series=tuple(Series(ARMS[a], SHIFTS, v) for a, v in shift.items()),
    )


def by_angle(angle, half):
    return Lines(
        id="rotation",
        title=Text("Accuracy on rotated digits", "旋转后的准确率"),
        summary=Text(
            "Accuracy upright, at 45°, and at half the size: "
            + "; ".join(
                f"{ARMS[a].en} {v[0]:.0f}, {v[3]:.0f}, {half[a]:.0f} %" for a, v in angle.items()
            )
            + ".",
            "正放、转 45°、缩到一半的准确率："
            + "；".join(
                f"{ARMS[a].zh}：{v[0]:.0f}%、{v[3]:.0f}%、{half[a]:.0f}%" for a, v in angle.items()
            )
            + "。",
        ),
        x=Axis(Text("rotation (degrees)", "旋转角度（度）")),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0.0, high=100.0),
        series=tuple(Series(ARMS[a], ANGLES, v) for a, v in angle.items()),
    )


LAB = Lab(
    title=Text("What pooling makes a network tolerate", "池化到底让网络容忍了什么"),
    intro=Text(
        "The same small convolutional network learns upright, centred digits; only its pooling "
        "differs. The test digits are then shifted, rotated, or shrunk to half their size.",
        "同一个小卷积网络只学摆正居中的手写数字，各次只有池化方式不同。测试时把数字平移、旋转，"
        "或缩小一半。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Flag(
            "augment",
            Text("train on turned and shrunk copies too", "训练时也见旋转、缩小的样本"),
            False,
        ),
        Int("digits", Text("training digits", "训练样本数"), 1200, 50, 1200, 50),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 30, hidden=True),
        Int("tested", Text("test digits", "测试样本数"), 400, 20, 597, hidden=True),
    ),
    preview={"epochs": 1, "digits": 100, "tested": 60},
    claims=(
        Claim(
            id="small_shifts",
            sentence=Text(
                "Max pooling tolerates a shift of one pixel better than taking every second pixel.",
                "平移一个像素时，最大池化比隔点取样更扛得住。",
            ),
            statistic="one_pixel",
            what=Text(
                "accuracy at a shift of 1 pixel, max pooling minus every second pixel, in points",
                "平移 1 像素的准确率：最大池化减隔点取样（百分点）",
            ),
            direction="above",
            threshold=4.0,
            seeds=5,
        ),
        Claim(
            id="pool_the_whole",
            sentence=Text(
                "Against two pixels local pooling does little, pooling the whole picture much.",
                "平移两个像素时局部池化就不顶用了，要靠对整张图做全局池化。",
            ),
            statistic="whole",
            what=Text(
                "accuracy at a shift of 2 pixels, global minus 2×2 max pooling, in points",
                "平移 2 像素的准确率：全局最大减 2×2 最大（百分点）",
            ),
            direction="above",
            threshold=20.0,
            seeds=5,
        ),
        Claim(
            id="rotation_and_scale",
            sentence=Text(
                "Pooling makes the network invariant to rotation and scale.",
                "池化使网络具有旋转和缩放不变性。",
            ),
            statistic="turned_or_shrunk",
            what=Text(
                "accuracy lost at 45° or at half the size, the smaller loss, max pooling, in "
                "points",
                "最大池化：转 45° 与缩小一半，两者中较小的准确率损失（百分点）",
            ),
            direction="below",
            threshold=20.0,
            seeds=5,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "all_the_same",
            Text("every arm takes every second pixel", "每种网络都隔点取样"),
            fails=("small_shifts", "pool_the_whole"),
            run=lambda params, rng: measure(params, rng, ("skip",) * 4),
        ),
        Broken(
            "augmented",
            Text(
                "training shows turned and shrunk digits: the data, not pooling, give the "
                "tolerance",
                "训练时见过旋转和缩小的数字：容忍度来自数据，而不是池化",
            ),
            fails=("rotation_and_scale",),
            params={"augment": True},
        ),
    ),
    predict=Predict(
        Text(
            "A network with max pooling reads upright digits at about 96 %. What is left at 45°?",
            "带最大池化的网络认正放数字约 96%。转 45° 后还剩多少？",
        ),
        (Text("About 90 %", "约 90%"), Text("About 60 %", "约 60%"), Text("About 30 %", "约 30%")),
        2,
        Text(
            "Pooling forgets where within a small window a feature was. A rotation changes the "
            "features themselves.",
            "池化忘掉的是特征在小窗口里的位置；旋转改变的却是特征本身。",
        ),
    ),
    questions=("pooling/why_pool", "cnn_layers/what_each_does"),
    sources=(
        "Scherer, Müller and Behnke (2010), Evaluation of pooling operations in convolutional "
        "architectures for object recognition",
        "Azulay and Weiss (2019), Why do deep convolutional networks generalize so poorly to small "
        "image transformations?",
    ),
)
