"""Which nets solve XOR: the perceptron and one hidden layer of several widths, many starts."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Choice,
    Claim,
    Heatmap,
    Int,
    Lab,
    Predict,
    Result,
    Text,
)
from viva_bank.reference.activations.softmax import softmax
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.perceptron.perceptron import Perceptron

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])
WIDTHS = (2, 3, 4, 8)


def solves(width, rng, steps, activation="tanh"):
    """(whether a trained net of this width gets all four points, the net)."""
    net = MLP([2, width, 2], rng, activation)
    optimiser = Adam(lr=0.1)
    for _ in range(steps):
        _, grads = net.loss_and_gradients(X, XOR)
        net.params = optimiser.step(net.params, grads)
    return bool((net.forward(X).argmax(axis=1) == XOR).all()), net


def measure(params, rng, activation="tanh", target=XOR):
    seeds = rng.integers(2**62, size=params.starts)
    order = [np.random.default_rng(s).permutation(4) for s in seeds]
    perceptron = [
        Perceptron(max_epochs=100).fit(X[o], 2.0 * target[o] - 1).converged for o in order
    ]
    solved, shown = {}, None
    for width in WIDTHS:
        runs = [solves(width, np.random.default_rng(s), params.steps, activation) for s in seeds]
        solved[width] = float(np.mean([ok for ok, _ in runs]))
        if width == int(params.width_shown):
            shown = runs[0][1]
    share = float(np.mean(perceptron))
    bars = Bars(
        id="share_solved",
        title=Text("Share of starts that end with XOR solved", "最终解出 XOR 的起点比例"),
        summary=Text(
            f"Of {params.starts} starts the perceptron solves {share:.0%}; one hidden layer solves "
            + ", ".join(f"{v:.0%} with {w} units" for w, v in solved.items())
            + ".",
            f"{params.starts} 个起点中，感知机解出 {share:.0%}；单隐藏层网络："
            + "，".join(f"{w} 个单元 {v:.0%}" for w, v in solved.items())
            + "。",
        ),
        categories=(
            Text("perceptron", "感知机"),
            *(Text(f"{w} hidden", f"{w} 个隐藏单元") for w in WIDTHS),
        ),
        y=Axis(Text("share of starts", "起点的比例"), low=0.0, high=1.05),
        series=(BarSeries(Text("", ""), [share, *solved.values()]),),
    )
    xs = np.linspace(-0.5, 1.5, 61)
    grid = np.stack(np.meshgrid(xs, xs), axis=-1).reshape(-1, 2)
    probability = softmax(shown.forward(grid))[:, 1].reshape(61, 61)
    corners = softmax(shown.forward(X))[:, 1]
    heatmap = Heatmap(
        id="boundary",
        title=Text(
            f"What one net of {params.width_shown} hidden units says",
            f"一个有 {params.width_shown} 个隐藏单元的网络的判断",
        ),
        summary=Text(
            "Probability of class 1 at (0, 0), (0, 1), (1, 0), (1, 1): "
            + ", ".join(f"{c:.2f}" for c in corners)
            + ".",
            "在 (0, 0)、(0, 1)、(1, 0)、(1, 1) 处属于类别 1 的概率："
            + "，".join(f"{c:.2f}" for c in corners)
            + "。",
        ),
        x=Axis(Text("x₁", "x₁")),
        y=Axis(Text("x₂", "x₂")),
        xs=xs,
        ys=xs,
        values=probability,
        colour=Text("probability of class 1", "类别 1 的概率"),
        levels=(0.5,),
    )
    values = {"perceptron": share, **{f"hidden_{w}": v for w, v in solved.items()}}
    return Result((bars, heatmap), values)


LAB = Lab(
    title=Text("Who solves XOR?", "谁能解 XOR？"),
    intro=Text(
        "Four points, two classes, no straight line between them. The perceptron sees them in "
        "random orders; tanh nets with one hidden layer start from random weights and train with "
        "Adam. We count how many starts end with all four points right.",
        "四个点、两个类，没有一条直线能分开。感知机按随机顺序看这四个点；单隐藏层的 tanh "
        "网络从随机权重开始，用 Adam 训练。数一数有多少个起点最后四个点全对。",
    ),
    run=measure,
    params=(
        Choice(
            "width_shown",
            Text("hidden units of the net drawn", "所画网络的隐藏单元数"),
            "8",
            ("2", "3", "4", "8"),
        ),
        Int("starts", Text("starts", "起点个数"), 12, 2, 50),
        Int("steps", Text("steps", "步数"), 200, 20, 2000, scale="log"),
    ),
    preview={"starts": 2, "steps": 60},
    claims=(
        Claim(
            id="perceptron_never",
            sentence=Text("A perceptron never solves XOR.", "感知机永远解不出 XOR。"),
            statistic="perceptron",
            what=Text("share of starts that converge", "收敛的起点比例"),
            direction="below",
            threshold=0.001,
            every=True,
        ),
        Claim(
            id="eight_always",
            sentence=Text(
                "Eight hidden units solve it from every start.",
                "八个隐藏单元，从每个起点都能解出来。",
            ),
            statistic="hidden_8",
            what=Text("share of starts solved", "解出的起点比例"),
            direction="above",
            threshold=0.99,
            every=True,
        ),
        Claim(
            id="two_not_always",
            sentence=Text(
                "Two hidden units suffice to represent XOR, yet from some starts training does "
                "not find it.",
                "两个隐藏单元足以表示 XOR，但有些起点训练不出来。",
            ),
            statistic="hidden_2",
            what=Text("share of starts solved", "解出的起点比例"),
            direction="within",
            threshold=(0.2, 0.95),
        ),
    ),
    broken=(
        Broken(
            "no_activation",
            Text("the hidden units are linear", "隐藏单元是线性的"),
            fails=("eight_always", "two_not_always"),
            run=lambda params, rng: measure(params, rng, "identity"),
        ),
        Broken(
            "and_instead",
            Text("the perceptron is asked for AND", "让感知机学 AND"),
            fails=("perceptron_never",),
            run=lambda params, rng: measure(params, rng, target=np.array([0, 0, 0, 1])),
        ),
    ),
    predict=Predict(
        Text(
            "Two tanh units can represent XOR. From how many random starts does training find it?",
            "两个 tanh 单元就能表示 XOR。随机起点里有多少能训练出来？",
        ),
        (
            Text("All.", "全部。"),
            Text("Most, not all.", "多数，但不是全部。"),
            Text("None.", "一个也没有。"),
        ),
        1,
        Text(
            "To be representable is not to be found: some starts end in a plateau or a poor "
            "minimum. A few spare units make that unlikely.",
            "能表示不等于能学到：有些起点停在平台或较差的极小点。多几个单元，这种情况就很少见。",
        ),
    ),
    questions=(
        "multilayer_perceptron/against_perceptron",
        "multilayer_perceptron/perceptron_rule",
        "multilayer_perceptron/forward",
    ),
    sources=(
        "Minsky and Papert (1969), Perceptrons",
        "Rumelhart, Hinton and Williams (1986), Learning representations by back-propagating "
        "errors",
    ),
)
