import math

import numpy as np

from viva.authoring import Case, Text

SIGMAS = 6
# The largest |w|/std: √3 for a uniform one; of n ≥ 5000 normal draws, above 2.5 but for one
# chance in 10²⁶, and below 7 but for one in 10⁷.
ROOT3 = math.sqrt(3)


def variance(shape, scheme):
    """By counting: how many ones a kernel has for one output, and for one input channel."""
    if len(shape) == 2:
        fan_in, fan_out = shape
    else:
        ones = np.ones(shape)
        fan_in, fan_out = int(ones[0].sum()), int(ones[:, 0].sum())
    return 2 / fan_in if scheme.startswith("he") else 2 / (fan_in + fan_out)


def distribution_check(args, got):
    shape, scheme, _ = args
    if not isinstance(got, np.ndarray) or got.shape != tuple(shape) or got.dtype.kind != "f":
        return Text(
            f"The result must be a float array of shape {tuple(shape)}.",
            f"结果应当是形状为 {tuple(shape)} 的浮点数组。",
        )
    if not np.isfinite(got).all():
        return Text("There are values that are not finite.", "有不是有限数的值。")
    std, n, uniform = math.sqrt(variance(shape, scheme)), got.size, "uniform" in scheme
    mean, spread = float(got.mean()), float(got.std())
    if abs(mean) > SIGMAS * std / math.sqrt(n):
        return Text(
            f"The mean is {mean:.4g}, too far from 0 for {n} weights.",
            f"均值为 {mean:.4g}，{n} 个权重的均值不该离 0 这么远。",
        )
    # The standard error of the standard deviation: std·√((κ − 1)/(4n)), κ = 3 normal, 9/5 uniform.
    error = std * math.sqrt((0.8 if uniform else 2.0) / (4 * n))
    if abs(spread - std) > SIGMAS * error:
        return Text(
            f"The standard deviation is {spread:.4g}; it should be near {std:.4g}.",
            f"标准差为 {spread:.4g}，应在 {std:.4g} 附近。",
        )
    largest = float(np.abs(got).max()) / std
    if uniform and largest > ROOT3 * 1.0001:
        return Text(
            "There are values outside the interval of the uniform distribution.",
            "有的值超出了均匀分布的区间。",
        )
    if not uniform and not 2.5 < largest < 7:
        return Text(
            "The largest weights do not look like a normal distribution.",
            "最大的那些权重不像是正态分布。",
        )
    # The share within half a standard deviation: 0.3829 normal, 0.2887 uniform.
    share, want = float((np.abs(got) < std / 2).mean()), 0.5 / ROOT3 if uniform else 0.38292
    if abs(share - want) > SIGMAS * math.sqrt(want * (1 - want) / n):
        return Text(
            "Mean and spread fit, the shape of the distribution does not.",
            "均值和离散程度都对，但分布的形状不对。",
        )
    rows = got.reshape(len(got), -1)
    if len(np.unique(rows.ravel())) < n:
        return Text("Some weights are equal: draw each anew.", "有的权重相等，应当各抽各的。")
    return None


def generator_check(args, got):
    if np.array_equal(got["first"], got["next"]):
        return Text(
            "Two calls with one generator gave the same weights.",
            "用同一个生成器调用两次，得到了相同的权重。",
        )
    if not np.array_equal(got["first"], got["again"]):
        return Text(
            "The same seed gave other weights: the randomness is not all from rng.",
            "同样的种子得到了不同的权重：随机性不是全部来自 rng。",
        )
    return None


def cases(rng):
    seed = int(rng.integers(1 << 30))
    schemes = ("xavier_uniform", "xavier_normal", "he_uniform", "he_normal")
    for i, scheme in enumerate(schemes):
        yield Case(
            Text(f"dense, 250 to 40, {scheme}", f"全连接，250 到 40，{scheme}"),
            criterion="dense",
            args=((250, 40), scheme, seed + i),
            check="distribution_check",
        )
    for i, (scheme, shape) in enumerate(
        (
            ("he_normal", (64, 16, 3, 3)),
            ("xavier_uniform", (12, 50, 5, 3)),
            ("he_uniform", (40, 30, 7)),
            ("xavier_normal", (20, 10, 3, 3, 3)),
        )
    ):
        yield Case(
            Text(f"kernel {shape}, {scheme}", f"卷积核 {shape}，{scheme}"),
            criterion="convolution",
            args=(shape, scheme, seed + 10 + i),
            check="distribution_check",
        )
    for scheme in ("he_normal", "xavier_uniform"):
        yield Case(
            Text(f"two calls, and the seed again, {scheme}", f"调用两次，再用同一个种子，{scheme}"),
            criterion="generator",
            args=((6, 4), scheme, seed + 20),
            drive="thrice",
            check="generator_check",
        )
    for shape, scheme in (
        ((10,), "he_normal"),
        ((), "xavier_uniform"),
        ((4, 3), "kaiming"),
        ((4, 3), "he_cauchy"),
        ((4, 3), "lecun_normal"),
        ((4, 3), "uniform"),
    ):
        yield Case(
            Text(f"shape {shape}, scheme {scheme}", f"形状 {shape}，方案 {scheme}"),
            criterion="errors",
            args=(shape, scheme, seed),
            raises="ValueError",
        )
