"""The activations side by side: range, centre, slope, smoothness, measured on a grid."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Choice,
    Claim,
    Float,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Table,
    Text,
)
from viva_bank.reference.activations.elu import elu, elu_backward
from viva_bank.reference.activations.gelu import gelu, gelu_backward
from viva_bank.reference.activations.leaky_relu import leaky_relu, leaky_relu_backward
from viva_bank.reference.activations.mish import mish, mish_backward
from viva_bank.reference.activations.relu import relu, relu_backward
from viva_bank.reference.activations.sigmoid import sigmoid, sigmoid_backward
from viva_bank.reference.activations.silu import silu, silu_backward
from viva_bank.reference.activations.softplus import softplus, softplus_backward
from viva_bank.reference.activations.tanh import tanh, tanh_backward

FUNCTIONS = {
    "sigmoid": (sigmoid, sigmoid_backward),
    "tanh": (tanh, tanh_backward),
    "ReLU": (relu, relu_backward),
    "leaky ReLU": (leaky_relu, leaky_relu_backward),
    "ELU": (elu, elu_backward),
    "softplus": (softplus, softplus_backward),
    "SiLU": (silu, silu_backward),
    "GELU": (gelu, gelu_backward),
    "mish": (mish, mish_backward),
}
FAMILIES = {
    "saturating": ("sigmoid", "tanh", "softplus"),
    "piecewise": ("ReLU", "leaky ReLU", "ELU"),
    "smooth": ("SiLU", "GELU", "mish"),
}
YES, NO = Text("yes", "是"), Text("no", "否")


def describe(f, f_backward, z):
    """What the table says: range on [−10, 10], mean and slope for normal inputs, kink, monotone."""
    x = np.linspace(-10, 10, 20001)
    slope = f_backward(np.ones_like(x), x)
    return {
        "low": float(f(x).min()),
        "high": float(f(x).max()),
        "mean": float(f(z).mean()),
        "slope": float(f_backward(np.ones_like(z), z).mean()),
        # A kink: the slope jumps between two neighbours a thousandth apart.
        "kink": float(np.abs(np.diff(slope)).max()),
        "falls": float(slope.min()),
    }


def step(x):
    """What some answers take ReLU for: 1 for every positive input."""
    return np.where(x > 0, 1.0, 0.0)


def measure(params, rng, functions=FUNCTIONS):
    z = rng.standard_normal(20000)
    found = {name: describe(*pair, z) for name, pair in functions.items()}
    x = np.linspace(-params.reach, params.reach, 201)
    names = FAMILIES[params.family]
    curves = [
        *((n, functions[n][0](x), "solid") for n in names),
        *((f"{n}′", functions[n][1](np.ones_like(x), x), "dotted") for n in names),
    ]
    kinked = [n for n, d in found.items() if d["kink"] > 0.1]
    falling = [n for n, d in found.items() if d["falls"] < -1e-3]
    lines = Lines(
        id="curves",
        title=Text("Values (solid) and derivatives (dotted)", "函数值（实线）与导数（点线）"),
        summary=Text(
            "; ".join(
                f"{n} ranges from {found[n]['low']:.2g} to {found[n]['high']:.2g} on [−10, 10]"
                for n in names
            )
            + ".",
            "在 [−10, 10] 上，"
            + "；".join(
                f"{n} 的取值从 {found[n]['low']:.2g} 到 {found[n]['high']:.2g}" for n in names
            )
            + "。",
        ),
        x=Axis(Text("x", "x")),
        y=Axis(Text("f(x)", "f(x)"), low=-1.5, high=3.0),
        series=tuple(Series(Text.same(n), x, y, look=look) for n, y, look in curves),
    )
    table = Table(
        id="properties",
        title=Text("Properties, measured", "实测的性质"),
        summary=Text(
            f"Kinked: {', '.join(kinked)}. Not monotone: {', '.join(falling)}. Mean 0 for normal "
            "inputs: tanh only.",
            f"有折点：{'、'.join(kinked)}。不单调：{'、'.join(falling)}。对标准正态输入均值为 0 "
            "的只有 tanh。",
        ),
        columns=(
            Text("activation", "激活函数"),
            Text("lowest", "最小"),
            Text("highest on [−10, 10]", "[−10, 10] 上最大"),
            Text("mean, x ~ N(0, 1)", "均值，x ~ N(0, 1)"),
            Text("mean slope", "平均斜率"),
            Text("smooth", "光滑"),
            Text("monotone", "单调"),
        ),
        rows=tuple(
            (
                n,
                d["low"],
                d["high"],
                d["mean"],
                d["slope"],
                NO if n in kinked else YES,
                NO if n in falling else YES,
            )
            for n, d in found.items()
        ),
        digits=2,
    )
    positive = rng.uniform(0, 10, 1000)
    values = {
        "relu_mean": float(functions["ReLU"][0](positive).mean()),
        "relu_slope": float(functions["ReLU"][1](np.ones(1000), positive).mean()),
        "tanh_centre": found["tanh"]["mean"],
        "sigmoid_centre": found["sigmoid"]["mean"],
    }
    return Result((lines, table), values)


LAB = Lab(
    title=Text("The activations side by side", "激活函数放在一起看"),
    intro=Text(
        "Values and derivatives of nine activations, and what can be measured of them: range, "
        "mean output and slope for standard normal inputs, kinks, monotonicity.",
        "九种激活函数的取值和导数，以及测得的性质：值域、输入为标准正态时的平均输出和平均斜率、"
        "有没有折点、是否单调。",
    ),
    run=measure,
    params=(
        Choice(
            "family",
            Text("family", "类别"),
            "smooth",
            tuple(FAMILIES),
            (
                Text("flat at an end", "有一端变平"),
                Text("in pieces", "分段型"),
                Text("smooth, not monotone", "光滑、不单调"),
            ),
        ),
        Float("reach", Text("largest |x| drawn", "画到 |x| 多大"), 4.0, 1.0, 10.0),
    ),
    claims=(
        Claim(
            id="relu_outputs_one",
            sentence=Text("For x > 0 ReLU outputs 1.", "x > 0 时 ReLU 输出 1。"),
            statistic="relu_mean",
            what=Text("mean output for x drawn from (0, 10)", "x 取自 (0, 10) 时的平均输出"),
            direction="within",
            threshold=(0.9, 1.1),
            myth=True,
        ),
        Claim(
            id="relu_slope_one",
            sentence=Text(
                "For x > 0 it is ReLU's derivative that is 1; the output is x.",
                "x > 0 时等于 1 的是 ReLU 的导数，输出就是 x。",
            ),
            statistic="relu_slope",
            what=Text("mean slope for x drawn from (0, 10)", "x 取自 (0, 10) 时的平均斜率"),
            direction="within",
            threshold=(0.999, 1.001),
        ),
        Claim(
            id="tanh_centred",
            sentence=Text(
                "Tanh is centred on zero: its mean output is zero for centred inputs.",
                "tanh 以零为中心：输入居中时，输出的均值为零。",
            ),
            statistic="tanh_centre",
            what=Text("mean output for standard normal inputs", "标准正态输入下的平均输出"),
            direction="within",
            threshold=(-0.02, 0.02),
        ),
        Claim(
            id="sigmoid_not_centred",
            sentence=Text(
                "Sigmoid is not: its mean output is 0.5.",
                "sigmoid 不以零为中心：输出的均值是 0.5。",
            ),
            statistic="sigmoid_centre",
            what=Text("mean output for standard normal inputs", "标准正态输入下的平均输出"),
            direction="within",
            threshold=(0.48, 0.52),
        ),
    ),
    broken=(
        Broken(
            "confused",
            Text(
                "ReLU is a step, and sigmoid and tanh have changed places",
                "ReLU 成了阶跃函数，sigmoid 与 tanh 互换",
            ),
            fails=("relu_outputs_one", "relu_slope_one", "tanh_centred", "sigmoid_not_centred"),
            run=lambda params, rng: measure(
                params,
                rng,
                FUNCTIONS
                | {
                    "ReLU": (step, lambda dy, x: 0 * x),
                    "tanh": FUNCTIONS["sigmoid"],
                    "sigmoid": FUNCTIONS["tanh"],
                },
            ),
        ),
    ),
    predict=Predict(
        Text("Which of these is not monotone?", "下面哪一个不单调？"),
        (Text.same("ELU"), Text.same("softplus"), Text.same("GELU")),
        2,
        Text(
            "GELU, SiLU and mish dip below zero on the negative side and come back to it.",
            "GELU、SiLU 和 mish 在负半轴先降到零以下，再回到零。",
        ),
    ),
    questions=("activation_zoo/compare", "activation_zoo/values"),
    sources=(
        "Nair and Hinton (2010), Rectified linear units improve restricted Boltzmann machines",
        "Hendrycks and Gimpel (2016), Gaussian error linear units",
        "LeCun, Bottou, Orr and Müller (1998), Efficient BackProp, section 4.4",
    ),
)
