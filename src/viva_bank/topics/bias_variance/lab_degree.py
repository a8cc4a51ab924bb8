"""Bias and variance of polynomial fits, measured over many training samples, against the degree.

Varied: the degree. Measured on a grid: (mean fit − truth)², the variance over samples, and the
error on fresh noisy targets, which the first two and the noise must add up to.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.generalisation.bias_variance import bias_variance

DEGREES = range(0, 11)
GRID = np.linspace(-0.95, 0.95, 60)


def wave(x):
    return np.sin(4 * x + 0.5)


def basis(x, degree):
    # Legendre polynomials: powers of x would make the fit of degree 10 a question of rounding.
    return np.polynomial.legendre.legvander(x, degree)


def samples(params, rng, truth):
    """Inputs and noisy targets of every training sample; one sample a row."""
    # One point in each of n equal cells: a sample that leaves an end bare would decide the mean.
    u = rng.random((params.samples, params.points))
    x = 2 * (np.arange(params.points) + u) / params.points - 1
    return x, truth(x) + params.noise * rng.standard_normal(x.shape)


def measure(params, rng, truth=wave, draw=samples, centre=np.mean):
    xs, ys = draw(params, rng, truth)
    fresh = truth(GRID) + params.noise * rng.standard_normal((len(xs), len(GRID)))
    bias, variance, error, fits = [], [], [], {}
    for degree in DEGREES:
        weights = [np.linalg.lstsq(basis(x, degree), y)[0] for x, y in zip(xs, ys, strict=True)]
        predictions = np.array(weights) @ basis(GRID, degree).T
        parts = bias_variance(predictions, truth(GRID))
        bias.append(float(((centre(predictions, axis=0) - truth(GRID)) ** 2).mean()))
        variance.append(parts.variance)
        error.append(float(((predictions - fresh) ** 2).mean()))
        fits[degree] = predictions
    total = np.array(bias) + variance + params.noise**2
    best = int(np.argmin(error))
    values = {
        "bias_falls": bias[1] / max(bias[5], 1e-12),
        "variance_rises": variance[9] / max(variance[1], 1e-12),
        "best": float(best),
        "sum": float(np.exp(np.mean(np.log(total[:8] / error[:8])))),
    }
    curves = Lines(
        id="parts",
        title=Text("Error and its parts, by degree", "误差及其各部分随次数的变化"),
        summary=Text(
            f"From degree 1 to degree 9 bias² goes from {bias[1]:.3g} to {bias[9]:.3g} and the "
            f"variance from {variance[1]:.3g} to {variance[9]:.3g}; the test error is lowest, "
            f"{error[best]:.3g}, at degree {best}.",
            f"次数从 1 升到 9，偏差² 由 {bias[1]:.3g} 变为 {bias[9]:.3g}，方差由 {variance[1]:.3g} "
            f"变为 {variance[9]:.3g}；测试误差在 {best} 次时最低，为 {error[best]:.3g}。",
        ),
        x=Axis(Text("degree", "多项式次数")),
        y=Axis(Text("squared error", "平方误差"), low=0, high=1),
        series=(
            Series(Text("bias²", "偏差²"), list(DEGREES), bias),
            Series(Text("variance", "方差"), list(DEGREES), variance, look="dashed"),
            Series(Text("their sum with the noise", "二者与噪声之和"), list(DEGREES), total),
            Series(
                Text("measured test error", "实测测试误差"), list(DEGREES), error, look="dotted"
            ),
        ),
        marks=(Mark(Text("noise σ²", "噪声 σ²"), y=params.noise**2),),
    )
    shown = fits[params.degree]
    fitted = Lines(
        id="fits",
        title=Text(f"Fits of degree {params.degree}", f"{params.degree} 次多项式的拟合"),
        summary=Text(
            f"The mean of {params.samples} fits of degree {params.degree} misses the truth by "
            f"{bias[params.degree] ** 0.5:.2g} on average (root mean square); a single fit lies "
            f"{variance[params.degree] ** 0.5:.2g} from that mean.",
            f"{params.samples} 条 {params.degree} 次拟合的平均与真实函数相差 "
            f"{bias[params.degree] ** 0.5:.2g}（均方根）；单条拟合离这一平均 "
            f"{variance[params.degree] ** 0.5:.2g}。",
        ),
        x=Axis(Text("x", "x")),
        y=Axis(Text("y", "y"), low=-2, high=2),
        series=(
            Series(Text("truth", "真实函数"), GRID, truth(GRID)),
            Series(
                Text("mean fit, ± one deviation", "平均拟合 ± 一个标准差"),
                GRID,
                shown.mean(axis=0),
                low=shown.mean(axis=0) - shown.std(axis=0),
                high=shown.mean(axis=0) + shown.std(axis=0),
            ),
            Series(Text("one fit", "某一次拟合"), GRID, shown[0], look="dotted"),
        ),
    )
    return Result((curves, fitted), values)


def same_sample(params, rng, truth):
    x, y = samples(params, rng, truth)
    return np.repeat(x[:1], len(x), 0), np.repeat(y[:1], len(y), 0)


def first_fit(predictions, axis):
    return predictions[0]


LAB = Lab(
    title=Text("Bias and variance by degree", "偏差与方差随次数的变化"),
    intro=Text(
        "Many training samples are drawn from the same noisy curve, and a polynomial is fitted to "
        "each. What the mean fit misses is bias; how far the fits scatter is variance.",
        "从同一条带噪曲线反复抽取训练集，各拟合一个多项式。平均拟合偏离真值的部分是偏差，各次拟合的散布是方差。",
    ),
    run=measure,
    params=(
        Int("degree", Text("degree shown", "展示的次数"), 9, 0, 10),
        Int("points", Text("points a sample", "每个训练集的点数"), 20, 15, 200),
        Float("noise", Text("noise σ", "噪声 σ"), 0.5, 0.05, 1.0, 0.05),
        Int("samples", Text("training samples", "训练集个数"), 200, 20, 1000, hidden=True),
    ),
    preview={"samples": 60},
    claims=(
        Claim(
            id="bias_falls",
            sentence=Text("More capacity lowers the bias.", "容量越大，偏差越小。"),
            statistic="bias_falls",
            what=Text("bias² at degree 1 over degree 5", "1 次的偏差² ÷ 5 次的偏差²"),
            direction="above",
            threshold=20.0,
            unit="×",
        ),
        Claim(
            id="variance_rises",
            sentence=Text("More capacity raises the variance.", "容量越大，方差越大。"),
            statistic="variance_rises",
            what=Text("variance at degree 9 over degree 1", "9 次的方差 ÷ 1 次的方差"),
            direction="above",
            threshold=4.0,
            unit="×",
        ),
        Claim(
            id="best_between",
            sentence=Text("The test error is lowest in between.", "测试误差在中间某个容量处最低。"),
            statistic="best",
            what=Text("degree with the least test error", "测试误差最小的次数"),
            direction="within",
            threshold=(2.5, 6.5),
        ),
        Claim(
            id="adds_up",
            sentence=Text(
                "Expected test error = bias² + variance + noise.",
                "期望测试误差 = 偏差² + 方差 + 噪声。",
            ),
            statistic="sum",
            what=Text(
                "sum of the three over the measured error, degrees 0 to 7",
                "三项之和 ÷ 实测误差（0 到 7 次）",
            ),
            direction="within",
            threshold=(0.97, 1.03),
        ),
    ),
    broken=(
        Broken(
            "straight_truth",
            Text(
                "the truth is a line: nothing is missed by degree 1", "真值是直线，1 次就没有偏差"
            ),
            fails=("bias_falls", "best_between"),
            run=lambda params, rng: measure(params, rng, truth=lambda x: 0.8 * x),
        ),
        Broken(
            "one_sample",
            Text("every fit sees the same sample", "每次拟合用的都是同一份训练集"),
            fails=("variance_rises",),
            run=lambda params, rng: measure(params, rng, draw=same_sample),
        ),
        Broken(
            "bias_of_one_fit",
            Text(
                "bias taken from one fit, not from the mean fit", "偏差取自单次拟合，而非平均拟合"
            ),
            fails=("adds_up",),
            run=lambda params, rng: measure(params, rng, centre=first_fit),
        ),
    ),
    predict=Predict(
        Text(
            "Each sample grows from 20 to 200 points. What falls for the polynomial of degree 9?",
            "每个训练集由 20 点增加到 200 点，9 次多项式的哪一项会下降？",
        ),
        (
            Text("Mainly its bias.", "主要是偏差。"),
            Text("Mainly its variance.", "主要是方差。"),
            Text("Both alike.", "两者都降，幅度相当。"),
        ),
        1,
        Text(
            "Degree 9 could already follow the curve, so there was hardly any bias; more points "
            "leave less for the noise to move.",
            "9 次多项式本来就能贴合曲线，偏差很小；点多了，噪声能撼动的余地就小了。",
        ),
    ),
    questions=("bias_variance/tradeoff", "bias_variance/decompose", "bias_variance/decomposition"),
    sources=(
        "Geman, Bienenstock and Doursat (1992), Neural networks and the bias/variance dilemma",
        "Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, section 7.3",
    ),
)
