"""How large activations are, layer by layer, under several initialisations, before any training."""

from __future__ import annotations

import math

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Choice,
    Claim,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.relu import relu
from viva_bank.reference.activations.tanh import tanh
from viva_bank.reference.initialisation.he import he_normal
from viva_bank.reference.initialisation.xavier import xavier_normal

ACTIVATIONS = {"relu": relu, "tanh": tanh}


def recipe(shape, rng):
    """`rand(fan_in, fan_out) / sqrt(fan_in / 2)`, as it circulates: all weights positive."""
    return rng.random(shape) / math.sqrt(shape[0] / 2)


SCHEMES = {"xavier": xavier_normal, "he": he_normal, "recipe": recipe}
NAMES = {
    "xavier": Text("Xavier", "Xavier"),
    "he": Text("He", "He"),
    "recipe": Text("rand/√(fan_in/2)", "rand/√(fan_in/2)"),
}


def activations(rng, f, draw, width, depth):
    """h_0 (standard normal inputs) to h_depth."""
    h = [rng.standard_normal((200, width))]
    for _ in range(depth):
        h.append(f(h[-1] @ draw((width, width), rng)))
    return h


def size(h):
    """Root mean square: what the variance formulas speak of, as their weights have mean 0."""
    return float(np.sqrt((h**2).mean()))


def measure(params, rng, schemes=SCHEMES):
    seed, f = rng.integers(2**62), ACTIVATIONS[params.activation]
    layers = np.arange(params.depth + 1)
    sizes = {}
    for name, draw in schemes.items():
        h = activations(np.random.default_rng(seed), f, draw, params.width, params.depth)
        sizes[name] = np.array([size(h_l) for h_l in h])
    factors = {n: (s[-1] / s[1]) ** (1 / (params.depth - 1)) for n, s in sizes.items()}
    said = ", ".join(f"{NAMES[n].en} ×{v:.2f}" for n, v in factors.items())
    figure = Lines(
        id="size_by_layer",
        title=Text("Size of the activations by layer", "逐层激活值的大小"),
        summary=Text(
            f"Each further {params.activation} layer multiplies the activations' size by: {said}.",
            f"每多一层 {params.activation}，激活值的大小平均乘以：{said.replace(', ', '，')}。",
        ),
        x=Axis(Text("layer", "层")),
        y=Axis(Text("root mean square", "均方根"), scale="log", low=1e-4, high=1e4),
        series=tuple(
            Series(NAMES[n], layers, s, look=look)
            for (n, s), look in zip(sizes.items(), ("dashed", "solid", "dotted"), strict=True)
        ),
    )
    return Result((figure,), {f"{n}_factor": v for n, v in factors.items()})


def swapped(params, rng):
    return measure(params, rng, {"xavier": he_normal, "he": xavier_normal, "recipe": xavier_normal})


LAB = Lab(
    title=Text("Which initialisation keeps the signal's size?", "哪种初始化能保持信号的大小？"),
    intro=Text(
        "Random inputs pass through a deep net that has not been trained. Each scheme draws the "
        "weights; we watch the root mean square of the activations, layer by layer.",
        "把随机输入送进一个还没训练的深网络，权重按不同方案抽取，看激活值的均方根怎样逐层变化。",
    ),
    run=measure,
    params=(
        Choice(
            "activation",
            Text("activation", "激活函数"),
            "relu",
            ("relu", "tanh"),
            (Text("ReLU", "ReLU"), Text("tanh", "tanh")),
        ),
        Int("depth", Text("layers", "层数"), 20, 2, 40),
        Int("width", Text("units in a layer", "每层单元数"), 256, 16, 512, scale="log"),
    ),
    preview={"width": 128},
    claims=(
        Claim(
            id="he_keeps",
            sentence=Text(
                "With He initialisation a ReLU layer keeps the size of its input.",
                "用 He 初始化，ReLU 层不改变信号的大小。",
            ),
            statistic="he_factor",
            what=Text("factor a layer", "每层的倍数"),
            direction="within",
            threshold=(0.94, 1.06),
            seeds=8,
            unit="×",
        ),
        Claim(
            id="xavier_halves",
            sentence=Text(
                "With Xavier initialisation a ReLU layer shrinks the size by about 1/√2.",
                "用 Xavier 初始化，每过一层 ReLU，信号大约缩小到 1/√2。",
            ),
            statistic="xavier_factor",
            what=Text("factor a layer (1/√2 = 0.707)", "每层的倍数（1/√2 = 0.707）"),
            direction="within",
            threshold=(0.66, 0.75),
            seeds=8,
            unit="×",
        ),
        Claim(
            id="recipe_is_xavier",
            sentence=Text(
                "rand(fan_in, fan_out)/sqrt(fan_in/2) is Xavier initialisation and keeps the size.",
                "rand(fan_in, fan_out)/sqrt(fan_in/2) 就是 Xavier 初始化，能保持信号大小。",
            ),
            statistic="recipe_factor",
            what=Text("factor a layer, 256 units", "每层的倍数（256 个单元）"),
            direction="within",
            threshold=(0.5, 2.0),
            seeds=8,
            myth=True,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "swapped",
            Text("the schemes have changed places", "几种方案互相调换"),
            fails=("he_keeps", "xavier_halves", "recipe_is_xavier"),
            run=swapped,
        ),
    ),
    predict=Predict(
        Text(
            "Twenty ReLU layers, Xavier weights. How large are the activations at the end?",
            "20 层 ReLU，Xavier 权重，最后的激活值有多大？",
        ),
        (
            Text("As large as at the start.", "和开头一样大。"),
            Text("About a thousandth.", "约千分之一。"),
            Text("About a thousand times as large.", "约一千倍。"),
        ),
        1,
        Text(
            "ReLU throws half of the variance away: (1/√2)²⁰ ≈ 0.001. He's factor 2 makes up for "
            "it.",
            "ReLU 丢掉一半方差：(1/√2)²⁰ ≈ 0.001。He 初始化的系数 2 正好补回来。",
        ),
    ),
    questions=(
        "xavier_he/which_and_why",
        "xavier_he/variance_through_a_layer",
        "xavier_he/std_and_bound",
    ),
    sources=(
        "Glorot and Bengio (2010), Understanding the difficulty of training deep feedforward "
        "neural networks, equations 12 and 16",
        "He, Zhang, Ren and Sun (2015), Delving deep into rectifiers, section 2.2",
    ),
)
