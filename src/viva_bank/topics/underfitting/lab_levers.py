"""An underfitted network, and the levers pulled one by one: which of them help.

Varied: width, training time, the penalty, and the data. Measured on digits: training and test
accuracy, each against the same underfitted network.
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
from viva_bank.reference.data.batches import batches
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adamw import AdamW

NAMES = {
    "base": Text("underfitted", "欠拟合"),
    "data": Text("3 × the data", "数据 ×3"),
    "wider": Text("16 × wider", "宽度 ×16"),
    "free": Text("no penalty", "去掉惩罚"),
    "longer": Text("4 × longer", "训练 ×4"),
    "all": Text("the last three", "后三者一起"),
}
WIDTHS = (1, 2, 4, 8, 16, 32, 64, 128)


def train(X, y, width, decay, steps, seed):
    """The network after so many steps of Adam on batches of 32."""
    rng = np.random.default_rng(seed)
    net, optimiser, done = MLP([64, width, 10], rng), AdamW(0.01, weight_decay=decay), 0
    while done < steps:
        for rows in batches(len(X), 32, rng):
            _, grads = net.loss_and_gradients(X[rows], y[rows])
            net.params = optimiser.step(net.params, grads)
            done += 1
            if done == steps:
                break
    return net


def measure(params, rng):
    X, y = load_digits(return_X_y=True)
    X = (X - X.mean(axis=0)) / 16
    order = rng.permutation(len(X))
    few, width = params.few, params.width
    small, large, test = order[:few], order[: 3 * few], order[1200:]
    seed = int(rng.integers(2**62))

    def judged(rows, width, decay, steps):
        net = train(X[rows], y[rows], width, decay, steps, seed)
        return [100 * np.mean(net.forward(X[s]).argmax(axis=1) == y[s]) for s in (rows, test)]

    decay, steps = params.decay, params.steps
    score = {
        "base": judged(small, width, decay, steps),
        "data": judged(large, width, decay, steps),
        "wider": judged(small, 16 * width, decay, steps),
        "free": judged(small, width, 0.0, steps),
        "longer": judged(small, width, decay, 4 * steps),
        "all": judged(small, 16 * width, 0.0, 4 * steps),
    }
    curve = np.array([judged(small, w, decay, steps) for w in WIDTHS])
    base = score["base"]
    gain = {k: s[1] - base[1] for k, s in score.items()}
    values = {
        "gap": base[0] - base[1],
        "train": base[0],
        "data_gain": gain["data"],
        "all_gain": gain["all"],
        "wider_over_data": gain["wider"] - gain["data"],
    }
    bars = Bars(
        id="levers",
        title=Text("Accuracy with each lever", "每种手段之后的准确率"),
        summary=Text(
            f"Underfitted: {base[0]:.0f} % on training, {base[1]:.0f} % on test data. Gains on "
            "test data in points: "
            + ", ".join(f"{NAMES[k].en} {g:+.0f}" for k, g in gain.items() if k != "base")
            + ".",
            f"欠拟合时训练 {base[0]:.0f}%，测试 {base[1]:.0f}%。测试准确率的变化（百分点）："
            + "，".join(f"{NAMES[k].zh} {g:+.0f}" for k, g in gain.items() if k != "base")
            + "。",
        ),
        categories=tuple(NAMES.values()),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0, high=100),
        series=(
            BarSeries(Text("training", "训练集"), [s[0] for s in score.values()]),
            BarSeries(Text("test", "测试集"), [s[1] for s in score.values()]),
        ),
    )
    lines = Lines(
        id="width",
        title=Text("Accuracy by width", "准确率随宽度的变化"),
        summary=Text(
            f"With the same penalty and steps, 1 unit gets {curve[0, 0]:.0f} % on training data "
            f"and {curve[0, 1]:.0f} % on test data; 128 units {curve[-1, 0]:.0f} and "
            f"{curve[-1, 1]:.0f} %.",
            f"惩罚与步数不变，1 个单元：训练 {curve[0, 0]:.0f}%，测试 {curve[0, 1]:.0f}%；"
            f"128 个单元：训练 {curve[-1, 0]:.0f}%，测试 {curve[-1, 1]:.0f}%。",
        ),
        x=Axis(Text("hidden units", "隐藏单元数"), scale="log"),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0, high=100),
        series=(
            Series(Text("training", "训练集"), WIDTHS, curve[:, 0]),
            Series(Text("test", "测试集"), WIDTHS, curve[:, 1], look="dashed"),
        ),
    )
    return Result((bars, lines), values)


LAB = Lab(
    title=Text("An underfitted network and its levers", "欠拟合的网络与各种手段"),
    intro=Text(
        "4 hidden units, a strong weight decay, few steps, 400 digits: too little capacity. Each "
        "lever is pulled alone, from the same start.",
        "4 个隐藏单元、很强的权重衰减、很少的步数、400 张数字：容量不足。从同一初值出发，"
        "逐一尝试各种手段。",
    ),
    run=measure,
    params=(
        Float("decay", Text("weight decay", "权重衰减"), 2.0, 0.0, 6.0, 0.1),
        Int("width", Text("hidden units", "隐藏单元数"), 4, 1, 64, scale="log"),
        Int("steps", Text("steps", "步数"), 100, 10, 1000, hidden=True),
        Int("few", Text("training digits", "训练数字数"), 400, 10, 400, hidden=True),
    ),
    preview={"steps": 20},
    claims=(
        Claim(
            id="both_low",
            sentence=Text(
                "An underfitted network is poor on its training data already.",
                "欠拟合的网络在训练集上就已经很差。",
            ),
            statistic="train",
            what=Text("accuracy on the training data, in %", "训练集准确率（%）"),
            direction="below",
            threshold=85.0,
            seeds=8,
        ),
        Claim(
            id="more_data_cures",
            sentence=Text("The network is bad, so get more data.", "模型效果差，就去找更多数据。"),
            statistic="data_gain",
            what=Text(
                "test accuracy with 3 × the data minus before, in points",
                "数据 ×3 前后的测试准确率之差（百分点）",
            ),
            direction="above",
            threshold=10.0,
            seeds=8,
            myth=True,
        ),
        Claim(
            id="capacity_cures",
            sentence=Text(
                "Wider, freer and longer training cures it on the same data.",
                "数据不变，加宽、去掉惩罚、延长训练就能治好。",
            ),
            statistic="all_gain",
            what=Text(
                "test accuracy with the three levers minus before, in points",
                "三种手段前后的测试准确率之差（百分点）",
            ),
            direction="above",
            threshold=10.0,
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "not_underfitted",
            Text("64 units: the network has capacity from the start", "一开始就有 64 个单元"),
            fails=("capacity_cures", "both_low"),
            params={"width": 64},
        ),
        Broken(
            "starved",
            Text(
                "10 digits to learn from: that one lacks data", "只有 10 张训练数字，缺的正是数据"
            ),
            fails=("more_data_cures",),
            params={"width": 64, "few": 10},
        ),
    ),
    predict=Predict(
        Text(
            "Training and test accuracy are both low and close to one another. What helps?",
            "训练与测试准确率都低，而且相差无几，该怎么办？",
        ),
        (
            Text("More data.", "增加数据。"),
            Text("More capacity, less penalty, longer training.", "加大容量、减弱惩罚、延长训练。"),
            Text("Dropout.", "加 Dropout。"),
        ),
        1,
        Text(
            "The error is bias: the network cannot even fit what it sees, so seeing more changes "
            "little.",
            "误差主要来自偏差：连见过的数据都拟合不了，见得更多也没有多大用。",
        ),
    ),
    questions=("underfitting/signs_and_cures", "bias_variance/tradeoff"),
    sources=("Goodfellow, Bengio and Courville (2016), Deep Learning, sections 5.2 and 11.3",),
)
