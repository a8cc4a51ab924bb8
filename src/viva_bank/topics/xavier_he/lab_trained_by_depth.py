"""Xavier against He in ReLU nets that are trained: held-out accuracy by depth."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from viva.authoring import (
    Axis,
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
from viva_bank.reference.initialisation.he import he_normal
from viva_bank.reference.initialisation.xavier import xavier_normal
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.momentum import Momentum

DEPTHS = (2, 5, 10, 20)
RATES = (0.003, 0.01, 0.03)


def digits(rng):
    """Digits with mean 0 and variance 1 over all pixels, 1,347 to train on and 450 held out."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = (X[order] - 4.9) / 6.0, y[order]
    return X[:1347], y[:1347], X[1347:], y[1347:]


def best_accuracy(data, depth, draw, epochs, seed):
    """The best of three rates, the same batches for every scheme."""
    X, y, X_held, y_held = data
    found = []
    for rate in RATES:
        sizes = [64] * (depth + 1) + [10]
        net = MLP(sizes, np.random.default_rng(seed))
        weights = np.random.default_rng(seed)
        net.params[::2] = [draw(shape, weights) for shape in pairwise(sizes)]
        with np.errstate(all="ignore"):
            net.fit(X, y, Momentum(rate), epochs, 64, np.random.default_rng([seed, 1]))
            found.append(float((net.forward(X_held).argmax(axis=1) == y_held).mean()))
    return max(found)


def measure(params, rng, second=he_normal):
    data, seed = digits(rng), int(rng.integers(2**62))
    depths = [params.only] if params.only else [d for d in DEPTHS if d <= params.deepest]
    arms = [
        np.array([best_accuracy(data, d, draw, params.epochs, seed) for d in depths])
        for draw in (xavier_normal, second)
    ]
    gap = dict(zip(depths, arms[1] - arms[0], strict=True))
    figure = Lines(
        id="accuracy_by_depth",
        title=Text("Held-out accuracy of a ReLU net by depth", "ReLU 网络的留出集准确率与深度"),
        summary=Text(
            "He minus Xavier, in points of accuracy: "
            + ", ".join(f"{100 * g:+.1f} at {d} hidden layers" for d, g in gap.items())
            + ".",
            "He 减 Xavier 的准确率差（百分点）："
            + "，".join(f"{d} 个隐藏层 {100 * g:+.1f}" for d, g in gap.items())
            + "。",
        ),
        x=Axis(Text("hidden layers", "隐藏层数")),
        y=Axis(Text("accuracy", "准确率"), low=0.0, high=1.02),
        series=(
            Series(Text("Xavier", "Xavier"), depths, arms[0], look="dashed"),
            Series(Text("He", "He"), depths, arms[1]),
        ),
    )
    return Result((figure,), {f"gap_{d}": g for d, g in gap.items()})


LAB = Lab(
    title=Text("Does Xavier fail with ReLU?", "ReLU 配 Xavier 就训不动吗？"),
    intro=Text(
        "A ReLU net of 64 units a layer learns 8×8 digits by SGD with momentum (batch 64, the "
        "better of two rates), started once with Xavier's and once with He's weights. The depth "
        "varies; measured is the accuracy on held-out digits.",
        "每层 64 个单元的 ReLU 网络，用带动量的 SGD（批大小 64，三个学习率取最好的）学习 8×8 "
        "手写数字，一次用 Xavier 权重开始，一次用 He 权重。改变深度，看留出集上的准确率。",
    ),
    run=measure,
    params=(
        Int("deepest", Text("deepest net", "最深的网络"), 20, 2, 20),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 30),
        Int("only", Text("this depth alone", "只看这一深度"), 0, 0, 20, hidden=True),
    ),
    preview={"epochs": 2, "deepest": 5},
    claims=(
        Claim(
            id="xavier_fails",
            sentence=Text(
                "Xavier fails with ReLU: He is better by five points or more, even at five layers.",
                "ReLU 配 Xavier 就不行：哪怕只有五层，He 也要好五个百分点以上。",
            ),
            statistic="gap_5",
            what=Text("accuracy at 5 layers, He minus Xavier", "5 层时的准确率之差（He − Xavier）"),
            direction="above",
            threshold=0.05,
            seeds=6,
            params={"only": 5, "epochs": 15},
            myth=True,
        ),
        Claim(
            id="deep_needs_he",
            sentence=Text(
                "At twenty ReLU layers He trains where Xavier does not.",
                "到二十层 ReLU，Xavier 训不动，He 训得动。",
            ),
            statistic="gap_20",
            what=Text(
                "accuracy at 20 layers, He minus Xavier", "20 层时的准确率之差（He − Xavier）"
            ),
            direction="above",
            threshold=0.2,
            seeds=6,
            params={"only": 20, "epochs": 8},
        ),
    ),
    broken=(
        Broken(
            "both_xavier",
            Text("both nets start with Xavier's weights", "两个网络都用 Xavier 权重"),
            fails=("deep_needs_he",),
            run=lambda params, rng: measure(params, rng, xavier_normal),
        ),
    ),
    predict=Predict(
        Text(
            "Five ReLU layers, Xavier instead of He. What does it cost?",
            "五层 ReLU 网络，用 Xavier 代替 He，代价多大？",
        ),
        (
            Text("It does not train.", "训不动。"),
            Text("Five to ten points.", "五到十个百分点。"),
            Text("A point or two at most.", "至多一两个百分点。"),
        ),
        2,
        Text(
            "Five layers shrink the signal to (1/√2)⁵ ≈ 0.18, which training makes up for; twenty "
            "shrink it to 0.001, and the gradient by as much again.",
            "五层只把信号缩到 (1/√2)⁵ ≈ 0.18，训练中补得回来；二十层缩到 0.001，梯度再缩同样多。",
        ),
    ),
    questions=("xavier_he/which_and_why", "xavier_he/variance_through_a_layer"),
    sources=(
        "He, Zhang, Ren and Sun (2015), Delving deep into rectifiers, section 2.2, figures 2 and 3",
    ),
)
