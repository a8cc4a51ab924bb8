"""A network with batch normalisation left in training mode, tested on batches of all sizes.

Varied: how many examples are tested together, and the mode. Measured: accuracy on test digits of
one and the same trained network.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from sklearn.datasets import load_digits

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Flag,
    Heatmap,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.data.batches import batches
from viva_bank.reference.initialisation.he import he_normal
from viva_bank.reference.losses.softmax_cross_entropy import softmax_cross_entropy_gradient
from viva_bank.reference.normalisation.batch_norm import BatchNorm
from viva_bank.reference.normalisation.standardise import standardise
from viva_bank.reference.optimisers.momentum import Momentum

SIZES = (64, 48, 10)
TOGETHER = (1, 2, 4, 8, 16, 64, 256)


class Net:
    """64 pixels → 48 units with BN and ReLU → 10 logits."""

    def __init__(self, rng):
        self.params = [he_normal(s, rng) for s in pairwise(SIZES)]
        self.norm = BatchNorm(SIZES[1])
        self.params += [self.norm.gamma, self.norm.beta]

    def scores(self, X, training):
        z, n = X @ self.params[0], self.norm
        if training:  # as batch_norm_forward, but a batch of one is let through, as libraries do
            y = n.gamma * standardise(z, (0,), n.eps).x_hat + n.beta
        else:
            n.training = False
            y = n.forward(z)
        return np.maximum(y, 0) @ self.params[1]

    def fit(self, X, y, epochs, rng):
        optimiser, n = Momentum(0.05), self.norm
        for _ in range(epochs):
            for rows in batches(len(X), 32, rng, drop_last=True):
                W, V, n.gamma, n.beta = self.params
                n.training = True
                a = n.forward(X[rows] @ W)
                h = np.maximum(a, 0)
                delta = softmax_cross_entropy_gradient(h @ V, y[rows])
                dz, dgamma, dbeta = n.backward((delta @ V.T) * (a > 0))
                grads = [X[rows].T @ dz, h.T @ delta, dgamma, dbeta]
                self.params = optimiser.step(self.params, grads)
        n.gamma, n.beta = self.params[2:]


def accuracy(net, X, y, together, training):
    """Percent right when `together` examples form a batch."""
    parts = [net.scores(X[i : i + together], training) for i in range(0, len(X), together)]
    return 100 * float((np.concatenate(parts).argmax(axis=1) == y).mean())


def measure(params, rng, training=True):
    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = X[order] / 8 - 1, y[order]
    test, labels = X[1285:], y[1285:]
    if params.sorted:
        by_class = np.argsort(labels, kind="stable")
        test, labels = test[by_class], labels[by_class]
    net = Net(rng)
    net.fit(X[:1285], y[:1285], params.epochs, rng)
    train_mode = [accuracy(net, test, labels, k, training) for k in TOGETHER]
    test_mode = [accuracy(net, test, labels, k, False) for k in TOGETHER]
    said = net.scores(test[:1], training).argmax()
    alone = [int(net.scores(test[i : i + 1], training).argmax()) for i in range(len(test))]
    curve = Lines(
        id="accuracy",
        title=Text("Accuracy by the number tested together", "一次测试多少个样本"),
        summary=Text(
            f"In test mode {test_mode[0]:.1f} % are right, whatever the batch. In training mode "
            + ", ".join(f"{train_mode[i]:.0f} % at {TOGETHER[i]}" for i in (0, 1, 3, 6))
            + f"; alone, every picture is called {said}.",
            f"测试模式下无论批多大都是 {test_mode[0]:.1f}%。训练模式下："
            + "，".join(f"批大小 {TOGETHER[i]} 时 {train_mode[i]:.0f}%" for i in (0, 1, 3, 6))
            + f"；单张输入时，每张图都判成 {said}。",
        ),
        x=Axis(Text("examples in the batch", "批中样本数"), scale="log"),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0.0, high=100.0),
        series=(
            Series(Text("left in training mode", "忘了切换，仍是训练模式"), TOGETHER, train_mode),
            Series(Text("test mode", "测试模式"), TOGETHER, test_mode, look="dashed"),
        ),
    )
    table = np.zeros((10, 10))
    np.add.at(table, (labels, alone), 1)
    names = tuple(Text(str(d), str(d)) for d in range(10))
    confusion = Heatmap(
        id="confusion",
        title=Text("Batches of one in training mode", "训练模式、单张输入时的混淆矩阵"),
        summary=Text(
            f"All {len(labels)} test digits fall into {len(set(alone))} column(s): the answer is "
            "the same whatever is asked.",
            f"{len(labels)} 个测试数字全落在 {len(set(alone))} 列：不管问什么，答案都一样。",
        ),
        x=Axis(Text("called", "判为")),
        y=Axis(Text("is", "实际")),
        xs=np.arange(10),
        ys=np.arange(10),
        values=table,
        colour=Text("digits", "个数"),
        x_names=names,
        y_names=names,
    )
    values = {
        "answers": float(len(set(alone))),
        "lost": test_mode[0] - train_mode[0],
        "large": abs(test_mode[-1] - train_mode[-1]),
    }
    return Result((curve, confusion), values)


LAB = Lab(
    title=Text("Batch normalisation tested on a batch of one", "用单张图片测试带 BN 的网络"),
    intro=Text(
        "A small network with batch normalisation has learnt digits. It is tested twice: in test "
        "mode, with running statistics, and *left in training mode*, where each batch is "
        "normalised "
        "by itself.",
        "一个带批归一化的小网络学会了手写数字，然后测试两遍：一遍用测试模式（滑动统计量），"
        "一遍**忘了切换**，仍按每个批次自身归一化。",
    ),
    run=measure,
    params=(
        Flag("sorted", Text("test digits sorted by class", "测试数字按类别排好"), False),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 30, hidden=True),
    ),
    preview={"epochs": 1},
    claims=(
        Claim(
            id="one_answer",
            sentence=Text(
                "In training mode a dense network with BN gives one answer to every batch of one: "
                "x − μ is zero, and only β is left.",
                "训练模式下，带 BN 的全连接网络对单张输入永远给同一个答案：x − μ 为零，只剩下 β。",
            ),
            statistic="answers",
            what=Text(
                "different answers to 512 digits, one at a time",
                "逐张输入 512 个数字得到的答案种数",
            ),
            direction="within",
            threshold=(0.9, 1.1),
            every=True,
        ),
        Claim(
            id="mode_is_forgotten",
            sentence=Text(
                "Forgetting test mode costs nearly all of the accuracy on batches of one.",
                "忘了切到测试模式，单张输入时准确率几乎丧尽。",
            ),
            statistic="lost",
            what=Text(
                "accuracy in test mode minus in training mode, batches of one, in points",
                "单张输入：测试模式减训练模式的准确率（百分点）",
            ),
            direction="above",
            threshold=70.0,
        ),
        Claim(
            id="large_batches_hide_it",
            sentence=Text(
                "A large mixed batch hides the mistake.", "批次大而且类别混杂时，这个错误看不出来。"
            ),
            statistic="large",
            what=Text(
                "difference of the two modes at 256 together, in points",
                "256 张一批时两种模式的差（百分点）",
            ),
            direction="below",
            threshold=3.0,
        ),
    ),
    broken=(
        Broken(
            "switched",
            Text("test mode in both arms", "两遍都用测试模式"),
            fails=("one_answer", "mode_is_forgotten"),
            run=lambda params, rng: measure(params, rng, training=False),
        ),
        Broken(
            "sorted_by_class",
            Text("batches of one class: large ones do not hide it", "批内都是同一类：再大也藏不住"),
            fails=("large_batches_hide_it",),
            params={"sorted": True},
        ),
    ),
    predict=Predict(
        Text(
            "A dense network with BN is left in training mode and gets one picture at a time. Its "
            "accuracy on ten classes?",
            "带 BN 的全连接网络忘了切出训练模式，一次输入一张图。十个类别上的准确率？",
        ),
        (Text("About 10 %", "约 10%"), Text("About 50 %", "约 50%"), Text("About 95 %", "约 95%")),
        0,
        Text(
            "The mean of one number is that number, so every unit becomes 0 before γ and β: the "
            "network never sees the picture.",
            "一个数的均值就是它自己，减完都是 0：网络根本看不到图片。",
        ),
    ),
    questions=("batch_norm/layer", "batch_norm/forward", "batch_norm/why"),
    sources=("Ioffe and Szegedy (2015), Batch normalization, section 3.1 and Algorithm 2",),
)
