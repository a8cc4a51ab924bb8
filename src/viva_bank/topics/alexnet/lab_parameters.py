"""The parameters of AlexNet, counted layer by layer: the two-group network of 2012, and the
one-stream version that libraries ship.

Varied: the layout, the side of the input, the classes. 3 colours; pooling 3×3 with stride 2; biases
everywhere. The published network has its second, fourth and fifth convolutions in two groups.
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
from viva_bank.reference.convolution.shape import output_size

# (channels, kernel, stride, padding, groups, pooled after)
CONVOLUTIONS = {
    "paper": (
        (96, 11, 4, 2, 1, True),
        (256, 5, 1, 2, 2, True),
        (384, 3, 1, 1, 1, False),
        (384, 3, 1, 1, 2, False),
        (256, 3, 1, 1, 2, True),
    ),
    "one_stream": (
        (64, 11, 4, 2, 1, True),
        (192, 5, 1, 2, 1, True),
        (384, 3, 1, 1, 1, False),
        (256, 3, 1, 1, 1, False),
        (256, 3, 1, 1, 1, True),
    ),
}
LAYOUTS = {
    "paper": Text("two groups, 2012", "两组，2012 年论文"),
    "one_stream": Text("one stream, 2014", "单路，2014 年"),
}


def layers(convolutions, side, classes, hidden=4096):
    """(name, shape that leaves it, parameters) of every layer with weights; pooling is included
    in the shape."""
    rows, channels = [], 3
    for n, (out, kernel, stride, padding, groups, pooled) in enumerate(convolutions, 1):
        side = output_size(side, kernel, stride, padding, 1)
        side = output_size(side, 3, 2, 0, 1) if pooled else side
        count = conv_parameters(channels, out, (kernel, kernel), groups=groups)
        rows.append((f"conv{n}", f"{out} × {side} × {side}", count))
        channels = out
    size = channels * side * side
    for n, out in ((6, hidden), (7, hidden), (8, classes)):
        rows.append((f"fc{n}", str(out), dense_parameters(size, out)))
        size = out
    return rows


def measure(params, rng, convolutions=CONVOLUTIONS, hidden=4096):
    counted = {a: layers(convolutions[a], params.side, params.classes, hidden) for a in LAYOUTS}
    totals = {a: sum(n for _, _, n in rows) for a, rows in counted.items()}
    shown = counted[params.layout]
    dense = sum(n for name, _, n in shown if name.startswith("fc"))
    in_convolutions = 100 * (1 - dense / totals[params.layout])
    network = Network(
        id="layers",
        title=Text("AlexNet, layer by layer", "AlexNet 各层"),
        summary=Text(
            f"{LAYOUTS[params.layout].en}, input {params.side}×{params.side}: "
            f"{totals[params.layout]:,} parameters.",
            f"{LAYOUTS[params.layout].zh}，输入 {params.side}×{params.side}："
            f"参数 {totals[params.layout]:,} 个。",
        ),
        layers=tuple(Layer(Text(name, name), shape, n) for name, shape, n in shown),
    )
    bars = Bars(
        id="counts",
        title=Text("Parameters by layer", "各层参数量"),
        summary=Text(
            f"In two groups {totals['paper']:,}, in one stream {totals['one_stream']:,}. The five "
            f"convolutions hold {in_convolutions:.1f} %, the first dense layer alone "
            f"{shown[5][2]:,}.",
            f"两组版 {totals['paper']:,}，单路版 {totals['one_stream']:,}。五个卷积层只占 "
            f"{in_convolutions:.1f}%，仅第一个全连接层就有 {shown[5][2]:,}。",
        ),
        categories=tuple(Text(name, name) for name, _, _ in shown),
        y=Axis(Text("parameters (millions)", "参数（百万）"), low=0.0),
        series=tuple(
            BarSeries(LAYOUTS[a], [n / 1e6 for _, _, n in rows]) for a, rows in counted.items()
        ),
    )
    values = {"paper": totals["paper"], "one_stream": totals["one_stream"]}
    return Result(
        (network, bars),
        {k: float(v) for k, v in values.items()} | {"convolutions": in_convolutions},
    )


LAB = Lab(
    title=Text("How many parameters has AlexNet?", "AlexNet 有多少参数？"),
    intro=Text(
        "Counted from the layers: the network of 2012, split into two groups for two cards, and "
        "the "
        "one-stream version of 2014 that libraries ship. Change the side of the input and see "
        "which "
        "layers grow.",
        "逐层计数：2012 年的原版为两块显卡分成两组，库里常见的是 2014 年的单路版。"
        "改一改输入边长，看哪些层会变大。",
    ),
    run=measure,
    params=(
        Choice(
            "layout", Text("layout", "版本"), "one_stream", tuple(LAYOUTS), tuple(LAYOUTS.values())
        ),
        Int("side", Text("side of the input", "输入边长"), 224, 64, 448, 32),
        Int("classes", Text("classes", "类别数"), 1000, 2, 5000),
    ),
    claims=(
        Claim(
            id="one_stream",
            sentence=Text(
                "The one-stream AlexNet has 61,100,840 parameters.",
                "单路版 AlexNet 有 61,100,840 个参数。",
            ),
            statistic="one_stream",
            what=Text("parameters of the one-stream layout", "单路版的参数量"),
            direction="within",
            threshold=(61_100_839.5, 61_100_840.5),
            every=True,
        ),
        Claim(
            id="paper_has_61100840",
            sentence=Text(
                "The AlexNet of 2012 has 61,100,840 parameters.",
                "2012 年的 AlexNet 有 61,100,840 个参数。",
            ),
            statistic="paper",
            what=Text("parameters of the two-group layout", "两组版的参数量"),
            direction="within",
            threshold=(61_100_839.5, 61_100_840.5),
            every=True,
            myth=True,
        ),
        Claim(
            id="convolutions_hold_most",
            sentence=Text(
                "AlexNet's parameters are mostly in its convolutions.",
                "AlexNet 的参数主要在卷积层。",
            ),
            statistic="convolutions",
            what=Text("share of the parameters in the convolutions", "卷积层参数所占比例"),
            direction="above",
            threshold=50.0,
            unit="%",
            every=True,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "larger_input",
            Text("an input of 256 needs a larger dense layer", "输入 256，全连接层就要变大"),
            fails=("one_stream",),
            params={"side": 256},
        ),
        Broken(
            "one_stream_for_paper",
            Text(
                "the layout of 2012 is replaced by that of 2014", "用 2014 年的版本冒充 2012 年的"
            ),
            fails=("paper_has_61100840",),
            run=lambda params, rng: measure(
                params, rng, dict.fromkeys(LAYOUTS, CONVOLUTIONS["one_stream"])
            ),
        ),
        Broken(
            "tiny_dense_layers",
            Text("dense layers of 128 units and 10 classes", "全连接层只有 128 个单元、10 个类别"),
            fails=("convolutions_hold_most",),
            run=lambda params, rng: measure(params, rng, hidden=128),
            params={"classes": 10},
        ),
    ),
    predict=Predict(
        Text(
            "Five convolutions, three dense layers: where are the parameters?",
            "五个卷积层、三个全连接层，参数在哪里？",
        ),
        (
            Text("Mostly in the convolutions.", "主要在卷积层。"),
            Text("About half and half.", "大致各半。"),
            Text("Nearly all in the dense layers.", "几乎全在全连接层。"),
        ),
        2,
        Text(
            "A convolution's weights are shared over all positions; the first dense layer has a "
            "weight for each of 9,216 inputs and 4,096 outputs.",
            "卷积核在所有位置共享；第一个全连接层却要为 9,216 个输入和 4,096 个输出逐对配权重。",
        ),
    ),
    questions=("cnn_layers/conv_parameters", "image_size_doubles/parameters"),
    sources=(
        "Krizhevsky, Sutskever and Hinton (2012), ImageNet classification with deep convolutional "
        "neural networks, section 3.5",
        "Krizhevsky (2014), One weird trick for parallelizing convolutional neural networks",
    ),
)
