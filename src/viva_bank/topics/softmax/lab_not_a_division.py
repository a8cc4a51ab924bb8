"""Softmax beside dividing the outputs by their sum, and beside softmax without the shift."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.softmax import softmax

SIZES = np.geomspace(1, 1000, 13)


def divided(z):
    """Each output over the sum of the outputs: what some answers call softmax."""
    with np.errstate(all="ignore"):
        return z / z.sum(axis=-1, keepdims=True)


def unshifted(z):
    """The formula as it stands, in float32, where e^89 is infinite."""
    with np.errstate(all="ignore"):
        e = np.exp(z.astype(np.float32))
        return e / e.sum(axis=-1, keepdims=True)


def are_probabilities(p):
    """Share of rows that are finite, within [0, 1] and add up to 1."""
    with np.errstate(all="ignore"):
        good = (p >= 0).all(axis=-1) & (p <= 1).all(axis=-1)
        return float((good & (np.abs(p.sum(axis=-1) - 1) < 1e-3)).mean())


def measure(params, rng, division=divided, naive=unshifted, stable=softmax):
    z = rng.standard_normal((params.rows, params.classes))
    shown = z[0] * params.size
    p, q = softmax(shown), division(shown)
    bars = Bars(
        id="one_example",
        title=Text("One vector of outputs, two ways", "同一组输出的两种算法"),
        summary=Text(
            f"The outputs span {shown.min():.1f} to {shown.max():.1f}. Softmax gives numbers from "
            f"{p.min():.2f} to {p.max():.2f}; dividing by the sum gives {q.min():.2f} to "
            f"{q.max():.2f}.",
            f"输出从 {shown.min():.1f} 到 {shown.max():.1f}。softmax 得到 {p.min():.2f} 到 "
            f"{p.max():.2f}；除以总和得到 {q.min():.2f} 到 {q.max():.2f}。",
        ),
        categories=tuple(Text.same(str(k)) for k in range(params.classes)),
        y=Axis(Text("“probability”", "“概率”")),
        series=(
            BarSeries(Text("softmax", "softmax"), p),
            BarSeries(Text("output over sum", "输出 ÷ 总和"), q),
        ),
        x=Text("class", "类别"),
    )
    shares = {
        "naive": np.array([are_probabilities(naive(s * z)) for s in SIZES]),
        "stable": np.array([are_probabilities(stable((s * z).astype(np.float32))) for s in SIZES]),
    }
    lines = Lines(
        id="share_by_size",
        title=Text("Share of vectors with usable probabilities", "能得到合法概率的比例"),
        summary=Text(
            f"With outputs of size {SIZES[-1]:.0f} the plain formula in float32 works for "
            f"{shares['naive'][-1]:.0%} of the vectors, the shifted one for "
            f"{shares['stable'][-1]:.0%}.",
            f"输出的大小为 {SIZES[-1]:.0f} 时，float32 下照公式直接算，只有 "
            f"{shares['naive'][-1]:.0%} 的向量得到合法概率；先减去最大值再算，有 "
            f"{shares['stable'][-1]:.0%}。",
        ),
        x=Axis(Text("size of the outputs", "输出的大小"), scale="log"),
        y=Axis(Text("share", "比例"), low=0.0, high=1.05),
        series=(
            Series(Text("e^z / Σ e^z, float32", "e^z / Σ e^z，float32"), SIZES, shares["naive"]),
            Series(
                Text("max z subtracted first", "先减去 max z"),
                SIZES,
                shares["stable"],
                look="dashed",
            ),
        ),
    )
    values = {
        "divided_valid": are_probabilities(division(z)),
        "naive_large": float(shares["naive"][-1]),
        "stable_large": float(shares["stable"][-1]),
        "shift_changes": float(np.abs(stable(z + 5.0) - stable(z)).max()),
    }
    return Result((bars, lines), values)


LAB = Lab(
    title=Text("Softmax is not dividing by the sum", "softmax 不是“除以总和”"),
    intro=Text(
        "Random output vectors are turned into probabilities in three ways: softmax, each output "
        "divided by the sum of the outputs, and softmax without subtracting the maximum first.",
        "把随机的输出向量变成概率，有三种算法：softmax；每个输出除以输出的总和；不先减最大值的 "
        "softmax。",
    ),
    run=measure,
    params=(
        Float(
            "size", Text("size of the outputs shown", "所示输出的大小"), 2.0, 0.1, 20.0, scale="log"
        ),
        Int("classes", Text("classes", "类别数"), 6, 2, 12),
        Int("rows", Text("vectors", "向量个数"), 2000, 100, 5000, hidden=True),
    ),
    preview={"rows": 200},
    claims=(
        Claim(
            id="division",
            sentence=Text(
                "Softmax divides each output by the sum of the outputs, which gives probabilities.",
                "softmax 就是把每个输出除以所有输出之和，这样就得到概率。",
            ),
            statistic="divided_valid",
            what=Text(
                "share of vectors for which this gives probabilities", "这样算能得到合法概率的比例"
            ),
            direction="above",
            threshold=0.9,
            myth=True,
        ),
        Claim(
            id="plain_formula_overflows",
            sentence=Text(
                "The plain formula overflows for large outputs: in float32 most vectors of size "
                "1000 give no probabilities.",
                "照公式直接算会溢出：输出大小为 1000 时，float32 下大多数向量得不到概率。",
            ),
            statistic="naive_large",
            what=Text("share of usable results at size 1000", "大小为 1000 时结果合法的比例"),
            direction="below",
            threshold=0.2,
        ),
        Claim(
            id="shifted_works",
            sentence=Text(
                "With the maximum subtracted first it works for every vector.",
                "先减去最大值，每个向量都算得对。",
            ),
            statistic="stable_large",
            what=Text("share of usable results at size 1000", "大小为 1000 时结果合法的比例"),
            direction="above",
            threshold=0.999,
            every=True,
        ),
        Claim(
            id="shift_is_free",
            sentence=Text(
                "Adding a constant to all outputs does not change softmax.",
                "所有输出加上同一个常数，softmax 不变。",
            ),
            statistic="shift_changes",
            what=Text("largest change of a probability when 5 is added", "都加 5 时概率的最大变化"),
            direction="below",
            threshold=1e-9,
        ),
    ),
    broken=(
        Broken(
            "exchanged",
            Text("division and softmax have changed places", "除法和 softmax 互换"),
            fails=("division", "shifted_works", "shift_is_free"),
            run=lambda params, rng: measure(params, rng, softmax, unshifted, divided),
        ),
        Broken(
            "naive_is_stable",
            Text("the plain formula subtracts the maximum after all", "“照公式算”其实减了最大值"),
            fails=("plain_formula_overflows",),
            run=lambda params, rng: measure(params, rng, naive=softmax),
        ),
    ),
    predict=Predict(
        Text(
            "Six random outputs of mean zero, each divided by their sum: how often are the "
            "results probabilities?",
            "六个均值为零的随机输出，各除以总和，有多少次能得到概率？",
        ),
        (
            Text("Always.", "总是。"),
            Text("About half the time.", "约一半。"),
            Text("Hardly ever.", "几乎从不。"),
        ),
        2,
        Text(
            "One negative output among positive ones is enough to break it: all six must share a "
            "sign, which has the chance 2/2⁶ = 3 %.",
            "正数里只要夹着一个负数就不行：六个必须同号，概率只有 2/2⁶ = 3%。",
        ),
    ),
    questions=("softmax/what_and_where", "softmax/stable_softmax", "softmax/log_softmax"),
    sources=(
        "Bridle (1990), Probabilistic interpretation of feedforward classification network outputs",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 4.1",
    ),
)
