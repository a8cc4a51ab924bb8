"""The gradient through saturated units, layer by layer; and saturation beside covariate shift."""

from __future__ import annotations

import numpy as np

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
from viva_bank.reference.activations.tanh import tanh, tanh_backward
from viva_bank.reference.initialisation.xavier import xavier_normal

WIDTH = 100


def forward(x, weights, bias):
    """(pre-activations, activations) of every layer, each unit's bias being ±`bias`."""
    z, h = [], [x]
    for W, sign in weights:
        z.append(h[-1] @ W + bias * sign)
        h.append(tanh(z[-1]))
    return z, h[1:]


def gradient_sizes(z, weights, rng, backward=tanh_backward):
    """Root mean square of ∂L/∂h of every layer, last to first, for a random one at the end."""
    delta = rng.standard_normal(z[-1].shape)
    sizes = [1.0]
    for z_l, (W, _) in zip(reversed(z), reversed(weights), strict=True):
        delta = backward(delta, z_l) @ W.T
        sizes.append(float(np.sqrt((delta**2).mean())))
    return np.array(sizes[::-1])


def saturated(h):
    """Share of activations beyond ±0.95, where tanh′ is below a tenth."""
    return float((np.abs(np.stack(h)) > 0.95).mean())


def shift(a, b):
    """How far the mean moved between two samples, in standard deviations, over all features."""
    return float(np.abs(a.mean(axis=0) - b.mean(axis=0)).mean() / a.std())


def measure(params, rng, backward=tanh_backward, scale=0.05):
    x, fresh = rng.standard_normal((2, 500, WIDTH))
    signs = rng.choice([-1.0, 1.0], (params.depth, WIDTH))
    draws = [xavier_normal((WIDTH, WIDTH), rng) for _ in range(params.depth)]
    weights = list(zip(draws, signs, strict=True))
    layers, curves, shares = np.arange(params.depth + 1), {}, {}
    for bias in (0.0, params.bias):
        z, h = forward(x, weights, bias)
        curves[bias] = gradient_sizes(z, weights, np.random.default_rng(1), backward)
        shares[bias] = saturated(h)
    slow, fast = curves[params.bias], curves[0.0]
    factor = float((slow[0] / slow[-1]) ** (1 / params.depth))
    lines = Lines(
        id="gradient_by_layer",
        title=Text("Size of the gradient by layer", "逐层梯度的大小"),
        summary=Text(
            f"With biases of ±{params.bias:g}, {shares[params.bias]:.0%} of the activations are "
            f"saturated and each layer passes {factor:.2f} of the gradient back; without, "
            f"{shares[0.0]:.0%} are, and it ends {fast[0] / slow[0]:.0e} times as large.",
            f"偏置取 ±{params.bias:g} 时，{shares[params.bias]:.0%} 的激活值饱和，每层只传回 "
            f"{factor:.2f} 的梯度；偏置为零时只有 {shares[0.0]:.0%} 饱和，传到底的梯度是前者的 "
            f"{fast[0] / slow[0]:.0e} 倍。",
        ),
        x=Axis(Text("layer (the gradient travels to the left)", "层（梯度从右往左传）")),
        y=Axis(Text("root mean square of ∂L/∂h", "∂L/∂h 的均方根"), scale="log"),
        series=(
            Series(Text("biases zero", "偏置为零"), layers, fast),
            Series(
                Text(f"biases ±{params.bias:g}", f"偏置 ±{params.bias:g}"),
                layers,
                slow,
                look="dashed",
            ),
        ),
    )
    # Saturation without shift, and shift without saturation.
    steady, shifted = fresh, fresh + 2.0
    small = [(scale * W, s) for W, s in weights]
    arms = {
        "saturated": (shift(x, steady), saturated(forward(steady, weights, params.bias)[1])),
        "shifted": (shift(x, shifted), saturated(forward(shifted, small, 0.0)[1])),
    }
    bars = Bars(
        id="two_things",
        title=Text("Saturation and covariate shift are two things", "饱和与协变量偏移是两回事"),
        summary=Text(
            "Large biases, inputs as in training: shift {:.2f} standard deviations, {:.0%} "
            "saturated. Small weights, inputs moved: shift {:.2f}, {:.0%} saturated.".format(
                *arms["saturated"], *arms["shifted"]
            ),
            "大偏置、输入与训练时同分布：偏移 {:.2f} 个标准差，{:.0%} 饱和。"
            "小权重、输入整体平移：偏移 {:.2f} 个标准差，{:.0%} 饱和。".format(
                *arms["saturated"], *arms["shifted"]
            ),
        ),
        categories=(
            Text("large biases, same inputs", "大偏置，输入不变"),
            Text("small weights, moved inputs", "小权重，输入平移"),
        ),
        y=Axis(Text("share, or standard deviations", "比例，或标准差的倍数")),
        series=(
            BarSeries(Text("shift of the inputs", "输入的偏移"), [a[0] for a in arms.values()]),
            BarSeries(Text("share saturated", "饱和的比例"), [a[1] for a in arms.values()]),
        ),
    )
    values = {
        "factor": factor,
        "saturated_when_shifted": arms["shifted"][1],
        "saturated_without_shift": arms["saturated"][1] if arms["saturated"][0] < 0.1 else 0.0,
    }
    return Result((lines, bars), values)


LAB = Lab(
    title=Text("What saturation does to the gradient", "饱和对梯度做了什么"),
    intro=Text(
        "A stack of tanh layers with Xavier weights. Biases of one size and random sign push the "
        "units into their flat ends; we send a random gradient back. Then saturation and "
        "covariate shift are each produced without the other.",
        "一摞 tanh 层，权重用 Xavier。给每个单元加上大小相同、符号随机的偏置，把它推到平坦的一端，"
        "再反向传一个随机梯度。最后分别造出“只有饱和”和“只有协变量偏移”两种情形。",
    ),
    run=measure,
    params=(
        Float("bias", Text("size of the biases", "偏置的大小"), 3.0, 0.5, 6.0, 0.1),
        Int("depth", Text("layers", "层数"), 6, 2, 20),
    ),
    claims=(
        Claim(
            id="flat_ends_block",
            sentence=Text(
                "A layer of saturated tanh units passes back less than a sixth of the gradient.",
                "tanh 单元饱和之后，每层传回的梯度不到六分之一。",
            ),
            statistic="factor",
            what=Text("factor a layer at biases of ±3", "偏置为 ±3 时每层的倍数"),
            direction="below",
            threshold=1 / 6,
            seeds=6,
            unit="×",
        ),
        Claim(
            id="called_covariate_shift",
            sentence=Text(
                "Saturation is what is called covariate shift: where the inputs have shifted, the "
                "units are saturated.",
                "饱和就是所谓的协变量偏移：输入分布一变，单元就饱和。",
            ),
            statistic="saturated_when_shifted",
            what=Text(
                "share saturated, inputs moved by two standard deviations",
                "输入平移两个标准差时饱和的比例",
            ),
            direction="above",
            threshold=0.5,
            seeds=6,
            myth=True,
        ),
        Claim(
            id="without_shift",
            sentence=Text(
                "Units can be saturated while the inputs keep their distribution.",
                "输入分布没有变，单元也可以饱和。",
            ),
            statistic="saturated_without_shift",
            what=Text(
                "share saturated, inputs shifted by less than 0.1 standard deviations",
                "饱和的比例（输入偏移不到 0.1 个标准差）",
            ),
            direction="above",
            threshold=0.5,
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "no_derivative",
            Text("the backward pass leaves tanh′ out", "反向传播漏乘 tanh′"),
            fails=("flat_ends_block",),
            run=lambda params, rng: measure(params, rng, lambda dy, z: dy),
        ),
        Broken(
            "large_weights",
            Text("the weights of that net are large as well", "那个网络的权重也很大"),
            fails=("called_covariate_shift",),
            run=lambda params, rng: measure(params, rng, scale=20.0),
        ),
        Broken(
            "mild",
            Text("the biases are too small to saturate", "偏置太小，不足以饱和"),
            fails=("flat_ends_block", "without_shift"),
            params={"bias": 0.5},
        ),
    ),
    predict=Predict(
        Text(
            "Six tanh layers, all units pushed to |z| ≈ 3. How much of the gradient arrives?",
            "六层 tanh，单元都被推到 |z| ≈ 3，梯度能传到多少？",
        ),
        (
            Text("About a tenth.", "约十分之一。"),
            Text("About a thousandth.", "约千分之一。"),
            Text("Less than a ten-thousandth.", "不到万分之一。"),
        ),
        2,
        Text(
            "tanh′(3) = 0.01; the units scatter around that, and six such factors multiply.",
            "tanh′(3) = 0.01，各单元在它附近分布，六个这样的倍数连乘。",
        ),
    ),
    questions=("activation_role/tanh_derivative", "activation_role/why_nonlinear"),
    sources=(
        "Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward "
        "neural networks, section 3",
        "Shimodaira (2000), Improving predictive inference under covariate shift by weighting the "
        "log-likelihood function",
    ),
)
