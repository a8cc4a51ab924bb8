"""The parameters of the VGG networks, and what a stack of 3×3 saves against one larger kernel.

Varied: the configuration (A, B, C, D, E of the paper), the side of the input, the classes. Every
layer has biases; nothing is normalised.
"""

from __future__ import annotations

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Choice,
    Claim,
    Int,
    Lab,
    Layer,
    Network,
    Predict,
    Result,
    Text,
)
from viva_bank.reference.convolution.cost import conv_parameters, dense_parameters
from viva_bank.reference.convolution.receptive_field import Layer as Step
from viva_bank.reference.convolution.receptive_field import receptive_field

CHANNELS = (64, 128, 256, 512, 512)
# The kernel sizes of each of the five blocks, table 1 of the paper.
CONFIGURATIONS = {
    "A": ((3,), (3,), (3, 3), (3, 3), (3, 3)),
    "B": ((3, 3), (3, 3), (3, 3), (3, 3), (3, 3)),
    "C": ((3, 3), (3, 3), (3, 3, 1), (3, 3, 1), (3, 3, 1)),
    "D": ((3, 3), (3, 3), (3, 3, 3), (3, 3, 3), (3, 3, 3)),
    "E": ((3, 3), (3, 3), (3, 3, 3, 3), (3, 3, 3, 3), (3, 3, 3, 3)),
}
TITLES = {
    "A": Text("A: VGG-11", "A：VGG-11"),
    "B": Text("B: VGG-13", "B：VGG-13"),
    "C": Text("C: 16 layers, with 1×1", "C：16 层，含 1×1"),
    "D": Text("D: VGG-16", "D：VGG-16"),
    "E": Text("E: VGG-19", "E：VGG-19"),
}


def layers(blocks, side, classes):
    """(name, shape that leaves it, parameters) of every layer with weights."""
    rows, channels = [], 3
    for b, (kernels, out) in enumerate(zip(blocks, CHANNELS, strict=True), 1):
        for n, k in enumerate(kernels, 1):
            shape = f"{out} × {side} × {side}"
            rows.append((f"conv{b}_{n}", shape, conv_parameters(channels, out, (k, k))))
            channels = out
        side //= 2
    size = channels * side * side
    for n, out in ((6, 4096), (7, 4096), (8, classes)):
        rows.append((f"fc{n}", str(out), dense_parameters(size, out)))
        size = out
    return rows


def measure(params, rng, blocks=None, stacked=3):
    blocks = blocks or CONFIGURATIONS[params.configuration]
    shown = layers(blocks, params.side, params.classes)
    total = sum(n for _, _, n in shown)
    totals = {
        a: sum(n for _, _, n in layers(b, params.side, params.classes))
        for a, b in CONFIGURATIONS.items()
    }
    # A stack that sees as much as one larger kernel, all with C channels in and out, no biases.
    field = receptive_field([Step(3)] * 3)
    stack = stacked * conv_parameters(512, 512, (3, 3), bias=False)
    saving = stack / conv_parameters(512, 512, (field, field), bias=False)
    ones = sum(k == 1 for kernels in blocks for k in kernels)
    network = Network(
        id="layers",
        title=Text(
            f"VGG {params.configuration}, layer by layer", f"VGG {params.configuration} 各层"
        ),
        summary=Text(
            f"{TITLES[params.configuration].en}, input {params.side}×{params.side}: {total:,} "
            f"parameters, {shown[-3][2]:,} of them in the first dense layer; {ones} kernels of "
            "1×1.",
            f"{TITLES[params.configuration].zh}，输入 {params.side}×{params.side}："
            f"参数 {total:,} 个，"
            f"其中第一个全连接层 {shown[-3][2]:,} 个；1×1 卷积 {ones} 层。",
        ),
        layers=tuple(Layer(Text(name, name), shape, n) for name, shape, n in shown),
    )
    dense = sum(n for _, _, n in shown[-3:])
    bars = Bars(
        id="configurations",
        title=Text("Parameters of the configurations", "各配置的参数量"),
        summary=Text(
            "From A to E: "
            + ", ".join(f"{t / 1e6:.1f}" for t in totals.values())
            + f" million, of which {dense / 1e6:.1f} million in the dense layers each time.",
            "从 A 到 E 依次为 "
            + "、".join(f"{t / 1e6:.1f}" for t in totals.values())
            + f" 百万，其中全连接层都是 {dense / 1e6:.1f} 百万。",
        ),
        categories=tuple(TITLES.values()),
        y=Axis(Text("parameters (millions)", "参数（百万）"), low=0.0, high=160.0),
        series=(
            BarSeries(Text("convolutions", "卷积层"), [(t - dense) / 1e6 for t in totals.values()]),
            BarSeries(Text("dense layers", "全连接层"), [dense / 1e6] * 5),
        ),
    )
    return Result((network, bars), {"total": float(total), "stack": saving, "ones": float(ones)})


LAB = Lab(
    title=Text("How many parameters have the VGG networks?", "VGG 有多少参数？"),
    intro=Text(
        "Counted from the layers of the paper's table 1. Three 3×3 layers see $7\\times7$ "
        "pixels, as "
        "one 7×7 kernel would: their weights are compared at 512 channels.",
        "按论文表 1 逐层计数。三层 3×3 的感受野是 $7\\times7$，与一个 7×7 卷积核相同："
        "在 512 个通道下比较两者的权重数。",
    ),
    run=measure,
    params=(
        Choice(
            "configuration",
            Text("configuration", "配置"),
            "D",
            tuple(TITLES),
            tuple(TITLES.values()),
        ),
        Int("side", Text("side of the input", "输入边长"), 224, 32, 448, 32),
        Int("classes", Text("classes", "类别数"), 1000, 2, 5000),
    ),
    claims=(
        Claim(
            id="vgg16",
            sentence=Text(
                "VGG-16 (configuration D) has 138,357,544 parameters.",
                "VGG-16（配置 D）有 138,357,544 个参数。",
            ),
            statistic="total",
            what=Text("parameters counted", "数出的参数量"),
            direction="within",
            threshold=(138_357_543.5, 138_357_544.5),
            every=True,
        ),
        Claim(
            id="stack",
            sentence=Text(
                "Three 3×3 layers see as far as one 7×7 layer with 45 % fewer weights.",
                "三层 3×3 与一层 7×7 看得一样远，权重少 45%。",
            ),
            statistic="stack",
            what=Text(
                "weights of the stack over those of the 7×7", "三层 3×3 与一层 7×7 的权重之比"
            ),
            direction="within",
            threshold=(0.545, 0.555),
            every=True,
        ),
        Claim(
            id="uses_one_by_one",
            sentence=Text("VGG-16 uses 1×1 kernels.", "VGG-16 用了 1×1 卷积核。"),
            statistic="ones",
            what=Text("layers with a 1×1 kernel in configuration D", "配置 D 中 1×1 卷积的层数"),
            direction="above",
            threshold=0.5,
            every=True,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "configuration_c",
            Text(
                "configuration C, whose 16 layers include three of 1×1", "配置 C：16 层中有三层 1×1"
            ),
            fails=("vgg16", "uses_one_by_one"),
            params={"configuration": "C"},
        ),
        Broken(
            "two_layers",
            Text("a stack of two, which sees only 5×5", "只叠两层，感受野只有 5×5"),
            fails=("stack",),
            run=lambda params, rng: measure(params, rng, stacked=2),
        ),
    ),
    predict=Predict(
        Text(
            "VGG-19 has three convolutions more than VGG-16. How much larger is it?",
            "VGG-19 比 VGG-16 多三层卷积，参数多多少？",
        ),
        (Text("About 4 %", "约 4%"), Text("About 20 %", "约 20%"), Text("About 50 %", "约 50%")),
        0,
        Text(
            "124 of the 138 million are in the dense layers, and 103 of these in the first one.",
            "1.38 亿里有 1.24 亿在全连接层，其中第一层就占 1.03 亿。",
        ),
    ),
    questions=("cnn_layers/conv_parameters", "image_size_doubles/what_grows"),
    sources=(
        "Simonyan and Zisserman (2015), Very deep convolutional networks for large-scale image "
        "recognition, section 2.3, tables 1 and 2",
    ),
)
