"""Why attention divides by √d: the spread of q·k, and what softmax makes of it.

Varied: the dimension d of queries and keys with independent entries of variance 1. Measured: the
variance of q·k, the largest weight, and the size of softmax's derivative, with and without 1/√d.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.softmax import softmax

SIZES = (4, 8, 16, 32, 64, 128, 256, 512)


def scores(d, params, rng, tied=False):
    """q·k of `queries` queries with `keys` keys, float32 as in a network. `tied` repeats one number
    in all entries of a vector."""
    if tied:
        q = rng.standard_normal((params.queries, 1), dtype=np.float32)
        return d * q * rng.standard_normal((params.queries, params.keys), dtype=np.float32)
    q = rng.standard_normal((params.queries, 1, d), dtype=np.float32)
    k = rng.standard_normal((params.queries, params.keys, d), dtype=np.float32)
    return (q * k).sum(axis=2)


def slope(weights):
    """Mean of Σ_i w_i(1 − w_i), the trace of softmax's Jacobian: 0 when one weight is 1."""
    return float((weights * (1 - weights)).sum(axis=1).mean())


def naive_softmax(s, axis):
    e = np.exp(s)
    return e / e.sum(axis=axis, keepdims=True)


def measure(params, rng, divide=np.sqrt, tied=False, weigh=softmax):
    sizes = sorted({*SIZES, params.d})
    variance, raw, scaled = [], [], []
    for d in sizes:
        s = scores(d, params, rng, tied)
        variance.append(float(s.var()))
        with np.errstate(over="ignore", invalid="ignore"):
            raw.append(weigh(s, axis=1))
        scaled.append(softmax(s / divide(np.float32(d)), axis=1))
    at = sizes.index(params.d)
    slopes = np.array([[slope(w) for w in weights] for weights in (raw, scaled)])
    top = np.array([[float(w.max(axis=1).mean()) for w in weights] for weights in (raw, scaled)])
    spread = Lines(
        id="variance",
        title=Text("Variance of q·k by dimension", "q·k 的方差随维数的变化"),
        summary=Text(
            f"The variance of q·k grows with d: {variance[0]:.1f} at {sizes[0]}, "
            f"{variance[-1]:.0f} at {sizes[-1]}.",
            f"q·k 的方差与 d 成正比：d = {sizes[0]} 时 {variance[0]:.1f}，"
            f"d = {sizes[-1]} 时 {variance[-1]:.0f}。",
        ),
        x=Axis(Text("dimension d", "维数 d"), scale="log"),
        y=Axis(Text("variance", "方差"), scale="log"),
        series=(
            Series(Text("measured", "实测"), sizes, variance),
            Series(Text("d", "d"), sizes, sizes, look="dashed"),
        ),
    )
    saturation = Lines(
        id="slope",
        title=Text("How steep softmax still is", "softmax 还剩多少坡度"),
        summary=Text(
            f"At d = {params.d} the derivative of softmax is {slopes[0, at]:.2f} unscaled and "
            f"{slopes[1, at]:.2f} with 1/√d; the largest of {params.keys} weights is on average "
            f"{top[0, at]:.2f} and {top[1, at]:.2f}.",
            f"d = {params.d} 时，softmax 的导数：不缩放 {slopes[0, at]:.2f}，除以 √d "
            f"{slopes[1, at]:.2f}；{params.keys} 个权重中最大的平均为 {top[0, at]:.2f} 和 "
            f"{top[1, at]:.2f}。",
        ),
        x=Axis(Text("dimension d", "维数 d"), scale="log"),
        y=Axis(Text("Σ w(1 − w)", "Σ w(1 − w)"), low=0.0, high=1.0),
        series=(
            Series(Text("without scaling", "不缩放"), sizes, slopes[0]),
            Series(Text("divided by √d", "除以 √d"), sizes, slopes[1]),
        ),
    )
    example = Bars(
        id="weights",
        title=Text(
            f"Weights of one query, d = {params.d}", f"一个查询的注意力权重，d = {params.d}"
        ),
        summary=Text(
            f"For this query the largest weight is {raw[at][0].max():.2f} without scaling and "
            f"{scaled[at][0].max():.2f} with.",
            f"这个查询的最大权重：不缩放 {raw[at][0].max():.2f}，"
            f"缩放后 {scaled[at][0].max():.2f}。",
        ),
        categories=tuple(Text(str(i), str(i)) for i in range(1, min(params.keys, 16) + 1)),
        y=Axis(Text("weight", "权重"), low=0.0, high=1.0),
        series=(
            BarSeries(Text("without scaling", "不缩放"), raw[at][0][:16].astype(float)),
            BarSeries(Text("divided by √d", "除以 √d"), scaled[at][0][:16].astype(float)),
        ),
        x=Text("key", "键"),
    )
    values = {
        "variance": float(np.polyfit(np.log(sizes), np.log(variance), 1)[0]),
        "kept": slopes[0, at] / slopes[1, at],
        "same": slopes[1, -1] / slopes[1, 0],
        "overflow": float(sum((~np.isfinite(w)).sum() for w in raw)),
    }
    return Result((spread, saturation, example), values)


LAB = Lab(
    title=Text("Why attention divides by √d", "注意力为什么要除以 √d"),
    intro=Text(
        "Queries and keys have independent entries of mean 0 and variance 1. As their dimension "
        "$d$ "
        "grows, so do the scores $q\\cdot k$; softmax of large scores is all or nothing, and its "
        "derivative goes to zero.",
        "查询和键的各分量独立，均值 0、方差 1。维数 $d$ 越大，得分 $q\\cdot k$ 越大；"
        "得分一大，softmax 就非此即彼，导数趋于零。",
    ),
    run=measure,
    params=(
        Int("d", Text("dimension d", "维数 d"), 256, 2, 512, scale="log"),
        Int("keys", Text("keys", "键的个数"), 16, 2, 64),
        Int("queries", Text("queries", "查询个数"), 400, 1, 1000, hidden=True),
    ),
    preview={"queries": 60},
    claims=(
        Claim(
            id="variance_is_d",
            sentence=Text(
                "The variance of q·k grows in proportion to d.", "q·k 的方差与 d 成正比。"
            ),
            statistic="variance",
            what=Text("power of d, fitted from 4 to 512", "在 d = 4 到 512 上拟合的幂次"),
            direction="within",
            threshold=(0.97, 1.03),
        ),
        Claim(
            id="saturates",
            sentence=Text(
                "At d = 256, without the scaling, less than a third of softmax's derivative is "
                "left.",
                "d = 256 时，不除以 √d，softmax 的坡度剩不到五分之一。",
            ),
            statistic="kept",
            what=Text("derivative without over with scaling", "不缩放与缩放的导数之比"),
            direction="below",
            threshold=0.2,
        ),
        Claim(
            id="scaled_is_the_same",
            sentence=Text(
                "Divided by √d, softmax is as steep at d = 512 as at d = 4.",
                "除以 √d 之后，d = 512 与 d = 4 时 softmax 的坡度一样。",
            ),
            statistic="same",
            what=Text(
                "derivative at d = 512 over that at 4, scaled", "缩放后：d = 512 与 4 的导数之比"
            ),
            direction="within",
            threshold=(0.9, 1.1),
        ),
        Claim(
            id="against_overflow",
            sentence=Text(
                "Attention divides by √d so that softmax does not overflow.",
                "除以 √d 是为了防止 softmax 数值溢出。",
            ),
            statistic="overflow",
            what=Text(
                "weights that are not finite without the scaling, d up to 512, float32",
                "不缩放时非有限的权重个数（d 到 512，float32）",
            ),
            direction="above",
            threshold=0.0,
            every=True,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "not_divided",
            Text("the scaled arm is not scaled either", "“缩放”的一臂也没缩放"),
            fails=("saturates", "scaled_is_the_same"),
            run=lambda params, rng: measure(params, rng, lambda d: 1),
        ),
        Broken(
            "correlated",
            Text("all entries of a vector are the same number", "向量各分量是同一个数"),
            fails=("variance_is_d",),
            run=lambda params, rng: measure(params, rng, tied=True),
        ),
        Broken(
            "naive_softmax",
            Text("softmax without subtracting the largest score", "softmax 不先减去最大得分"),
            fails=("against_overflow",),
            run=lambda params, rng: measure(params, rng, weigh=naive_softmax),
        ),
    ),
    predict=Predict(
        Text(
            "q and k have 256 entries of variance 1. What is the standard deviation of q·k?",
            "q、k 各有 256 个方差为 1 的分量，q·k 的标准差是多少？",
        ),
        (Text("1", "1"), Text("16", "16"), Text("256", "256")),
        1,
        Text(
            "256 products of variance 1 add up to variance 256, deviation √256 = 16.",
            "256 个方差为 1 的乘积相加，方差 256，标准差 √256 = 16。",
        ),
    ),
    questions=("attention/why_sqrt_d", "softmax/stable_softmax"),
    sources=("Vaswani et al. (2017), Attention is all you need, section 3.2.1, footnote 4",),
)
