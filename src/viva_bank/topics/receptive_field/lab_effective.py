"""The receptive field that the formula gives, against the one that a gradient measures.

Varied: the number of 3×3 layers. Measured: |∂(output in the middle)/∂(input pixel)|, averaged over
random networks and inputs; where it is not zero, and where it is more than a twentieth of its peak.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Flag,
    Heatmap,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.convolution.conv2d import conv2d_backward, conv2d_forward
from viva_bank.reference.convolution.receptive_field import Layer, receptive_field
from viva_bank.reference.initialisation.he import he_normal

CHANNELS = 6
SHARE = 1 - 0.9545  # of the peak: where a bell stands at two standard deviations (Luo et al.)


def influence(depth, draws, rng, relu=True, kernel=3):
    """Mean |∂ middle / ∂ pixel| over draws of weights and input, on the field and its rim."""
    side = receptive_field([Layer(kernel)] * depth) + 2
    total, bias, pad = np.zeros((side, side)), np.zeros(CHANNELS), kernel // 2
    for _ in range(draws):
        shapes = [(CHANNELS, CHANNELS if n else 1, kernel, kernel) for n in range(depth)]
        kernels = [he_normal(shape, rng) for shape in shapes]
        inputs, h = [], rng.standard_normal((1, 1, side, side))
        for K in kernels:
            inputs.append(h)
            z = conv2d_forward(h, K, bias, padding=pad)
            h = np.maximum(z, 0) if relu else z
        # One channel of the last map, before its ReLU, so that the gradient is never all zero.
        delta = np.zeros_like(z)
        delta[0, 0, side // 2, side // 2] = 1
        for n in reversed(range(depth)):
            delta = conv2d_backward(delta, inputs[n], kernels[n], padding=pad)[0]
            if relu and n:
                delta = delta * (inputs[n] > 0)
        total += np.abs(delta[0, 0]) / draws
    return total


def sizes(field, share=SHARE):
    """(side of the box where the influence is not zero, side of a square as large as the area
    where it exceeds the share of its peak)."""
    rows = np.flatnonzero(field.any(axis=1))
    return rows[-1] - rows[0] + 1, float(np.sqrt((field > share * field.max()).sum()))


def measure(params, rng, kernel=3, share=SHARE):
    depths = sorted({max(1, params.layers // 4), max(1, params.layers // 2), params.layers})
    formula = [receptive_field([Layer(3)] * d) for d in depths]
    fields = [influence(d, params.draws, rng, params.relu, kernel) for d in depths]
    box, effective = (
        np.array(v, float) for v in zip(*(sizes(f, share) for f in fields), strict=True)
    )
    logs = np.log([depths, effective])
    values = {
        "box": float(box[-1] / formula[-1]),
        "share": 100 * float(effective[-1] / formula[-1]) ** 2,
        "exponent": float(np.polyfit(*logs, 1)[0]) if len(depths) > 1 else float("nan"),
    }
    offset = np.arange(len(fields[-1])) - len(fields[-1]) // 2
    edge = formula[-1] / 2
    box_line = Series(
        Text("by the formula", "公式给出的"),
        edge * np.array([-1, 1, 1, -1, -1]),
        edge * np.array([-1, -1, 1, 1, -1]),
        look="dashed",
    )
    heat = Heatmap(
        id="field",
        title=Text("Influence of each input pixel", "各输入像素的影响"),
        summary=Text(
            f"After {params.layers} layers the formula gives {formula[-1]}×{formula[-1]} pixels; "
            "the "
            f"influence is a bell in the middle, above a twentieth of its peak on an area of "
            f"{effective[-1]:.1f}×{effective[-1]:.1f}: {values['share']:.0f} % of the pixels.",
            f"{params.layers} 层之后，公式给出 {formula[-1]}×{formula[-1]} 像素；"
            "实际影响是中间的一个钟形，"
            f"超过峰值二十分之一的面积相当于 {effective[-1]:.1f}×{effective[-1]:.1f}，"
            f"只占全部像素的 {values['share']:.0f}%。",
        ),
        x=Axis(Text("pixels from the middle", "距中心的像素")),
        y=Axis(Text("pixels from the middle", "距中心的像素")),
        xs=offset,
        ys=offset,
        values=fields[-1] / fields[-1].max(),
        colour=Text("influence, peak = 1", "影响（峰值为 1）"),
        levels=(SHARE,),
        paths=(box_line,),
    )
    growth = Lines(
        id="growth",
        title=Text("Size of the field by depth", "感受野大小随深度的变化"),
        summary=Text(
            f"From {depths[0]} to {depths[-1]} layers the theoretical side grows from "
            f"{formula[0]} to "
            f"{formula[-1]}, the effective one from {effective[0]:.1f} to {effective[-1]:.1f}, as "
            f"depth to the power {values['exponent']:.2f}.",
            f"层数从 {depths[0]} 增加到 {depths[-1]}，理论边长从 {formula[0]} 增到 {formula[-1]}，"
            f"有效边长从 {effective[0]:.1f} 增到 {effective[-1]:.1f}，约按层数的 "
            f"{values['exponent']:.2f} 次方增长。",
        ),
        x=Axis(Text("layers of 3×3", "3×3 卷积层数"), low=0.0),
        y=Axis(Text("side (pixels)", "边长（像素）"), low=0.0),
        series=(
            Series(Text("theoretical", "理论感受野"), depths, formula, look="dashed"),
            Series(Text("effective", "有效感受野"), depths, effective),
        ),
    )
    return Result((heat, growth), values)


LAB = Lab(
    title=Text("Theoretical and effective receptive field", "理论感受野与有效感受野"),
    intro=Text(
        "Random 3×3 convolutions are stacked. The gradient of one output in the middle says which "
        "input pixels move it, and how much, next to the side $1+2L$ that the formula gives.",
        "把随机的 3×3 卷积叠起来，对正中一个输出求梯度，看哪些输入像素影响它、影响多大，"
        "再与公式给出的边长 $1+2L$ 对照。",
    ),
    run=measure,
    params=(
        Int("layers", Text("layers", "层数"), 16, 4, 24, 4),
        Flag("relu", Text("ReLU between the layers", "层间加 ReLU"), True),
        Int("draws", Text("networks averaged", "平均的网络数"), 25, 1, 100, hidden=True),
    ),
    preview={"draws": 3},
    claims=(
        Claim(
            id="formula",
            sentence=Text(
                "The gradient is not zero on exactly the box that the formula gives.",
                "梯度不为零的范围，恰好就是公式给出的方框。",
            ),
            statistic="box",
            what=Text("side of the non-zero box over 1 + 2L", "非零方框的边长 ÷ (1 + 2L)"),
            direction="within",
            threshold=(0.999, 1.001),
            every=True,
        ),
        Claim(
            id="smaller",
            sentence=Text(
                "Of 16 layers' theoretical field less than half of the pixels matter.",
                "叠 16 层时，理论感受野里真正起作用的像素不到一半。",
            ),
            statistic="share",
            what=Text(
                "pixels above a twentieth of the peak, as a share of the theoretical field",
                "影响超过峰值二十分之一的像素占理论感受野的比例",
            ),
            direction="below",
            threshold=50.0,
            unit="%",
        ),
        Claim(
            id="root",
            sentence=Text(
                "The effective field grows about as the square root of the depth.",
                "有效感受野大约按深度的平方根增长。",
            ),
            statistic="exponent",
            what=Text(
                "power of depth, fitted over 4, 8 and 16 layers", "对 4、8、16 层拟合出的幂次"
            ),
            direction="within",
            threshold=(0.4, 0.7),
        ),
    ),
    broken=(
        Broken(
            "larger_kernel",
            Text(
                "the kernels are 5×5, the formula is given 3×3", "卷积核其实是 5×5，公式按 3×3 算"
            ),
            fails=("formula",),
            run=lambda params, rng: measure(params, rng, kernel=5),
            params={"draws": 2},
        ),
        Broken(
            "any_influence_counts",
            Text("every pixel with any influence is counted", "只要有一点影响就算数"),
            fails=("smaller", "root"),
            run=lambda params, rng: measure(params, rng, share=0.0),
        ),
    ),
    predict=Predict(
        Text(
            "16 layers of 3×3 see 33×33 pixels. Which part of them matters to the output?",
            "16 层 3×3 卷积的感受野是 33×33。其中真正影响输出的是哪部分？",
        ),
        (
            Text("All of them about alike.", "所有像素影响差不多。"),
            Text("A bell in the middle, about a third of them.", "中间的一个钟形，约占三分之一。"),
            Text("Mostly the edge.", "主要是边缘。"),
        ),
        1,
        Text(
            "A pixel in the middle reaches the output by many paths, one at the edge by a single "
            "one: sums of many small steps make a bell of width √L.",
            "中间的像素有许多条路径通到输出，边缘的只有一条：许多小步相加，"
            "得到宽度约为 √L 的钟形。",
        ),
    ),
    questions=("cnn_layers/what_each_does", "conv_output_shape/formula"),
    sources=(
        "Luo, Li, Urtasun and Zemel (2016), Understanding the effective receptive field in deep "
        "convolutional neural networks",
        "Araujo, Norris and Sim (2019), Computing receptive fields of convolutional neural "
        "networks",
    ),
)
