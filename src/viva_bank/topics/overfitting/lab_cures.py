"""One overfitted network, and each cure applied to it alone.

Varied: what is done against overfitting; the 150 digits, a fifth of them mislabelled, stay the
same (except where more data is the cure). Measured: accuracy on clean test digits.
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
    Float,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.relu import relu_backward
from viva_bank.reference.activations.softmax import softmax
from viva_bank.reference.data.batches import batches
from viva_bank.reference.losses.softmax_cross_entropy import softmax_cross_entropy_gradient
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adamw import AdamW
from viva_bank.reference.regularisation.dropout import dropout_backward, dropout_forward
from viva_bank.reference.training.early_stopping import EarlyStopping

ARMS = {
    "none": Text("nothing", "不处理"),
    "data": Text("4 × the data", "数据 ×4"),
    "decay": Text("weight decay", "权重衰减"),
    "dropout": Text("dropout", "Dropout"),
    "stop": Text("early stopping", "早停"),
    "ensemble": Text("5 networks", "5 个网络平均"),
    "narrow": Text("8 units", "只留 8 个单元"),
}
CURES = ("data", "decay", "dropout", "stop")


def train(data, validation, epochs, rng, width=128, decay=0.0, p=0.0, watch=()):
    """(network, best weights by validation loss, accuracies on each watched set by epoch)."""
    net, optimiser = MLP([64, width, 10], rng), AdamW(0.003, weight_decay=decay)
    X, y = data
    stopping, history = EarlyStopping(patience=epochs), []
    for _ in range(epochs):
        for rows in batches(len(X), 32, rng):
            W1, b1, W2, b2 = net.params
            z = X[rows] @ W1 + b1
            h, mask = dropout_forward(np.maximum(z, 0), p, rng)
            dy = softmax_cross_entropy_gradient(h @ W2 + b2, y[rows])
            dz = relu_backward(dropout_backward(dy @ W2.T, mask), z)
            grads = [X[rows].T @ dz, dz.sum(axis=0), h.T @ dy, dy.sum(axis=0)]
            net.params = optimiser.step(net.params, grads)
        stopping.update(net.loss(*validation), net.params)
        history.append([accuracy(net.forward(a), b) for a, b in watch])
    return net, stopping.best_weights, np.array(history)


def accuracy(scores, y):
    return float((scores.argmax(axis=1) == y).mean())


def measure(params, rng, cures=True):
    X, digit = load_digits(return_X_y=True)
    X = (X - X.mean(axis=0)) / 16
    order = rng.permutation(len(X))
    wrong = rng.random(len(X)) < params.mislabelled / 100
    label = np.where(wrong, rng.integers(10, size=len(X)), digit)
    small, large, held = order[:150], order[:600], order[600:700]
    data, validation = (X[small], label[small]), (X[held], label[held])
    test = X[order[700:]], digit[order[700:]]
    seed = int(rng.integers(2**62))
    strength = 1.0 if cures else 0.0

    def arm(data=data, **how):
        # The same draws for every arm; more data gets fewer epochs, so as many steps.
        epochs = max(1, params.epochs * len(small) // len(data[0]))
        return train(
            data, validation, epochs, np.random.default_rng(seed), watch=(data, test), **how
        )

    nets = {
        "none": arm(),
        "data": arm((X[large], label[large]) if cures else data),
        "decay": arm(decay=params.decay * strength),
        "dropout": arm(p=params.p * strength),
        "narrow": arm(width=8),
    }
    result = {k: accuracy(net.forward(test[0]), test[1]) for k, (net, _, _) in nets.items()}
    stopped = MLP([64, 128, 10], rng)
    stopped.params = nets["none"][1] if cures else nets["none"][0].params
    result["stop"] = accuracy(stopped.forward(test[0]), test[1])
    others = [nets["none"][0]]
    others += [train(data, validation, params.epochs, rng)[0] for _ in range(4)]
    result["ensemble"] = accuracy(sum(softmax(n.forward(test[0])) for n in others), test[1])
    gains = {k: 100 * (result[k] - result["none"]) for k in ARMS}
    first = nets["none"][2]
    values = {
        "weakest": min(gains[k] for k in CURES),
        "gap": 100 * (first[-1, 0] - first[-1, 1]),
        "narrow": gains["narrow"],
        "ensemble": gains["ensemble"],
    }
    bars = Bars(
        id="cures",
        title=Text("Test accuracy with each cure", "各种对策下的测试准确率"),
        summary=Text(
            f"Uncured: {100 * result['none']:.1f} % on the test set. Gains in points: "
            + ", ".join(f"{ARMS[k].en} {gains[k]:+.1f}" for k in ARMS if k != "none")
            + ".",
            f"不处理时测试准确率为 {100 * result['none']:.1f}%。各对策的变化（百分点）："
            + "，".join(f"{ARMS[k].zh} {gains[k]:+.1f}" for k in ARMS if k != "none")
            + "。",
        ),
        categories=tuple(ARMS.values()),
        y=Axis(Text("test accuracy (%)", "测试准确率（%）"), low=50, high=100),
        series=(BarSeries(Text("accuracy", "准确率"), [100 * result[k] for k in ARMS]),),
    )
    epochs = np.arange(1, len(first) + 1)
    cured = nets["dropout"][2]
    peak = int(first[:, 1].argmax())
    lines = Lines(
        id="curves",
        title=Text("Accuracy while training", "训练过程中的准确率"),
        summary=Text(
            f"Uncured, training accuracy reaches {100 * first[-1, 0]:.0f} % on labels of which a "
            f"part is wrong; test accuracy peaks at {100 * first[peak, 1]:.1f} % in epoch "
            f"{peak + 1} and ends at {100 * first[-1, 1]:.1f} %.",
            f"不处理时，训练准确率升到 {100 * first[-1, 0]:.0f}%（标签本有错），测试准确率在第 "
            f"{peak + 1} 轮达到最高的 {100 * first[peak, 1]:.1f}%，最后落到 "
            f"{100 * first[-1, 1]:.1f}%。",
        ),
        x=Axis(Text("epoch", "轮次")),
        y=Axis(Text("accuracy (%)", "准确率（%）"), high=100),
        series=(
            Series(Text("training, uncured", "训练集，不处理"), epochs, 100 * first[:, 0]),
            Series(Text("test, uncured", "测试集，不处理"), epochs, 100 * first[:, 1]),
            Series(
                Text("training, dropout", "训练集，Dropout"),
                epochs,
                100 * cured[:, 0],
                look="dashed",
            ),
            Series(
                Text("test, dropout", "测试集，Dropout"), epochs, 100 * cured[:, 1], look="dashed"
            ),
        ),
    )
    return Result((bars, lines), values)


LAB = Lab(
    title=Text("One overfitted network, each cure", "一个过拟合的网络，逐一试各种对策"),
    intro=Text(
        "A network with 128 hidden units learns 150 digits, a fifth of them labelled at random. "
        "Each cure is applied alone; the test digits are labelled correctly.",
        "128 个隐藏单元的网络只学 150 张手写数字，其中五分之一的标签是随机的。"
        "各对策单独施用，测试集标签全部正确。",
    ),
    run=measure,
    params=(
        Float("p", Text("dropout p", "Dropout 丢弃率 p"), 0.7, 0.0, 0.9, 0.05),
        Float("decay", Text("weight decay", "权重衰减"), 3.0, 0.0, 10.0, 0.1),
        Float("mislabelled", Text("mislabelled (%)", "错标比例（%）"), 20.0, 0.0, 60.0, 5.0),
        Int("epochs", Text("epochs", "轮数"), 80, 5, 200, hidden=True),
    ),
    preview={"epochs": 8},
    claims=(
        Claim(
            id="overfits",
            sentence=Text(
                "An overfitted network is far better on its training data than on new data.",
                "过拟合的网络在训练集上远好于新数据。",
            ),
            statistic="gap",
            what=Text("training minus test accuracy, in points", "训练与测试准确率之差（百分点）"),
            direction="above",
            threshold=10.0,
        ),
        Claim(
            id="each_cures",
            sentence=Text(
                "More data, weight decay, dropout and early stopping each raise the test accuracy.",
                "增加数据、权重衰减、Dropout、早停，单用哪一种都能提高测试准确率。",
            ),
            statistic="weakest",
            what=Text(
                "gain of the weakest of the four, in points", "四者中最弱一种的增益（百分点）"
            ),
            direction="above",
            threshold=1.0,
            seeds=8,
        ),
        Claim(
            id="shrink_until_it_stops",
            sentence=Text(
                "Against overfitting, take a smaller network.", "过拟合了？把网络改小就好。"
            ),
            statistic="narrow",
            what=Text("gain of 8 units over 128, in points", "8 个单元相对 128 个的增益（百分点）"),
            direction="above",
            threshold=0.0,
            seeds=8,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "cures_switched_off",
            Text("every cure is set to nothing", "所有对策都设为零"),
            fails=("each_cures",),
            run=lambda params, rng: measure(params, rng, cures=False),
        ),
        Broken(
            "mostly_noise",
            Text(
                "60 % of the labels are wrong: little is left to be lost",
                "六成标签是错的，小网络也没什么可输",
            ),
            fails=("shrink_until_it_stops",),
            params={"mislabelled": 60.0},
        ),
        Broken(
            "clean_short",
            Text(
                "clean labels and 5 epochs: nothing has been learnt by heart",
                "标签全对、只训 5 轮：还没来得及死记",
            ),
            fails=("overfits",),
            params={"mislabelled": 0.0, "epochs": 5},
        ),
    ),
    predict=Predict(
        Text(
            "A fifth of the training labels is wrong. How many does the network get right?",
            "训练标签有五分之一是错的。不加处理的网络在训练集上能对多少？",
        ),
        (
            Text("About 80 %: the wrong ones cannot be learnt.", "约 80%：错标的学不会。"),
            Text("About 100 %: it learns the wrong ones by heart.", "约 100%：错标的也背下来。"),
            Text("About 90 %: half of the wrong ones.", "约 90%：错标的学会一半。"),
        ),
        1,
        Text(
            "With more weights than examples the network can fit any labels; the price is paid on "
            "the test set.",
            "权重比样本多，什么标签都拟合得了；代价由测试集来付。",
        ),
    ),
    questions=("overfitting/signs_and_cures", "bias_variance/tradeoff"),
    sources=(
        "Zhang et al. (2017), Understanding deep learning requires rethinking generalization",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, chapter 7",
    ),
)
