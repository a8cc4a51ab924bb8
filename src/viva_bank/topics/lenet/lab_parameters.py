"""The parameters of LeNet-5, counted layer by layer: as published, and as usually rewritten.

Published: C3 joins each of its maps to some maps of S2 (table I), subsampling
has a trainable coefficient and bias a map, the output's RBF codes are fixed. Rewritten: C3 is a
full convolution, pooling has no parameters, the output is a dense layer. 32×32 grey input.
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

# Table I of the paper: 6 maps of C3 see three maps of S2, 9 see four, 1 sees all six.
SEEN_BY_C3 = (3,) * 6 + (4,) * 9 + (6,)
LAYOUTS = {
    "paper": Text("as published in 1998", "1998 年论文"),
    "rewrite": Text("the usual rewrite", "常见的重写版"),
}


def layers(layout, classes, seen=SEEN_BY_C3):
    """(name, shape that leaves it, parameters) of every layer."""
    paper = layout == "paper"
    c3 = (
        sum(conv_parameters(n, 1, (5, 5)) for n in seen)
        if paper
        else conv_parameters(6, 16, (5, 5))
    )
    return [
        ("C1", "6 × 28 × 28", conv_parameters(1, 6, (5, 5))),
        ("S2", "6 × 14 × 14", 2 * 6 if paper else 0),
        ("C3", "16 × 10 × 10", c3),
        ("S4", "16 × 5 × 5", 2 * 16 if paper else 0),
        ("C5", "120", dense_parameters(16 * 5 * 5, 120)),
        ("F6", "84", dense_parameters(120, 84)),
        # Euclidean distance to fixed codes of 84 numbers: nothing that is trained.
        ("output", str(classes), 0 if paper else dense_parameters(84, classes)),
    ]


def named(name):
    return Text(name, "输出" if name == "output" else name)


def measure(params, rng, seen=SEEN_BY_C3, as_paper="paper"):
    counted = {a: layers(a, params.classes, seen) for a in LAYOUTS}
    counted["paper"] = layers(as_paper, params.classes, seen)
    totals = {a: sum(n for _, _, n in rows) for a, rows in counted.items()}
    shown = counted[params.layout]
    network = Network(
        id="layers",
        title=Text("LeNet-5, layer by layer", "LeNet-5 各层"),
        summary=Text(
            f"{LAYOUTS[params.layout].en}: {totals[params.layout]:,} trainable parameters.",
            f"{LAYOUTS[params.layout].zh}：可训练参数 {totals[params.layout]:,} 个。",
        ),
        layers=tuple(Layer(named(name), shape, n) for name, shape, n in shown),
    )
    bars = Bars(
        id="counts",
        title=Text("Parameters by layer", "各层参数量"),
        summary=Text(
            f"As published {totals['paper']:,}, rewritten {totals['rewrite']:,}. "
            + "The layers that differ: "
            + ", ".join(
                f"{a[0]} {a[2]:,} against {b[2]:,}"
                for a, b in zip(*counted.values(), strict=True)
                if a[2] != b[2]
            )
            + ".",
            f"论文版 {totals['paper']:,}，重写版 {totals['rewrite']:,}。不同的层："
            + "；".join(
                f"{named(a[0]).zh} {a[2]:,} 对 {b[2]:,}"
                for a, b in zip(*counted.values(), strict=True)
                if a[2] != b[2]
            )
            + "。",
        ),
        categories=tuple(named(name) for name, _, _ in shown),
        y=Axis(Text("parameters", "参数个数"), scale="log", low=1.0),
        series=tuple(
            BarSeries(LAYOUTS[a], [n or None for _, _, n in rows]) for a, rows in counted.items()
        ),
    )
    return Result((network, bars), {k: float(v) for k, v in totals.items()})


LAB = Lab(
    title=Text("How many parameters has LeNet-5?", "LeNet-5 有多少参数？"),
    intro=Text(
        "Counted from the layers: the network of 1998, with its partial connections in C3 and "
        "trainable subsampling, and the rewrite that most code has.",
        "逐层计数：一个是 1998 年的原版，C3 只部分连接，下采样带可训练参数；"
        "另一个是多数代码采用的重写版。",
    ),
    run=measure,
    params=(
        Choice("layout", Text("layout", "版本"), "paper", tuple(LAYOUTS), tuple(LAYOUTS.values())),
        Int("classes", Text("classes", "类别数"), 10, 2, 100),
    ),
    claims=(
        Claim(
            id="published",
            sentence=Text(
                "LeNet-5 as published has 60,000 trainable parameters.",
                "论文中的 LeNet-5 有 60,000 个可训练参数。",
            ),
            statistic="paper",
            what=Text("parameters of the published layout", "论文版的参数量"),
            direction="within",
            threshold=(59_999.5, 60_000.5),
            every=True,
        ),
        Claim(
            id="rewritten",
            sentence=Text(
                "The usual rewrite has 61,706: a full C3 and a dense output, nothing in the pools.",
                "常见的重写版有 61,706 个：C3 全连接、输出改为全连接层，池化层没有参数。",
            ),
            statistic="rewrite",
            what=Text("parameters of the rewrite", "重写版的参数量"),
            direction="within",
            threshold=(61_705.5, 61_706.5),
            every=True,
        ),
        Claim(
            id="original_has_61706",
            sentence=Text(
                "The LeNet-5 of 1998 has 61,706 parameters.", "1998 年的 LeNet-5 有 61,706 个参数。"
            ),
            statistic="paper",
            what=Text("parameters of the published layout", "论文版的参数量"),
            direction="within",
            threshold=(61_705.5, 61_706.5),
            every=True,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "full_c3",
            Text("C3 sees all six maps", "C3 连接全部六张特征图"),
            fails=("published",),
            run=lambda params, rng: measure(params, rng, seen=(6,) * 16),
        ),
        Broken(
            "rewrite_for_paper",
            Text("the published layout is replaced by the rewrite", "用重写版冒充论文版"),
            fails=("published", "original_has_61706"),
            run=lambda params, rng: measure(params, rng, as_paper="rewrite"),
        ),
        Broken(
            "other_classes",
            Text("26 letters instead of 10 digits", "26 个字母而不是 10 个数字"),
            fails=("rewritten",),
            params={"classes": 26},
        ),
    ),
    predict=Predict(
        Text("Which layer of LeNet-5 holds most parameters?", "LeNet-5 哪一层参数最多？"),
        (Text("C1", "C1"), Text("C3", "C3"), Text("C5", "C5")),
        2,
        Text(
            "C5 sees all of 16 × 5 × 5 and so is a dense layer: 48,120 of 60,000.",
            "C5 看到整个 16 × 5 × 5，其实就是全连接：60,000 中占 48,120。",
        ),
    ),
    questions=("cnn_layers/conv_parameters",),
    sources=(
        "LeCun, Bottou, Bengio and Haffner (1998), Gradient-based learning applied to document "
        "recognition, section II.B and table I",
    ),
)
