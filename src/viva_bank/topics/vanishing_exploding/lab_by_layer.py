"""The gradient of every layer of a deep net at the start: activation × initialisation × depth."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
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
from viva_bank.reference.initialisation.he import he_normal
from viva_bank.reference.initialisation.xavier import xavier_normal
from viva_bank.reference.losses.softmax_cross_entropy import softmax_cross_entropy_gradient
from viva_bank.reference.mlp.mlp import ACTIVATIONS

WIDTH = 64
ARMS = {
    "sigmoid": (Text("sigmoid, Xavier", "sigmoid，Xavier"), "sigmoid", xavier_normal),
    "tanh": (Text("tanh, Xavier", "tanh，Xavier"), "tanh", xavier_normal),
    "relu": (Text("ReLU, He", "ReLU，He"), "relu", he_normal),
}


def digits(rng):
    """256 digits, with mean 0 and variance 1 over all pixels."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    index = rng.permutation(len(X))[:256]
    return (X[index] - 4.9) / 6.0, y[index]


def gradient_sizes(X, y, activation, draw, depth, gain, seed, backward=None):
    """Root mean square of ∂L/∂z of each hidden layer, in front to back order."""
    rng = np.random.default_rng(seed)
    f, f_backward = ACTIVATIONS[activation]
    weights = [gain * draw((WIDTH, WIDTH), rng) for _ in range(depth)]
    head = draw((WIDTH, 10), rng)
    h, z = X, []
    for W in weights:
        z.append(h @ W)
        h = f(z[-1])
    delta = softmax_cross_entropy_gradient(h @ head, y) @ head.T
    sizes = []
    for W, z_l in zip(reversed(weights), reversed(z), strict=True):
        delta = (backward or f_backward)(delta, z_l)
        sizes.insert(0, float(np.sqrt((delta**2).mean())))
        delta = delta @ W.T
    return np.array(sizes)


def measure(params, rng, backward=None):
    X, y = digits(rng)
    seed, layers = int(rng.integers(2**62)), np.arange(1, params.depth + 1)
    sizes = {
        arm: gradient_sizes(X, y, name, draw, params.depth, params.gain, seed, backward)
        for arm, (_, name, draw) in ARMS.items()
    }
    # Going backward the factor is gₗ/gₗ₊₁: one number for all the steps, the geometric mean.
    factors = {a: (g[0] / g[-1]) ** (1 / (params.depth - 1)) for a, g in sizes.items()}
    figure = Lines(
        id="gradient_by_layer",
        title=Text("Size of the gradient by layer", "逐层梯度的大小"),
        summary=Text(
            "Going back one layer multiplies the gradient by "
            + ", ".join(f"{v:.2f} ({ARMS[a][0].en})" for a, v in factors.items())
            + f"; at the first of {params.depth} layers sigmoid's is {sizes['sigmoid'][0]:.1e}.",
            "每往回传一层，梯度平均乘以："
            + "，".join(f"{ARMS[a][0].zh} {v:.2f}" for a, v in factors.items())
            + f"。传到 {params.depth} 层中的第一层，sigmoid 的梯度只有 {sizes['sigmoid'][0]:.1e}。",
        ),
        x=Axis(Text("hidden layer (the gradient travels to the left)", "隐藏层（梯度从右往左传）")),
        y=Axis(Text("root mean square of ∂L/∂z", "∂L/∂z 的均方根"), scale="log"),
        series=tuple(
            Series(ARMS[a][0], layers, g, look=look)
            for (a, g), look in zip(sizes.items(), ("dotted", "dashed", "solid"), strict=True)
        ),
    )
    return Result((figure,), factors)


LAB = Lab(
    title=Text("How fast does the gradient vanish?", "梯度消失得有多快？"),
    intro=Text(
        "Deep nets of 64 units a layer, just drawn, see 256 digits once; we follow the gradient "
        "back through the layers. The gain multiplies every weight of the hidden layers.",
        "每层 64 个单元的深网络刚初始化好，看一遍 256 个手写数字，我们跟着梯度一层层往回走。"
        "“增益”是给所有隐藏层权重统一乘上的倍数。",
    ),
    run=measure,
    params=(
        Int("depth", Text("hidden layers", "隐藏层数"), 16, 2, 40),
        Float("gain", Text("gain on the weights", "权重增益"), 1.0, 0.25, 4.0, scale="log"),
    ),
    claims=(
        Claim(
            id="sigmoid_vanishes",
            sentence=Text(
                "With sigmoid units each layer passes back less than 3/10 of the gradient: σ′ is "
                "at most 1/4.",
                "用 sigmoid，每往回一层，梯度剩不到十分之三，因为 σ′ 最大只有 1/4。",
            ),
            statistic="sigmoid",
            what=Text("factor a layer", "每层的倍数"),
            direction="below",
            threshold=0.3,
            seeds=8,
            unit="×",
        ),
        Claim(
            id="relu_he_keeps",
            sentence=Text(
                "With ReLU and He weights the gradient keeps its size, layer by layer.",
                "ReLU 配 He 权重，梯度逐层基本不变。",
            ),
            statistic="relu",
            what=Text("factor a layer", "每层的倍数"),
            direction="within",
            threshold=(0.9, 1.1),
            seeds=8,
            unit="×",
        ),
        Claim(
            id="large_explode",
            sentence=Text(
                "Weights twice as large make the gradient of a ReLU net explode: it doubles at "
                "every layer.",
                "权重再大一倍，ReLU 网络的梯度就爆炸：每往回一层翻一番。",
            ),
            statistic="relu",
            what=Text("factor a layer at gain 2", "增益为 2 时每层的倍数"),
            direction="within",
            threshold=(1.8, 2.2),
            seeds=8,
            params={"gain": 2.0},
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "no_derivative",
            Text("the backward pass leaves the derivative out", "反向传播漏乘激活函数的导数"),
            fails=("sigmoid_vanishes", "relu_he_keeps", "large_explode"),
            run=lambda params, rng: measure(params, rng, lambda dy, z: dy),
        ),
    ),
    predict=Predict(
        Text(
            "Sixteen sigmoid layers. How large is the first layer's gradient beside the last's?",
            "16 层 sigmoid。第一层的梯度和最后一层的比，有多大？",
        ),
        (
            Text("About a tenth.", "约十分之一。"),
            Text("About a thousandth.", "约千分之一。"),
            Text("Less than a hundred-millionth.", "不到亿分之一。"),
        ),
        2,
        Text(
            "A factor of about 1/4 a layer, fifteen times: 10⁻⁹.",
            "每层约乘 1/4，连乘十五次，就是 10⁻⁹。",
        ),
    ),
    questions=("vanishing_exploding/why_and_cures", "vanishing_exploding/product_of_jacobians"),
    sources=(
        "Bengio, Simard and Frasconi (1994), Learning long-term dependencies with gradient "
        "descent is difficult",
        "Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward "
        "neural networks, section 4.2",
    ),
)
