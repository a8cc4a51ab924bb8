"""Dropout against the width of the network: where nothing overfits, it only takes capacity away.

Varied: the hidden units, and the data (many clean digits, or few with wrong labels). Measured:
test accuracy with dropout minus without, from the same start and the same batches.
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
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.relu import relu_backward
from viva_bank.reference.data.batches import batches
from viva_bank.reference.losses.softmax_cross_entropy import softmax_cross_entropy_gradient
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.regularisation.dropout import dropout_backward, dropout_forward

WIDTHS = (8, 16, 32, 64, 128, 256)


def train(X, y, width, p, steps, seed):
    """A network of one hidden layer after so many steps of Adam on batches of 32."""
    rng, masks = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    net, optimiser, done = MLP([64, width, 10], rng), Adam(0.003), 0
    while done < steps:
        for rows in batches(len(X), 32, rng):
            W1, b1, W2, b2 = net.params
            z = X[rows] @ W1 + b1
            h, mask = dropout_forward(np.maximum(z, 0), p, masks)
            dy = softmax_cross_entropy_gradient(h @ W2 + b2, y[rows])
            dz = relu_backward(dropout_backward(dy @ W2.T, mask), z)
            grads = [X[rows].T @ dz, dz.sum(axis=0), h.T @ dy, dy.sum(axis=0)]
            net.params = optimiser.step(net.params, grads)
            done += 1
    return net


def measure(params, rng, few_only=False):
    X, digit = load_digits(return_X_y=True)
    X = (X - X.mean(axis=0)) / 16
    order = rng.permutation(len(X))
    seed = int(rng.integers(2**62))
    wrong = rng.random(len(X)) < params.mislabelled / 100
    noisy = np.where(wrong, rng.integers(10, size=len(X)), digit)
    many, few, test = order[:1200], order[:150], order[1200:]
    sets = {"many": (X[many], digit[many]), "few": (X[few], noisy[few])}
    if few_only:
        sets["many"] = sets["few"]
    gain, gap = {}, {}
    for name, (a, b) in sets.items():
        gain[name], gap[name] = [], []
        for width in WIDTHS:
            with_, without = (train(a, b, width, p, params.steps, seed) for p in (params.p, 0.0))
            score = [
                100 * np.mean(n.forward(X[test]).argmax(1) == digit[test]) for n in (with_, without)
            ]
            gain[name].append(score[0] - score[1])
            gap[name].append(100 * np.mean(without.forward(a).argmax(1) == b) - score[1])
    values = {
        "small_net": gain["many"][1],
        "noisy": float(np.mean(gain["few"][-2:])),
        "gap": gap["many"][1],
    }
    names = {
        "many": Text("1200 digits, clean labels", "1200 张，标签全对"),
        "few": Text("150 digits, wrong labels", "150 张，部分错标"),
    }

    def lines(id, title, label, data, summary):
        return Lines(
            id=id,
            title=title,
            summary=summary,
            x=Axis(Text("hidden units", "隐藏单元数"), scale="log"),
            y=Axis(label),
            series=tuple(
                Series(names[k], WIDTHS, data[k], look="solid" if k == "many" else "dashed")
                for k in names
            ),
            marks=(Mark(Text("no difference", "无差别"), y=0.0),),
        )

    gains = lines(
        "gain",
        Text("What dropout does to test accuracy", "Dropout 对测试准确率的影响"),
        Text("accuracy with minus without (points)", "加与不加的准确率之差（百分点）"),
        gain,
        Text(
            f"On 1200 clean digits dropout changes accuracy by {gain['many'][0]:+.1f} points at "
            f"8 units, {gain['many'][1]:+.1f} at 16 and {gain['many'][-1]:+.1f} at 256; on 150 "
            f"digits with wrong labels by {gain['few'][-1]:+.1f} at 256.",
            f"1200 张干净数字上，Dropout 使准确率变化：8 个单元 {gain['many'][0]:+.1f} 个百分点，"
            f"16 个 {gain['many'][1]:+.1f}，256 个 {gain['many'][-1]:+.1f}；"
            f"150 张带错标的数字上，256 个单元时为 {gain['few'][-1]:+.1f}。",
        ),
    )
    gaps = lines(
        "gap",
        Text("How far the network overfits without it", "不加 Dropout 时过拟合的程度"),
        Text("training minus test accuracy (points)", "训练与测试准确率之差（百分点）"),
        gap,
        Text(
            f"Without dropout training is {gap['many'][1]:.1f} points above test at 16 units on "
            f"the clean digits, and {gap['few'][-1]:.1f} at 256 on the mislabelled ones.",
            f"不加 Dropout：干净数字、16 个单元时训练比测试高 {gap['many'][1]:.1f} 个百分点；"
            f"错标数字、256 个单元时高 {gap['few'][-1]:.1f} 个百分点。",
        ),
    )
    return Result((gains, gaps), values)


LAB = Lab(
    title=Text("Does dropout raise the accuracy?", "加了 Dropout，准确率就会提高吗？"),
    intro=Text(
        "The same network with and without dropout, from the same start: on 1200 clean digits, "
        "and on 150 of which a part is labelled wrongly.",
        "同样的初值，加与不加 Dropout 各训一遍：一组是 1200 张干净数字，一组是 150 张、部分错标。",
    ),
    run=measure,
    params=(
        Float("p", Text("dropout p", "丢弃率 p"), 0.5, 0.0, 0.9, 0.05),
        Float("mislabelled", Text("mislabelled (%)", "错标比例（%）"), 30.0, 0.0, 60.0, 5.0),
        Int("steps", Text("steps", "步数"), 400, 10, 2000, hidden=True),
    ),
    preview={"steps": 20},
    claims=(
        Claim(
            id="raises_accuracy",
            sentence=Text("Dropout raises the accuracy.", "加 Dropout 能提高准确率。"),
            statistic="small_net",
            what=Text(
                "accuracy with minus without, 16 units, 1200 clean digits, in points",
                "加与不加的准确率之差：16 个单元、1200 张干净数字（百分点）",
            ),
            direction="above",
            threshold=0.0,
            seeds=6,
            myth=True,
        ),
        Claim(
            id="hardly_overfits",
            sentence=Text(
                "There the network hardly overfits: nothing is to be gained.",
                "那里几乎没有过拟合，Dropout 无利可图。",
            ),
            statistic="gap",
            what=Text(
                "training minus test accuracy, 16 units, clean, in points",
                "训练与测试准确率之差：16 个单元、干净标签（百分点）",
            ),
            direction="below",
            threshold=5.0,
            seeds=6,
        ),
        Claim(
            id="helps_where_it_overfits",
            sentence=Text(
                "Where the network learns wrong labels by heart, dropout does help.",
                "网络把错标背下来时，Dropout 才有帮助。",
            ),
            statistic="noisy",
            what=Text(
                "accuracy with minus without, 128 and 256 units, mislabelled, in points",
                "加与不加的准确率之差：128 和 256 个单元、带错标（百分点）",
            ),
            direction="above",
            threshold=1.0,
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "no_masks",
            Text("p = 0: both arms are the same network", "p = 0，两组是同一个网络"),
            fails=("helps_where_it_overfits",),
            params={"p": 0.0},
        ),
        Broken(
            "few_everywhere",
            Text(
                "the 150 mislabelled digits stand for the clean ones",
                "干净的一组也换成 150 张错标数字",
            ),
            fails=("hardly_overfits", "raises_accuracy"),
            run=lambda params, rng: measure(params, rng, few_only=True),
        ),
    ),
    predict=Predict(
        Text(
            "16 hidden units, 1200 clean digits. Dropout with p = ½ changes the accuracy …",
            "16 个隐藏单元，1200 张干净数字。加 p = ½ 的 Dropout，准确率……",
        ),
        (Text("upwards.", "上升。"), Text("not at all.", "不变。"), Text("downwards.", "下降。")),
        2,
        Text(
            "There is no variance to be averaged away, and 16 units less half of them are few.",
            "这里没有多少方差可以平均掉，而 16 个单元再去掉一半就太少了。",
        ),
    ),
    questions=("dropout/how_and_why", "underfitting/signs_and_cures"),
    sources=("Srivastava et al. (2014), Dropout, sections 7.3 and 7.4",),
)
