"""Dilated convolutions that leave holes: which pixels of its field does an output see at all?

Varied: the dilations of three 3×3 layers. Measured: the share of the theoretical field from which
the gradient of one output is not zero.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Broken,
    Claim,
    Image,
    Int,
    Lab,
    Picture,
    Predict,
    Result,
    Table,
    Text,
)
from viva_bank.reference.convolution.conv2d import conv2d_backward
from viva_bank.reference.convolution.receptive_field import Layer, receptive_field

ORDINARY, COPRIME = (1, 1, 1), (1, 2, 5)


def influence(dilations, rng):
    """|∂ output / ∂ pixel| of linear layers with random positive weights, on the output's field."""
    side = receptive_field([Layer(3, dilation=d) for d in dilations])
    blank, delta = np.zeros((1, 1, side, side)), np.zeros((1, 1, side, side))
    delta[0, 0, side // 2, side // 2] = 1
    for d in reversed(dilations):
        # Positive weights: what is zero is out of reach, and not cancelled by chance.
        K = rng.uniform(0.5, 1.5, (1, 1, 3, 3)) / 9
        delta = conv2d_backward(delta, blank, K, padding=d, dilation=d)[0]
    return delta[0, 0]


def measure(params, rng, mixed=COPRIME):
    stacks = [ORDINARY, (params.dilation,) * 3, mixed]
    fields = [influence(s, rng) for s in stacks]
    shares = [float((f > 0).mean()) for f in fields]
    names = [", ".join(map(str, s)) for s in stacks]
    sides = [len(f) for f in fields]
    pictures = tuple(
        Picture(
            Text(f"dilations {n}: {s:.0%} seen", f"膨胀率 {n}：看到 {s:.0%}"),
            np.sqrt(f / f.max()),
        )
        for n, s, f in zip(names, shares, fields, strict=True)
    )
    image = Image(
        id="seen",
        title=Text("Pixels that one output sees", "一个输出看得到的像素"),
        summary=Text(
            "Of its field one output sees "
            + ", ".join(
                f"{s:.0%} with dilations {n} (field {k}×{k})"
                for n, s, k in zip(names, shares, sides, strict=True)
            )
            + ". Black pixels have no influence at all.",
            "一个输出在其感受野中看得到的像素比例："
            + "；".join(
                f"膨胀率 {n}（{k}×{k}）：{s:.0%}"
                for n, s, k in zip(names, shares, sides, strict=True)
            )
            + "。黑色像素毫无影响。",
        ),
        pictures=pictures,
        columns=3,
    )
    table = Table(
        id="stacks",
        title=Text("Three layers of 3×3, 27 weights each stack", "三层 3×3，每组 27 个权重"),
        summary=Text(
            f"Dilation widens the field from {sides[0]} to {sides[1]} and {sides[2]} pixels for "
            "the "
            "same number of weights.",
            f"权重一样多，膨胀把感受野从 {sides[0]} 像素扩大到 {sides[1]} 和 {sides[2]} 像素。",
        ),
        columns=(
            Text("dilations", "膨胀率"),
            Text("side of the field", "感受野边长"),
            Text("pixels seen", "看到的像素"),
            Text("share (%)", "比例（%）"),
        ),
        rows=tuple(
            (n, k, int((f > 0).sum()), 100 * s)
            for n, k, f, s in zip(names, sides, fields, shares, strict=True)
        ),
    )
    values = {"constant": 100 * shares[1], "mixed": 100 * shares[2]}
    return Result((image, table), values)


LAB = Lab(
    title=Text("Dilated convolutions leave holes", "膨胀卷积的棋盘空洞"),
    intro=Text(
        "Three 3×3 layers are stacked with the dilations 1, 1, 1; with one dilation thrice; and "
        "with "
        "1, 2, 5. The gradient of one output shows which pixels it sees.",
        "叠三层 3×3 卷积，膨胀率分别取 1、1、1，同一膨胀率三次，以及 1、2、5。"
        "对一个输出求梯度，看它到底看到哪些像素。",
    ),
    run=measure,
    params=(Int("dilation", Text("dilation of all three", "三层共同的膨胀率"), 2, 1, 5),),
    claims=(
        Claim(
            id="gridding",
            sentence=Text(
                "Three layers of dilation 2 see less than a third of the pixels in their field.",
                "膨胀率都为 2 的三层，只看到感受野中不到三分之一的像素。",
            ),
            statistic="constant",
            what=Text("share of the field with influence", "有影响的像素占感受野的比例"),
            direction="below",
            threshold=33.3,
            unit="%",
            every=True,
        ),
        Claim(
            id="no_holes",
            sentence=Text(
                "With dilations 1, 2 and 5 the field is larger and has no holes.",
                "膨胀率取 1、2、5，感受野更大，而且没有空洞。",
            ),
            statistic="mixed",
            what=Text("share of the field with influence", "有影响的像素占感受野的比例"),
            direction="above",
            threshold=99.9,
            unit="%",
            every=True,
        ),
    ),
    broken=(
        Broken(
            "no_dilation",
            Text("dilation 1 is no dilation", "膨胀率为 1 等于没有膨胀"),
            fails=("gridding",),
            params={"dilation": 1},
        ),
        Broken(
            "common_factor",
            Text("2, 4, 6 instead: all steps are even", "改用 2、4、6：每一步都是偶数"),
            fails=("no_holes",),
            run=lambda params, rng: measure(params, rng, (2, 4, 6)),
        ),
    ),
    predict=Predict(
        Text(
            "Three 3×3 layers with dilation 2 have a field of 13×13. How much of it do they see?",
            "三层膨胀率为 2 的 3×3 卷积，感受野是 13×13。它们看到其中多少像素？",
        ),
        (
            Text("All of it.", "全部。"),
            Text("About two thirds.", "约三分之二。"),
            Text("29 %.", "29%。"),
        ),
        2,
        Text(
            "All steps are even, so only pixels at even distances are ever reached: 7×7 of 13×13.",
            "每一步都是偶数，所以只到得了距离为偶数的像素：13×13 中的 7×7。",
        ),
    ),
    questions=("conv_output_shape/formula", "cnn_layers/what_each_does"),
    sources=(
        "Yu and Koltun (2016), Multi-scale context aggregation by dilated convolutions",
        "Wang et al. (2018), Understanding convolution for semantic segmentation, section 3.2 "
        "(hybrid dilated convolution)",
    ),
)
