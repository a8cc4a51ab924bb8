"""How often all weight gradients of a unit have one sign, by batch size; and what centring does."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.activations.tanh import tanh
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.sgd import SGD

BATCHES = np.array([1, 2, 4, 8, 16, 32, 64, 128])


def digits(rng):
    """Digits of mean 0 and variance 1 over all pixels."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    return (X[order] - 4.9) / 6.0, y[order]


def one_sign(dW):
    """Share of units (columns) whose weight gradients are all positive or all negative."""
    return float(((dW > 0).all(axis=0) | (dW < 0).all(axis=0)).mean())


def shares(activation, X, y, seed, epochs, draws, sizes=BATCHES):
    """`one_sign` of the second hidden layer, whose inputs are the first one's activations."""
    rng = np.random.default_rng(seed)
    net = MLP([64, 64, 32, 10], rng, activation)
    net.fit(X, y, SGD(0.3), epochs, 32, rng)
    found = []
    for size in sizes:
        picks = [rng.integers(len(X), size=size) for _ in range(draws)]
        found.append(np.mean([one_sign(net.loss_and_gradients(X[i], y[i])[1][2]) for i in picks]))
    h = {"sigmoid": sigmoid, "tanh": tanh}[activation](net.pre_activations(X)[0])
    return np.array(found), h


def condition(h):
    """Largest over median eigenvalue of E[hhᵀ], which is what a layer behind h has to descend."""
    eigenvalues = np.linalg.eigvalsh(h.T @ h / len(h))
    return float(eigenvalues[-1] / np.median(eigenvalues))


def measure(params, rng, first="sigmoid", sizes=BATCHES):
    X, y = digits(rng)
    seed = int(rng.integers(2**62))
    behind_sigmoid, h = shares(first, X, y, seed, params.epochs, params.draws, sizes)
    behind_tanh, _ = shares("tanh", X, y, seed, params.epochs, params.draws, sizes)
    ratio = condition(h) / condition(h - h.mean(axis=0))
    lines = Lines(
        id="one_sign",
        title=Text("Units whose weight gradients all have one sign", "权重梯度全部同号的单元"),
        summary=Text(
            f"Behind sigmoid units {behind_sigmoid[0]:.0%} of the units have gradients of one "
            f"sign at batch size 1, and {behind_sigmoid[-1]:.0%} at batch size {BATCHES[-1]}; "
            f"behind tanh {behind_tanh[0]:.0%} even at batch size 1.",
            f"前一层是 sigmoid 时，批大小为 1 有 {behind_sigmoid[0]:.0%} 的单元梯度全部同号，"
            f"批大小 {BATCHES[-1]} 时有 {behind_sigmoid[-1]:.0%}；前一层是 tanh 时，批大小为 1 "
            f"也只有 {behind_tanh[0]:.0%}。",
        ),
        x=Axis(Text("batch size", "批大小"), scale="log"),
        y=Axis(Text("share of units", "单元的比例"), low=-0.02, high=1.02),
        series=(
            Series(Text("behind sigmoid", "前一层 sigmoid"), BATCHES, behind_sigmoid),
            Series(Text("behind tanh", "前一层 tanh"), BATCHES, behind_tanh, look="dashed"),
        ),
    )
    bars = Bars(
        id="conditioning",
        title=Text("Largest over median eigenvalue of E[hhᵀ]", "E[hhᵀ] 最大特征值与中位数之比"),
        summary=Text(
            f"{condition(h):.0f} for the activations as they are, "
            f"{condition(h - h.mean(axis=0)):.0f} with their mean subtracted: {ratio:.0f} times "
            "less.",
            f"激活值原样时是 {condition(h):.0f}，减去均值后是 "
            f"{condition(h - h.mean(axis=0)):.0f}，只有原来的 1/{ratio:.0f}。",
        ),
        categories=(Text("as they are", "原样"), Text("mean subtracted", "减去均值")),
        y=Axis(Text("ratio", "比值"), scale="log", low=1.0),
        series=(
            BarSeries(
                Text("sigmoid activations", "sigmoid 激活值"),
                [condition(h), condition(h - h.mean(axis=0))],
            ),
        ),
    )
    values = {
        "single": float(behind_sigmoid[0]),
        "batch": float(behind_sigmoid[6]),
        "centring": ratio,
    }
    return Result((lines, bars), values)


LAB = Lab(
    title=Text("Do updates zig-zag behind a sigmoid?", "sigmoid 后面的更新会走之字形吗？"),
    intro=Text(
        "A unit behind sigmoids has positive inputs, so for one example all its weight gradients "
        "share the sign of its error. In a fresh net we measure how often that is so for the mean "
        "gradient of a batch, and how the positive mean stretches what the next layer descends.",
        "前一层是 sigmoid，输入全为正，所以单个样本的权重梯度都与误差同号。"
        "我们在刚初始化的网络里测量：换成一批样本的平均梯度，还有多少单元如此；"
        "再看正的均值把下一层要下降的曲面拉长了多少。",
    ),
    run=measure,
    params=(
        Int("epochs", Text("epochs of training before", "测量前训练的轮数"), 0, 0, 20),
        Int("draws", Text("batches drawn", "抽取的批数"), 30, 5, 200, scale="log"),
    ),
    preview={"draws": 5},
    claims=(
        Claim(
            id="single_example",
            sentence=Text(
                "For a single example all weight gradients of a unit behind sigmoids have one "
                "sign.",
                "对单个样本，sigmoid 后面的单元，权重梯度全部同号。",
            ),
            statistic="single",
            what=Text("share of units, batch size 1", "批大小为 1 时的比例"),
            direction="above",
            threshold=0.99,
        ),
        Claim(
            id="always_zigzag",
            sentence=Text(
                "Behind sigmoids the updates always zig-zag: all weight gradients of a unit have "
                "one sign, also in a batch of 64.",
                "sigmoid 后面的更新总是走之字形：哪怕批大小是 64，一个单元的权重梯度也全部同号。",
            ),
            statistic="batch",
            what=Text("share of units, batch size 64", "批大小为 64 时的比例"),
            direction="above",
            threshold=0.9,
            myth=True,
        ),
        Claim(
            id="many_still",
            sentence=Text(
                "Nor does a batch of 64 end it: in a fresh net a quarter of the units or more "
                "still have one sign.",
                "但批大小 64 也没有根除它：刚初始化的网络里，仍有四分之一以上的单元全部同号。",
            ),
            statistic="batch",
            what=Text("share of units, batch size 64", "批大小为 64 时的比例"),
            direction="within",
            threshold=(0.25, 0.65),
        ),
        Claim(
            id="centring_helps",
            sentence=Text(
                "What a positive mean does cost is conditioning: subtracting it shrinks the ratio "
                "of the largest to the median eigenvalue more than tenfold.",
                "正均值真正的代价是病态：减去均值，最大特征值与中位数之比缩小到十分之一以下。",
            ),
            statistic="centring",
            what=Text("eigenvalue ratio as is over centred", "特征值之比：原样 ÷ 减去均值"),
            direction="above",
            threshold=10.0,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "tanh_instead",
            Text("the sigmoids are tanh", "把 sigmoid 换成 tanh"),
            fails=("single_example", "many_still", "centring_helps"),
            run=lambda params, rng: measure(params, rng, "tanh"),
        ),
        Broken(
            "always_one",
            Text("every batch holds one example", "每批都只有一个样本"),
            fails=("always_zigzag",),
            run=lambda params, rng: measure(params, rng, sizes=np.ones_like(BATCHES)),
        ),
    ),
    predict=Predict(
        Text(
            "Batch size 64, sigmoid inputs. How many units have weight gradients of one sign?",
            "批大小 64，输入来自 sigmoid，有多少单元的权重梯度全部同号？",
        ),
        (
            Text("All.", "全部。"),
            Text("A third to a half.", "三分之一到一半。"),
            Text("None.", "一个也没有。"),
        ),
        1,
        Text(
            "Examples with errors of both signs are averaged, and where these nearly cancel the "
            "signs part; a unit whose mean error is large keeps one sign in any batch.",
            "误差有正有负的样本一平均，接近抵消的单元，各权重的符号就分开了；平均误差大的单元，"
            "批再大也仍然同号。",
        ),
    ),
    questions=("activation_role/why_nonlinear", "activation_zoo/compare"),
    sources=(
        "LeCun, Bottou, Orr and Müller (1998), Efficient BackProp, sections 4.3 and 5.2",
        "LeCun, Kanter and Solla (1991), Eigenvalues of covariance matrices: application to "
        "neural-network learning",
    ),
)
