"""A penalty on weights is no normalisation: what each does when the input grows.

Varied: the scale of the input of trained networks. Measured: the spread of the first layer's
pre-activations with an L1 penalty, an L2 penalty, and layer normalisation.
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
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.data.batches import batches
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.normalisation.layer_norm import layer_norm_forward
from viva_bank.reference.optimisers.sgd import SGD

WIDTH = 32
ARMS = {
    "none": Text("nothing", "不处理"),
    "l1": Text("L1 penalty", "L1 惩罚"),
    "l2": Text("L2 penalty", "L2 惩罚"),
    "layer": Text("layer norm", "层归一化"),
}


def train(X, y, kind, penalty, epochs, rng):
    """An MLP trained with λ‖W‖₁ or ½λ‖W‖² on its weights; biases are free."""
    net, optimiser = MLP([64, WIDTH, 10], rng), SGD(0.1)
    for _ in range(epochs):
        for rows in batches(len(X), 32, rng):
            _, grads = net.loss_and_gradients(X[rows], y[rows])
            if kind != "none":
                for i in (0, 2):
                    W = net.params[i]
                    grads[i] = grads[i] + penalty * (np.sign(W) if kind == "l1" else W)
            net.params = optimiser.step(net.params, grads)
    return net


def spread(net, X, normalise):
    """Standard deviation of the first layer's pre-activations, over examples and units."""
    z = net.pre_activations(X)[0]
    if normalise:
        z = layer_norm_forward(z, np.ones(WIDTH), np.zeros(WIDTH))[0]
    return float(z.std())


def measure(params, rng, normalised=("layer",)):
    X, y = load_digits(return_X_y=True)
    X, order, seed = X / 16, rng.permutation(len(X)), int(rng.integers(2**62))
    rows, test = order[:1000], X[order[1000:]]
    nets = {}
    for kind in ("none", "l1", "l2"):
        strength = params.penalty * (0.1 if kind == "l1" else 1)
        nets[kind] = train(
            X[rows], y[rows], kind, strength, params.epochs, np.random.default_rng(seed)
        )
    nets["layer"] = nets["none"]
    scales = np.geomspace(0.1, params.scale, 9)
    curves = {a: [spread(nets[a], s * test, a in normalised) for s in scales] for a in ARMS}
    grown = {
        a: spread(nets[a], params.scale * test, a in normalised)
        / spread(nets[a], test, a in normalised)
        for a in ARMS
    }
    figure = Lines(
        id="spread",
        title=Text("Spread of the activations as the input grows", "输入变大时激活的离散程度"),
        summary=Text(
            f"When the input grows {params.scale:.0f} times, the pre-activations grow "
            + ", ".join(f"{grown[a]:.2f} times ({ARMS[a].en})" for a in ARMS)
            + ".",
            f"输入放大 {params.scale:.0f} 倍，预激活的标准差放大的倍数："
            + "，".join(f"{ARMS[a].zh} {grown[a]:.2f}" for a in ARMS)
            + "。",
        ),
        x=Axis(Text("scale of the input", "输入的倍数"), scale="log"),
        y=Axis(Text("standard deviation", "标准差"), scale="log"),
        series=tuple(Series(ARMS[a], scales, c) for a, c in curves.items()),
        marks=(Mark(Text("as in training", "训练时"), x=1.0),),
    )
    sizes = [float(np.sqrt((nets[a].params[0] ** 2).mean())) for a in ARMS]
    small = [100 * float((np.abs(nets[a].params[0]) < 0.01).mean()) for a in ARMS]
    bars = Bars(
        id="weights",
        title=Text("What a penalty does change: the weights", "惩罚项真正改变的：权重"),
        summary=Text(
            "Root mean square of the first layer's weights: "
            + ", ".join(f"{ARMS[a].en} {s:.3f}" for a, s in zip(ARMS, sizes, strict=True))
            + f". Under L1 {small[1]:.0f} % are below 0.01, without a penalty {small[0]:.0f} %.",
            "第一层权重的均方根："
            + "，".join(f"{ARMS[a].zh} {s:.3f}" for a, s in zip(ARMS, sizes, strict=True))
            + f"。绝对值小于 0.01 的权重：L1 下占 {small[1]:.0f}%，不加惩罚占 {small[0]:.0f}%。",
        ),
        categories=tuple(ARMS[a] for a in ARMS),
        y=Axis(Text("root mean square", "均方根"), low=0.0),
        series=(BarSeries(Text("weights", "权重"), sizes),),
    )
    values = {
        "layer": grown["layer"],
        "penalty": min(grown["l1"], grown["l2"]),
        "shrinks": sizes[2] / sizes[0],
    }
    return Result((figure, bars), values)


LAB = Lab(
    title=Text("A penalty is not a normalisation", "惩罚项不是归一化"),
    intro=Text(
        "Networks are trained on digits without help, with an L1 and with an L2 penalty on their "
        "weights. Then the input is scaled, and the spread of the first layer's pre-activations is "
        "measured; layer norm is put on the unpenalised network.",
        "分别在不加处理、L1 惩罚、L2 惩罚下训练网络学手写数字，再把输入整体放大或缩小，"
        "量第一层预激活的离散程度；另给不加惩罚的网络配上层归一化作对照。",
    ),
    run=measure,
    params=(
        Float(
            "penalty",
            Text("penalty λ (L1 gets a tenth)", "惩罚系数 λ（L1 取十分之一）"),
            0.02,
            0.0,
            0.1,
        ),
        Float("scale", Text("input grows to", "输入放大到"), 10.0, 2.0, 100.0, scale="log"),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 30, hidden=True),
    ),
    preview={"epochs": 1},
    claims=(
        Claim(
            id="norm_undoes_scale",
            sentence=Text(
                "A normalisation undoes the scale of its input: the activations stay as they were.",
                "归一化会抵消输入的尺度：激活保持原样。",
            ),
            statistic="layer",
            what=Text(
                "spread at 10 times the input over that at 1", "输入 10 倍与 1 倍时标准差之比"
            ),
            direction="within",
            threshold=(0.9, 1.1),
        ),
        Claim(
            id="penalty_is_a_norm",
            sentence=Text(
                "L1 and L2 penalties are normalisations: they keep the activations at one scale.",
                "L1、L2 也是归一化：它们让激活保持同一尺度。",
            ),
            statistic="penalty",
            what=Text(
                "spread at 10 times the input over that at 1, the smaller of L1 and L2",
                "输入 10 倍与 1 倍时标准差之比，L1、L2 中较小者",
            ),
            direction="below",
            threshold=2.0,
            myth=True,
        ),
        Claim(
            id="penalty_shrinks",
            sentence=Text(
                "What an L2 penalty does is to shrink the weights.", "L2 惩罚做的是把权重变小。"
            ),
            statistic="shrinks",
            what=Text(
                "root mean square of the weights, with L2 penalty over without",
                "权重均方根：加 L2 惩罚 ÷ 不加",
            ),
            direction="below",
            threshold=0.9,
        ),
    ),
    broken=(
        Broken(
            "penalties_normalised",
            Text("the penalised nets are given layer norm as well", "加惩罚的网络也配上层归一化"),
            fails=("penalty_is_a_norm",),
            run=lambda params, rng: measure(params, rng, ("layer", "l1", "l2")),
        ),
        Broken(
            "no_layer_norm",
            Text("the layer norm is left out", "层归一化没有加上"),
            fails=("norm_undoes_scale",),
            run=lambda params, rng: measure(params, rng, ()),
        ),
        Broken(
            "no_penalty",
            Text("the penalty has strength 0", "惩罚系数为 0"),
            fails=("penalty_shrinks",),
            params={"penalty": 0.0},
        ),
    ),
    predict=Predict(
        Text(
            "A network trained with an L2 penalty gets inputs ten times as large. Its first "
            "pre-activations grow …",
            "用 L2 惩罚训练的网络，输入放大十倍，第一层预激活放大……",
        ),
        (
            Text("hardly.", "几乎不变。"),
            Text("about three times.", "约三倍。"),
            Text("ten times.", "十倍。"),
        ),
        2,
        Text(
            "The penalty acted on the weights while they were learnt. At run time z = Wx + b is as "
            "linear as ever.",
            "惩罚只在训练时作用于权重；运行时 z = Wx + b 照样是线性的。",
        ),
    ),
    questions=("norm_family/which_axes", "norm_family/layer_norm"),
    sources=(
        "Ba, Kiros and Hinton (2016), Layer normalization, section 3",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 7.1",
    ),
)
