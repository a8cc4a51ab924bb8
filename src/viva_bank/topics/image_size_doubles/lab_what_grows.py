"""What grows when the image doubles: counted layer by layer, for two heads.

Varied: the side of the image. Measured: the parameters of the convolutions, of a flatten + dense
head and of a global-average-pooling head, the multiply-adds and the activations.
"""

from __future__ import annotations

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Int,
    Lab,
    Layer,
    Lines,
    Network,
    Predict,
    Result,
    Series,
    Table,
    Text,
)
from viva_bank.reference.convolution.cost import (
    conv_multiply_adds,
    conv_parameters,
    dense_multiply_adds,
    dense_parameters,
)
from viva_bank.reference.convolution.shape import output_size

SIDES = (16, 32, 64, 128, 256)
CLASSES = 10


def count(side, channels, shared=True, flatten=True, work_side=None):
    """What a network of 3×3 convolutions, each with 2×2 pooling, costs on side × side images."""
    maps, multiply_adds, activations, layers = 0, 0, 3 * side * side, []
    before, size = 3, side
    for i, width in enumerate(channels):
        own = conv_parameters(before, width, (3, 3)) * (1 if shared else size * size)
        size = output_size(size, 3, padding=1)
        places = (work_side or size, size)
        multiply_adds += conv_multiply_adds(before, width, (3, 3), places)
        activations += width * size * size
        layers.append(
            Layer(Text(f"conv {i + 1}", f"卷积 {i + 1}"), f"{width} × {size} × {size}", own)
        )
        size = output_size(size, 2, stride=2)
        maps, before = maps + own, width
    flat = before * size * size if flatten else before
    heads = {"flat": dense_parameters(flat, CLASSES), "pooled": dense_parameters(before, CLASSES)}
    layers.append(Layer(Text("flatten", "展平"), f"{flat}"))
    layers.append(Layer(Text("dense", "全连接"), f"{CLASSES}", heads["flat"]))
    return {
        "conv": maps,
        "flat": heads["flat"],
        "pooled": maps + heads["pooled"],
        "whole": maps + heads["flat"],
        "multiply_adds": multiply_adds + dense_multiply_adds(flat, CLASSES),
        "activations": activations,
        "layers": tuple(layers),
    }


def measure(params, rng, **spoilt):
    # Widths by lot: what is claimed has to hold for any of them.
    channels = sorted(int(c) for c in rng.integers(8, 129, size=params.blocks))
    sides = [s for s in SIDES if s >= 2**params.blocks]
    found = [count(s, channels, **spoilt) for s in sides]
    one, two = count(params.side, channels, **spoilt), count(2 * params.side, channels, **spoilt)
    ratio = {k: two[k] / one[k] for k in one if k != "layers"}
    values = {
        "conv": ratio["conv"],
        "flat": ratio["flat"],
        "pooled": ratio["pooled"],
        "multiply_adds": ratio["multiply_adds"],
    }
    names = {
        "conv": Text("convolutions", "卷积层参数"),
        "flat": Text("flatten + dense head", "展平 + 全连接的参数"),
        "pooled": Text("whole, with global average pooling", "全网参数（全局平均池化）"),
        "multiply_adds": Text("multiply-adds", "乘加次数"),
        "activations": Text("activations", "激活值个数"),
    }
    lines = Lines(
        id="growth",
        title=Text("Parameters by size of the image", "参数量随图像尺寸的变化"),
        summary=Text(
            f"From {params.side} to {2 * params.side} pixels a side: convolutions × "
            f"{ratio['conv']:.2f}, dense head after flattening × {ratio['flat']:.2f}, "
            f"multiply-adds × {ratio['multiply_adds']:.2f}; with global average pooling the "
            f"parameters × {ratio['pooled']:.2f}.",
            f"边长由 {params.side} 变为 {2 * params.side}：卷积层参数 ×{ratio['conv']:.2f}，"
            f"展平后的全连接 ×{ratio['flat']:.2f}，乘加 ×{ratio['multiply_adds']:.2f}；"
            f"改用全局平均池化，全网参数 ×{ratio['pooled']:.2f}。",
        ),
        x=Axis(Text("side of the image", "图像边长"), scale="log"),
        y=Axis(Text("parameters", "参数个数"), scale="log"),
        series=tuple(
            Series(name, sides, [f[k] for f in found], look=look)
            for k, name, look in (
                ("conv", names["conv"], "solid"),
                ("flat", names["flat"], "solid"),
                ("whole", Text("whole, flattened", "全网参数（展平）"), "dashed"),
                ("pooled", names["pooled"], "dotted"),
            )
        ),
    )
    table = Table(
        id="counts",
        title=Text("Counted", "计数"),
        summary=Text(
            f"The whole network has {one['whole']:,} parameters, then {two['whole']:,}; with "
            f"global average pooling {one['pooled']:,} and {two['pooled']:,}.",
            f"全网参数由 {one['whole']:,} 变为 {two['whole']:,}；用全局平均池化则为 "
            f"{one['pooled']:,} 与 {two['pooled']:,}。",
        ),
        columns=(
            Text("what", "项目"),
            Text(f"{params.side} × {params.side}", f"{params.side} × {params.side}"),
            Text(
                f"{2 * params.side} × {2 * params.side}", f"{2 * params.side} × {2 * params.side}"
            ),
            Text("ratio", "倍数"),
        ),
        rows=tuple((names[k], f"{one[k]:,}", f"{two[k]:,}", f"{ratio[k]:.2f}") for k in names),
    )
    chain = Network(
        id="network",
        title=Text("The network", "网络结构"),
        summary=Text(
            f"{params.blocks} convolutions with {', '.join(map(str, channels))} filters, each with "
            "2 × 2 pooling, then a dense layer.",
            f"{params.blocks} 个卷积层，滤波器数为 {'、'.join(map(str, channels))}，"
            "各接 2 × 2 池化，最后是全连接层。",
        ),
        layers=one["layers"],
    )
    return Result((lines, table, chain), values)


LAB = Lab(
    title=Text("The image doubles: what grows?", "图像尺寸翻倍，什么会变大？"),
    intro=Text(
        "A small CNN is counted for images of two sizes, its numbers of filters drawn by lot. A "
        "kernel has as many weights as before; it only visits more places.",
        "对两种尺寸的图像，数一个小 CNN 的各项开销，滤波器数随机。卷积核的权重不变，"
        "只是滑过的位置更多。",
    ),
    run=measure,
    params=(
        Int("side", Text("side of the image", "图像边长"), 32, 16, 256, 16),
        Int("blocks", Text("convolutions", "卷积层数"), 3, 1, 4),
    ),
    claims=(
        Claim(
            id="parameters_quadruple",
            sentence=Text(
                "Twice the image means four times the parameters of a CNN.",
                "图像边长翻倍，CNN 的参数就变成四倍。",
            ),
            statistic="pooled",
            what=Text(
                "parameters with global average pooling, after over before",
                "全局平均池化网络的参数之比",
            ),
            direction="above",
            threshold=1.5,
            unit="×",
            myth=True,
        ),
        Claim(
            id="convolutions_stay",
            sentence=Text("The convolutions keep their parameters.", "卷积层的参数一个也不多。"),
            statistic="conv",
            what=Text("parameters of the convolutions, after over before", "卷积层参数之比"),
            direction="within",
            threshold=(1.0, 1.0),
            every=True,
            unit="×",
        ),
        Claim(
            id="flat_head_grows",
            sentence=Text(
                "A dense head on the flattened map grows fourfold.",
                "展平后接的全连接层变成约四倍。",
            ),
            statistic="flat",
            what=Text("parameters of the dense head, after over before", "全连接层参数之比"),
            direction="within",
            threshold=(3.9, 4.1),
            unit="×",
        ),
        Claim(
            id="work_grows",
            sentence=Text("Computation grows fourfold either way.", "无论哪种，计算量都变成四倍。"),
            statistic="multiply_adds",
            what=Text("multiply-adds, after over before", "乘加次数之比"),
            direction="within",
            threshold=(3.9, 4.1),
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "weights_not_shared",
            Text("every place has weights of its own", "每个位置各有一套权重"),
            fails=("convolutions_stay", "parameters_quadruple"),
            run=lambda params, rng: measure(params, rng, shared=False),
        ),
        Broken(
            "one_row",
            Text("the kernel visits one row of each map", "卷积核只扫每张图的一行"),
            fails=("work_grows",),
            run=lambda params, rng: measure(params, rng, work_side=1),
        ),
        Broken(
            "averaged_first",
            Text("the map is averaged before the dense layer", "全连接之前先做平均"),
            fails=("flat_head_grows",),
            run=lambda params, rng: measure(params, rng, flatten=False),
        ),
    ),
    predict=Predict(
        Text(
            "Height and width double. A CNN with global average pooling has how many parameters "
            "now?",
            "高和宽都翻倍，用全局平均池化的 CNN 参数变成多少？",
        ),
        (
            Text("As many as before.", "不变。"),
            Text("Twice as many.", "两倍。"),
            Text("Four times.", "四倍。"),
        ),
        0,
        Text(
            "Kernels are shared over places, and pooling leaves one number a channel.",
            "卷积核在各处共享，池化后每个通道只剩一个数。",
        ),
    ),
    questions=("image_size_doubles/what_grows", "image_size_doubles/parameters"),
    sources=(
        "LeCun et al. (1998), Gradient-based learning applied to document recognition, section II",
        "Lin, Chen and Yan (2014), Network in network, section 3.2",
    ),
)
