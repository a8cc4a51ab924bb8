"""Does batch normalisation make activations Gaussian? Their shape before and after.

Varied: where the numbers come from. Measured: skewness and excess kurtosis before and after the
layer, and the distance of the result from the standard normal distribution.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import kurtosis, norm, skew
from sklearn.datasets import load_digits

from viva.authoring import (
    Axis,
    Broken,
    Choice,
    Claim,
    Counts,
    Histogram,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.normalisation.batch_norm import batch_norm_forward
from viva_bank.reference.optimisers.adam import Adam

SOURCES = {
    "network": Text("pre-activations of a trained network", "训练好的网络的预激活"),
    "exponential": Text("exponential", "指数分布"),
    "clusters": Text("two clusters", "两团"),
    "normal": Text("normal", "正态分布"),
}


def numbers(source, params, rng):
    """(batch, channel) of what goes into the layer."""
    n, channels = params.batch, 8
    if source == "network":
        X, y = load_digits(return_X_y=True)
        X = X / 16
        net = MLP([64, 32, channels, 10], rng)
        net.fit(X, y, Adam(0.005), params.epochs, 32, rng)
        return net.pre_activations(X[rng.integers(0, len(X), n)])[1]
    if source == "exponential":
        return rng.exponential(1.0, (n, channels))
    if source == "clusters":
        return rng.normal(0, 0.4, (n, channels)) + rng.choice(
            [0.0, 3.0], (n, channels), p=[0.7, 0.3]
        )
    return rng.normal(2, 3, (n, channels))


def distance(x):
    """The largest gap between the distribution function of one channel and the normal's, by
    channel (Kolmogorov's distance)."""
    ordered = np.sort(x, axis=0)
    steps = np.arange(len(x) + 1)[:, None] / len(x)
    cdf = norm.cdf(ordered)
    return np.maximum(np.abs(cdf - steps[1:]), np.abs(cdf - steps[:-1])).max(axis=0)


def layer(x):
    return batch_norm_forward(x, np.ones(x.shape[1]), np.zeros(x.shape[1]), eps=1e-12)[0]


def measure(params, rng, normalise=layer):
    x = numbers(params.source, params, rng)
    x = x[:, x.std(axis=0) > 1e-6]
    y, reference = normalise(x), rng.standard_normal(x.shape)
    change = max(np.abs(skew(y) - skew(x)).max(), np.abs(kurtosis(y) - kurtosis(x)).max())
    far = distance(y)
    values = {
        "shape": float(change),
        "distance": float(far.mean() / distance(normalise(reference)).mean()),
        "kurtosis": float(np.abs(kurtosis(y)).mean()),
    }
    c = int(far.argmax())
    groups = []
    for name, z in ((Text("before", "之前"), x[:, c]), (Text("after BN", "BN 之后"), y[:, c])):
        counts, edges = np.histogram(z, bins=40)
        groups.append(Counts(name, edges, counts))
    histogram = Histogram(
        id="histogram",
        title=Text("One channel before and after", "同一通道，归一化前后"),
        summary=Text(
            f"Batch normalisation moved the mean from {x[:, c].mean():.2f} to {y[:, c].mean():.2f} "
            f"and the deviation from {x[:, c].std():.2f} to {y[:, c].std():.2f}; skewness stayed "
            "at "
            f"{skew(x[:, c]):.2f} and excess kurtosis at {kurtosis(x[:, c]):.2f}.",
            f"批归一化把均值从 {x[:, c].mean():.2f} 变为 {y[:, c].mean():.2f}，标准差从 "
            f"{x[:, c].std():.2f} 变为 {y[:, c].std():.2f}；偏度仍是 {skew(x[:, c]):.2f}，"
            f"超额峰度仍是 {kurtosis(x[:, c]):.2f}。",
        ),
        x=Axis(Text("value", "取值")),
        groups=tuple(groups),
        stacked=True,
    )
    quantiles = np.linspace(0.005, 0.995, 60)
    line = norm.ppf(quantiles)
    against = Lines(
        id="quantiles",
        title=Text("Quantiles against the normal's", "与正态分布的分位数对照"),
        summary=Text(
            f"A normal channel would lie on the diagonal. The normalised one is off by "
            f"{far[c]:.2f} in distribution, {values['distance']:.1f} times a normal sample's "
            "distance on average over channels.",
            f"若是正态分布，应落在对角线上。归一化后的通道在分布函数上最多偏 {far[c]:.2f}，"
            f"各通道平均是正态样本的 {values['distance']:.1f} 倍。",
        ),
        x=Axis(Text("normal quantile", "正态分位数")),
        y=Axis(Text("quantile after BN", "BN 之后的分位数")),
        series=(
            Series(Text("normal", "正态"), line, line, look="dashed"),
            Series(Text("after BN", "BN 之后"), line, np.quantile(y[:, c], quantiles)),
        ),
    )
    return Result((histogram, against), values)


def to_normal_scores(x):
    """Not batch normalisation: every value is replaced by the normal quantile of its rank."""
    ranks = x.argsort(axis=0).argsort(axis=0)
    return norm.ppf((ranks + 0.5) / len(x))


LAB = Lab(
    title=Text("Does BN make activations Gaussian?", "BN 会把激活变成高斯分布吗？"),
    intro=Text(
        "A batch goes through batch normalisation, which subtracts the mean of each channel and "
        "divides by its deviation. The shape is measured before and after: skewness, kurtosis, and "
        "the distance to the standard normal.",
        "一个批次通过批归一化：每个通道减去均值、除以标准差。归一化前后各量一次分布的形状："
        "偏度、峰度，以及与标准正态分布的距离。",
    ),
    run=measure,
    params=(
        Choice(
            "source",
            Text("what goes in", "输入"),
            "network",
            tuple(SOURCES),
            tuple(SOURCES.values()),
        ),
        Int("batch", Text("batch size", "批大小"), 1500, 50, 5000, 50),
        Int("epochs", Text("epochs of the network", "网络训练轮数"), 15, 0, 40, hidden=True),
    ),
    preview={"epochs": 1},
    claims=(
        Claim(
            id="shape_stays",
            sentence=Text(
                "BN shifts and scales a channel; its skewness and kurtosis stay what they were.",
                "BN 只是平移和缩放，通道的偏度和峰度原封不动。",
            ),
            statistic="shape",
            what=Text("largest change of skewness or kurtosis", "偏度或峰度的最大变化"),
            direction="below",
            threshold=1e-6,
            every=True,
        ),
        Claim(
            id="becomes_gaussian",
            sentence=Text(
                "Batch normalisation makes the activations normally distributed.",
                "批归一化使激活值服从正态分布。",
            ),
            statistic="distance",
            what=Text(
                "distance to the normal after BN, over that of a normal sample of the same size",
                "BN 之后与正态分布的距离 ÷ 同样大小正态样本的距离",
            ),
            direction="below",
            threshold=1.5,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "normal_scores",
            Text(
                "values are replaced by normal quantiles of their ranks", "用秩的正态分位数替换取值"
            ),
            fails=("shape_stays", "becomes_gaussian"),
            run=lambda params, rng: measure(params, rng, to_normal_scores),
        ),
        Broken(
            "normal_before",
            Text("what goes in is normal already", "输入本来就是正态的"),
            fails=("becomes_gaussian",),
            params={"source": "normal"},
        ),
    ),
    predict=Predict(
        Text(
            "Exponential numbers go through batch normalisation. What comes out?",
            "服从指数分布的数经过批归一化，出来的是什么？",
        ),
        (
            Text("Normal numbers with mean 0 and variance 1.", "均值 0、方差 1 的正态分布。"),
            Text(
                "The same skewed shape with mean 0 and variance 1.",
                "同样偏斜的形状，均值 0、方差 1。",
            ),
            Text("Uniform numbers.", "均匀分布。"),
        ),
        1,
        Text(
            "(x − μ)/σ is the same straight line for every value: it can move and stretch a "
            "histogram, not reshape it.",
            "(x − μ)/σ 对每个值都是同一条直线：它能挪动、拉伸直方图，却改不了形状。",
        ),
    ),
    questions=("batch_norm/why", "batch_norm/forward_by_hand"),
    sources=(
        "Ioffe and Szegedy (2015), Batch normalization, section 3 (mean 0, variance 1: no more)",
    ),
)
