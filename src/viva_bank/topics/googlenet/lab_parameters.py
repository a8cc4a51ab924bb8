"""The parameters of GoogLeNet (Inception v1), without its auxiliary heads.

Layouts: the paper's branches with biases; the one in libraries, whose "5×5" branch is a 3×3 and
whose convolutions have batch normalisation (two numbers a channel) instead of biases; and the
paper's without the 1×1 reductions before 3×3 and 5×5.
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

# name: 1×1, 3×3 reduce, 3×3, 5×5 reduce, 5×5, pool projection; table 1 of the paper.
INCEPTIONS = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}
SIDES = {"3": 28, "4": 14, "5": 7}
LAYOUTS = {
    "paper": Text("the paper's branches", "论文的分支"),
    "library": Text("3×3 for 5×5, batch norm", "5×5 换成 3×3，带 BN"),
    "unreduced": Text("without 1×1 reduction", "不用 1×1 降维"),
}


def layers(layout, classes, third=5):
    """(name, shape that leaves it, parameters) of every layer or inception module."""
    norm = layout == "library"
    third = 3 if norm else third

    def conv(c_in, c_out, k):
        return conv_parameters(c_in, c_out, (k, k), bias=not norm) + (2 * c_out if norm else 0)

    rows = [
        ("conv1 7×7", "64 × 56 × 56", conv(3, 64, 7)),
        ("conv2 1×1, 3×3", "192 × 28 × 28", conv(64, 64, 1) + conv(64, 192, 3)),
    ]
    channels = 192
    for name, (n1, r3, n3, r5, n5, pool) in INCEPTIONS.items():
        if layout == "unreduced":
            middle = conv(channels, n3, 3) + conv(channels, n5, third)
        else:
            middle = conv(channels, r3, 1) + conv(r3, n3, 3)
            middle += conv(channels, r5, 1) + conv(r5, n5, third)
        count = conv(channels, n1, 1) + middle + conv(channels, pool, 1)
        channels, side = n1 + n3 + n5 + pool, SIDES[name[0]]
        rows.append((f"inception {name}", f"{channels} × {side} × {side}", count))
    return [*rows, ("fc", str(classes), dense_parameters(channels, classes))]


def measure(params, rng, third=5, paper="paper", unreduced="unreduced"):
    counted = {
        name: layers(layout, params.classes, third)
        for name, layout in zip(LAYOUTS, (paper, "library", unreduced), strict=True)
    }
    totals = {a: sum(n for _, _, n in rows) for a, rows in counted.items()}
    shown, ratio = counted[params.layout], totals["unreduced"] / totals["paper"]
    network = Network(
        id="layers",
        title=Text("GoogLeNet, layer by layer", "GoogLeNet 各层"),
        summary=Text(
            f"{LAYOUTS[params.layout].en}: {totals[params.layout]:,} parameters.",
            f"{LAYOUTS[params.layout].zh}：参数 {totals[params.layout]:,} 个。",
        ),
        layers=tuple(
            Layer(Text(name, name.replace("inception", "Inception")), shape, n)
            for name, shape, n in shown
        ),
    )
    bars = Bars(
        id="totals",
        title=Text("Parameters of the three layouts", "三种版本的参数量"),
        summary=Text(
            f"The paper's branches have {totals['paper']:,} parameters, the version with 3×3 for "
            "5×5 "
            f"{totals['library']:,}; without the 1×1 reductions there would be {ratio:.1f} times "
            "as "
            "many as in the paper.",
            f"论文的分支共 {totals['paper']:,} 个参数，"
            f"5×5 换成 3×3 的版本 {totals['library']:,} 个；"
            f"若不用 1×1 降维，会是论文版的 {ratio:.1f} 倍。",
        ),
        categories=tuple(LAYOUTS.values()),
        y=Axis(Text("parameters (millions)", "参数（百万）"), low=0.0),
        series=(BarSeries(Text("parameters", "参数"), [t / 1e6 for t in totals.values()]),),
    )
    values = {"paper": totals["paper"], "library": totals["library"], "unreduced": ratio}
    return Result((bars, network), {k: float(v) for k, v in values.items()})


LAB = Lab(
    title=Text("How many parameters has GoogLeNet?", "GoogLeNet 有多少参数？"),
    intro=Text(
        "Counted from the branches of the paper's table 1, without the auxiliary heads; as "
        "libraries "
        "have it; and without the 1×1 convolutions that narrow the input of the larger kernels "
        "(the "
        "widths of all outputs kept).",
        "照论文表 1 逐分支计数（不含辅助分类头），再与常用库里的版本对照；"
        "以及去掉大卷积核前用来降维的 1×1 卷积后的版本（各输出宽度不变）。",
    ),
    run=measure,
    params=(
        Choice("layout", Text("layout", "版本"), "paper", tuple(LAYOUTS), tuple(LAYOUTS.values())),
        Int("classes", Text("classes", "类别数"), 1000, 2, 5000),
    ),
    claims=(
        Claim(
            id="paper",
            sentence=Text(
                "GoogLeNet with the paper's branches has 6,998,552 parameters.",
                "按论文的分支，GoogLeNet 有 6,998,552 个参数。",
            ),
            statistic="paper",
            what=Text("parameters of the paper's layout", "论文版的参数量"),
            direction="within",
            threshold=(6_998_551.5, 6_998_552.5),
            every=True,
        ),
        Claim(
            id="reduction",
            sentence=Text(
                "Without the 1×1 reductions it would have more than twice the parameters.",
                "若不用 1×1 降维，参数会多一倍以上。",
            ),
            statistic="unreduced",
            what=Text("parameters without over with the reductions", "不降维与降维的参数量之比"),
            direction="above",
            threshold=2.0,
            every=True,
        ),
        Claim(
            id="has_6624904",
            sentence=Text(
                "GoogLeNet, as published, has 6,624,904 parameters.",
                "论文中的 GoogLeNet 有 6,624,904 个参数。",
            ),
            statistic="paper",
            what=Text("parameters of the paper's layout", "论文版的参数量"),
            direction="within",
            threshold=(6_624_903.5, 6_624_904.5),
            every=True,
            myth=True,
        ),
        Claim(
            id="library",
            sentence=Text(
                "With 3×3 in the place of 5×5, and batch norm, it has 6,624,904.",
                "把 5×5 换成 3×3 并加上 BN，才是 6,624,904 个。",
            ),
            statistic="library",
            what=Text("parameters of that layout", "该版本的参数量"),
            direction="within",
            threshold=(6_624_903.5, 6_624_904.5),
            every=True,
        ),
    ),
    broken=(
        Broken(
            "three_by_three",
            Text("the 5×5 branch of the paper is counted as 3×3", "论文的 5×5 分支按 3×3 数"),
            fails=("paper",),
            run=lambda params, rng: measure(params, rng, third=3),
        ),
        Broken(
            "library_for_paper",
            Text("the library's layout is taken for the paper's", "拿库里的版本当论文版"),
            fails=("has_6624904", "paper"),
            run=lambda params, rng: measure(params, rng, paper="library"),
        ),
        Broken(
            "reduced_all_the_same",
            Text("the reductions are left in", "降维并没有去掉"),
            fails=("reduction",),
            run=lambda params, rng: measure(params, rng, unreduced="paper"),
        ),
        Broken(
            "ten_classes",
            Text("ten classes", "十个类别"),
            fails=("paper", "library"),
            params={"classes": 10},
        ),
    ),
    predict=Predict(
        Text(
            "22 layers deep. How does GoogLeNet compare with the 61 million of AlexNet?",
            "深 22 层的 GoogLeNet，与 AlexNet 的 6100 万参数相比如何？",
        ),
        (
            Text("About twice as many.", "约两倍。"),
            Text("About as many.", "差不多。"),
            Text("About a ninth.", "约九分之一。"),
        ),
        2,
        Text(
            "It averages over the last maps instead of flattening them into dense layers, and "
            "narrows "
            "the input of each large kernel by 1×1 convolutions.",
            "它对最后的特征图取全局平均，不再展平接大的全连接层；大卷积核之前又先用 1×1 降维。",
        ),
    ),
    questions=("cnn_layers/conv_parameters",),
    sources=("Szegedy et al. (2015), Going deeper with convolutions, table 1",),
)
