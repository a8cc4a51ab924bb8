"""The parameters of the residual networks, counted layer by layer, next to VGG-16.

Varied: the depth and the classes. Convolutions without biases, each followed by batch normalisation
(two trainable numbers a channel); a projection where a shortcut changes its width (option B).
"""

from __future__ import annotations

from types import SimpleNamespace

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

# Blocks in each of the four stages, and whether they are bottlenecks; table 1 of the paper.
DEPTHS = {
    "18": ((2, 2, 2, 2), False),
    "34": ((3, 4, 6, 3), False),
    "50": ((3, 4, 6, 3), True),
    "101": ((3, 4, 23, 3), True),
    "152": ((3, 8, 36, 3), True),
}
WIDTHS, SIDES = (64, 128, 256, 512), (56, 28, 14, 7)
VGG16 = 138_357_544  # counted in vgg/parameters


def conv(c_in, c_out, k, norm=True):
    """A convolution without biases and the γ and β that follow it."""
    return conv_parameters(c_in, c_out, (k, k), bias=False) + 2 * c_out * norm


def block(c_in, width, bottleneck, norm=True):
    """(parameters, channels that leave it)."""
    if bottleneck:
        out = 4 * width
        count = conv(c_in, width, 1, norm) + conv(width, width, 3, norm) + conv(width, out, 1, norm)
    else:
        out = width
        count = conv(c_in, width, 3, norm) + conv(width, out, 3, norm)
    return count + (conv(c_in, out, 1, norm) if c_in != out else 0), out


def layers(depth, classes, norm=True):
    """(name, shape that leaves it, parameters) of every stage."""
    blocks, bottleneck = DEPTHS[depth]
    rows, channels = [("conv1 7×7", "64 × 112 × 112", conv(3, 64, 7, norm))], 64
    for n, (count, width, side) in enumerate(zip(blocks, WIDTHS, SIDES, strict=True), 2):
        total = 0
        for _ in range(count):
            added, channels = block(channels, width, bottleneck, norm)
            total += added
        rows.append((f"conv{n}_x ×{count}", f"{channels} × {side} × {side}", total))
    return [*rows, ("fc", str(classes), dense_parameters(channels, classes))]


def measure(params, rng, norm=True):
    totals = {d: sum(n for _, _, n in layers(d, params.classes, norm)) for d in DEPTHS}
    shown, total = layers(params.depth, params.classes, norm), totals[params.depth]
    network = Network(
        id="layers",
        title=Text(f"ResNet-{params.depth}, stage by stage", f"ResNet-{params.depth} 各阶段"),
        summary=Text(
            f"ResNet-{params.depth}: {total:,} parameters, {shown[-1][2]:,} of them in its only "
            "dense layer.",
            f"ResNet-{params.depth}：参数 {total:,} 个，其中唯一的全连接层 {shown[-1][2]:,} 个。",
        ),
        layers=tuple(Layer(Text(name, name), shape, n) for name, shape, n in shown),
    )
    names = (*(Text(f"ResNet-{d}", f"ResNet-{d}") for d in DEPTHS), Text("VGG-16", "VGG-16"))
    counts = [*totals.values(), VGG16]
    bars = Bars(
        id="totals",
        title=Text("Parameters by depth", "各深度的参数量"),
        summary=Text(
            "In millions: "
            + ", ".join(f"{n.en} {c / 1e6:.1f}" for n, c in zip(names, counts, strict=True))
            + ".",
            "单位百万："
            + "，".join(f"{n.zh} {c / 1e6:.1f}" for n, c in zip(names, counts, strict=True))
            + "。",
        ),
        categories=names,
        y=Axis(Text("parameters (millions)", "参数（百万）"), low=0.0),
        series=(BarSeries(Text("parameters", "参数"), [c / 1e6 for c in counts]),),
    )
    values = {f"resnet{d}": float(t) for d, t in totals.items()}
    return Result((bars, network), values | {"of_vgg16": total / VGG16})


LAB = Lab(
    title=Text("How many parameters have the ResNets?", "ResNet 有多少参数？"),
    intro=Text(
        "Counted from the blocks of the paper's table 1: two 3×3 convolutions in ResNet-18 and "
        "-34, "
        "a bottleneck of 1×1, 3×3, 1×1 from ResNet-50 on, with batch normalisation after each.",
        "按论文表 1 的残差块数出来：ResNet-18、34 每块两层 3×3，ResNet-50 起是 1×1、3×3、"
        "1×1 的瓶颈结构，"
        "每个卷积后面跟批归一化。",
    ),
    run=measure,
    params=(
        Choice(
            "depth",
            Text("depth", "深度"),
            "50",
            tuple(DEPTHS),
            tuple(Text(f"ResNet-{d}", f"ResNet-{d}") for d in DEPTHS),
        ),
        Int("classes", Text("classes", "类别数"), 1000, 2, 5000),
    ),
    claims=(
        Claim(
            id="resnet50",
            sentence=Text(
                "ResNet-50 has 25,557,032 parameters.", "ResNet-50 有 25,557,032 个参数。"
            ),
            statistic="resnet50",
            what=Text("parameters counted", "数出的参数量"),
            direction="within",
            threshold=(25_557_031.5, 25_557_032.5),
            every=True,
        ),
        Claim(
            id="resnet18",
            sentence=Text(
                "ResNet-18 has 11,689,512 parameters.", "ResNet-18 有 11,689,512 个参数。"
            ),
            statistic="resnet18",
            what=Text("parameters counted", "数出的参数量"),
            direction="within",
            threshold=(11_689_511.5, 11_689_512.5),
            every=True,
        ),
        Claim(
            id="deeper_is_larger",
            sentence=Text(
                "A deeper network has more parameters: 50 layers have more than 16.",
                "网络越深参数越多：50 层的当然比 16 层的大。",
            ),
            statistic="of_vgg16",
            what=Text(
                "parameters of ResNet-50 over those of VGG-16", "ResNet-50 与 VGG-16 参数量之比"
            ),
            direction="above",
            threshold=1.0,
            every=True,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "no_batch_norm",
            Text("the γ and β of batch norm are forgotten", "漏数批归一化的 γ 和 β"),
            fails=("resnet50", "resnet18"),
            run=lambda params, rng: measure(params, rng, norm=False),
        ),
        Broken(
            "many_classes",
            Text(
                "a dense layer for sixty thousand classes outweighs everything",
                "六万个类别的全连接层压倒一切",
            ),
            fails=("deeper_is_larger",),
            run=lambda params, rng: measure(
                SimpleNamespace(depth=params.depth, classes=60_000), rng
            ),
        ),
    ),
    predict=Predict(
        Text(
            "ResNet-50 and ResNet-34 have as many blocks, but bottlenecks have three layers. How "
            "do "
            "their parameters compare?",
            "ResNet-50 与 ResNet-34 块数相同，只是瓶颈块有三层。两者参数量相比如何？",
        ),
        (
            Text("ResNet-50 has 17 % more.", "ResNet-50 多 17%。"),
            Text("ResNet-50 has half as many again.", "ResNet-50 多一半。"),
            Text("ResNet-50 has four times as many.", "ResNet-50 是四倍。"),
        ),
        0,
        Text(
            "1×1 convolutions narrow the input of the 3×3, which makes up for a fourfold width "
            "of the "
            "output.",
            "1×1 卷积先把 3×3 的输入变窄，抵掉了输出宽四倍的开销。",
        ),
    ),
    questions=("resnet/gradient_through_skip", "cnn_layers/conv_parameters"),
    sources=(
        "He, Zhang, Ren and Sun (2016), Deep residual learning for image recognition, table 1",
    ),
)
