"""What a depthwise separable convolution costs next to an ordinary one.

Varied: output channels, kernel. Counted: parameters and multiply-adds, also in PyTorch's own
layers; and, on request, the time both take here.
"""

from __future__ import annotations

import time

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Flag,
    Int,
    Lab,
    Lines,
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.convolution.cost import conv_multiply_adds

SIDE = 32


def pair(c_in, c_out, kernel):
    """(ordinary, depthwise then pointwise) as PyTorch layers, both without biases."""
    from torch import nn

    ordinary = nn.Conv2d(c_in, c_out, kernel, padding=kernel // 2, bias=False)
    depthwise = nn.Conv2d(c_in, c_in, kernel, padding=kernel // 2, groups=c_in, bias=False)
    return ordinary, nn.Sequential(depthwise, nn.Conv2d(c_in, c_out, 1, bias=False))


def multiply_adds(c_in, c_out, kernel):
    """(ordinary, depthwise, pointwise) for a map of SIDE × SIDE."""
    out = (SIDE, SIDE)
    return (
        conv_multiply_adds(c_in, c_out, (kernel, kernel), out),
        conv_multiply_adds(c_in, c_in, (kernel, kernel), out, groups=c_in),
        conv_multiply_adds(c_in, c_out, (1, 1), out),
    )


def milliseconds(layer, x, runs=9):
    """The median time of a forward pass, after one to warm up."""
    import torch

    spent = []
    with torch.no_grad():
        for _ in range(runs + 1):
            began = time.perf_counter()
            layer(x)
            spent.append(1000 * (time.perf_counter() - began))
    return float(np.median(spent[1:]))


def measure(params, rng, pointwise=True):
    import torch

    torch.set_num_threads(1)
    c_in, kernel = int(rng.integers(16, 257)), params.kernel
    ordinary, depthwise, point = multiply_adds(c_in, params.channels, kernel)
    share = (depthwise + point * pointwise) / ordinary
    # The same counted from real layers of another random shape.
    shape = int(rng.integers(2, 65)), int(rng.integers(2, 65)), int(rng.choice([3, 5, 7]))
    full, separable = pair(*shape)
    if not pointwise:
        separable = separable[0]
    numel = [sum(p.numel() for p in m.parameters()) for m in (full, separable)]
    formula = 1 / shape[1] + 1 / shape[2] ** 2
    values = {"formula": numel[1] / numel[0] / formula, "only_kernel": share * kernel**2}
    widths = np.unique(np.geomspace(4, 512, 40).astype(int))
    lines = Lines(
        id="share",
        title=Text(
            "Cost of the separable convolution, ordinary = 1", "可分离卷积的开销（普通卷积为 1）"
        ),
        summary=Text(
            f"With {params.channels} output channels and a {kernel}×{kernel} kernel the separable "
            f"convolution costs {share:.3f} of the ordinary one; 1/Dk² would be "
            f"{1 / kernel**2:.3f}.",
            f"输出 {params.channels} 通道、{kernel}×{kernel} 卷积核时，"
            "可分离卷积的开销是普通卷积的 "
            f"{share:.3f}；而 1/Dk² 是 {1 / kernel**2:.3f}。",
        ),
        x=Axis(Text("output channels N", "输出通道数 N"), scale="log"),
        y=Axis(Text("multiply-adds, ordinary = 1", "乘加次数（普通为 1）"), low=0.0),
        series=(
            Series(Text("1/N + 1/Dk²", "1/N + 1/Dk²"), widths, 1 / widths + 1 / kernel**2),
            Series(
                Text("1/Dk² alone", "只有 1/Dk²"),
                widths,
                np.full(len(widths), 1 / kernel**2),
                look="dashed",
            ),
        ),
        marks=(Mark(Text("chosen N", "所选 N"), x=float(params.channels)),),
    )
    cost = Bars(
        id="parts",
        title=Text("Multiply-adds of the parts", "各部分的乘加次数"),
        summary=Text(
            f"On a {SIDE}×{SIDE} map with {c_in} input channels the ordinary convolution takes "
            f"{ordinary / 1e6:.1f} million multiply-adds, the depthwise part {depthwise / 1e6:.1f} "
            f"and the pointwise part {point / 1e6:.1f}: nearly all is in the 1×1.",
            f"{SIDE}×{SIDE} 特征图、{c_in} 个输入通道：普通卷积 {ordinary / 1e6:.1f} 百万次乘加，"
            f"深度部分 {depthwise / 1e6:.1f} 百万，逐点部分 {point / 1e6:.1f} 百万，"
            "绝大部分在 1×1 上。",
        ),
        categories=(
            Text("ordinary", "普通卷积"),
            Text("depthwise", "深度卷积"),
            Text("pointwise", "逐点卷积"),
        ),
        y=Axis(Text("multiply-adds (millions)", "乘加次数（百万）"), low=0.0),
        series=(BarSeries(Text("count", "次数"), [v / 1e6 for v in (ordinary, depthwise, point)]),),
    )
    figures = (lines, cost)
    if params.clock:
        figures += (timed(params, c_in, share),)
    return Result(figures, values)


def timed(params, c_in, share):
    """The time of both, which no claim rests on: it is this machine's and this library's."""
    import torch

    x = torch.zeros(4, c_in, SIDE, SIDE)
    took = [milliseconds(m, x) for m in pair(c_in, params.channels, params.kernel)]
    return Bars(
        id="time",
        title=Text("Time of a forward pass, here and now", "一次前向的实测时间"),
        summary=Text(
            f"Ordinary {took[0]:.2f} ms, separable {took[1]:.2f} ms: {took[1] / took[0]:.2f} of "
            "the "
            f"time for {share:.2f} of the multiply-adds.",
            f"普通卷积 {took[0]:.2f} 毫秒，可分离卷积 {took[1]:.2f} 毫秒："
            f"乘加次数是 {share:.2f} 倍，"
            f"时间是 {took[1] / took[0]:.2f} 倍。",
        ),
        categories=(Text("ordinary", "普通卷积"), Text("separable", "可分离卷积")),
        y=Axis(Text("milliseconds", "毫秒"), low=0.0),
        series=(BarSeries(Text("median of 9", "9 次的中位数"), took),),
    )


LAB = Lab(
    title=Text("What a depthwise separable convolution saves", "深度可分离卷积到底省多少"),
    intro=Text(
        "An ordinary convolution is replaced by one of each channel by itself and a 1×1 that mixes "
        "channels. Counted are the multiply-adds, for a random number of input channels, and the "
        "parameters of PyTorch's own layers of random shape.",
        "把普通卷积换成逐通道卷积加一个混合通道的 1×1。输入通道数随机取，数一数乘加次数；"
        "再用随机形状的 PyTorch 层核对参数量。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Int("channels", Text("output channels N", "输出通道数 N"), 64, 4, 512, scale="log"),
        Int("kernel", Text("kernel Dk", "卷积核边长 Dk"), 3, 1, 9, 2),
        Flag("clock", Text("time both as well", "同时计时"), False),
    ),
    claims=(
        Claim(
            id="formula",
            sentence=Text(
                "A depthwise separable convolution has 1/N + 1/Dk² of the weights of an ordinary "
                "one.",
                "深度可分离卷积的权重数是普通卷积的 1/N + 1/Dk²。",
            ),
            statistic="formula",
            what=Text(
                "share of weights counted in PyTorch's layers, over the formula's",
                "PyTorch 层里数出的权重之比 ÷ 公式值",
            ),
            direction="within",
            threshold=(0.9999, 1.0001),
            seeds=8,
            every=True,
        ),
        Claim(
            id="only_kernel",
            sentence=Text(
                "A 3×3 depthwise separable convolution costs 1/Dk², a ninth.",
                "3×3 的深度可分离卷积，开销是普通卷积的 1/Dk²，也就是九分之一。",
            ),
            statistic="only_kernel",
            what=Text("share of multiply-adds times Dk², N = 64", "乘加次数之比 × Dk²（N = 64）"),
            direction="within",
            threshold=(0.95, 1.05),
            every=True,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "no_pointwise",
            Text("the 1×1 that mixes the channels is left out", "漏掉混合通道的 1×1"),
            fails=("formula",),
            run=lambda params, rng: measure(params, rng, pointwise=False),
        ),
        Broken(
            "very_wide",
            Text(
                "with 512 output channels the second term hardly counts",
                "输出 512 通道时另一项几乎不计",
            ),
            fails=("only_kernel",),
            params={"channels": 512},
        ),
    ),
    predict=Predict(
        Text(
            "3×3, 64 output channels. Where does a separable convolution spend its multiply-adds?",
            "3×3、64 个输出通道。可分离卷积的乘加主要花在哪里？",
        ),
        (
            Text("In the 3×3, mostly.", "主要在 3×3。"),
            Text("Half and half.", "各一半。"),
            Text("In the 1×1, mostly.", "主要在 1×1。"),
        ),
        2,
        Text(
            "The 3×3 takes 9 a pixel and channel, the 1×1 takes N = 64.",
            "每像素每通道，3×3 做 9 次，1×1 做 N = 64 次。",
        ),
    ),
    questions=("depthwise_separable/ratio", "cnn_layers/conv_parameters"),
    sources=("Howard et al. (2017), MobileNets, section 3.1, equation 5",),
)
