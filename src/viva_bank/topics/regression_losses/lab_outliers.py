"""A line fitted by squared, absolute and Huber loss while some targets are spoiled.

Varied: the share of outliers. Measured: the error of the fitted line against the true one.
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
    Points,
    Predict,
    Result,
    Scatter,
    Series,
    Text,
)
from viva_bank.reference.losses.absolute import l1_loss_gradient
from viva_bank.reference.losses.huber import huber_loss_gradient

NAMES = {
    "squared": Text("squared (MSE)", "平方（MSE）"),
    "absolute": Text("absolute (MAE)", "绝对值（MAE）"),
    "huber": Text("Huber", "Huber"),
}
SHARES = np.array([0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4])


def weight(loss, r, delta):
    """w(r) = L′(r)/r, for which min Σ w r² has the gradient of min Σ L(r)."""
    if loss == "squared":
        return np.ones_like(r)
    # 10⁻⁴: below it the absolute loss would weigh a point more than all others together.
    r = np.where(np.abs(r) < 1e-4, 1e-4, r)
    gradient = (
        l1_loss_gradient(r, np.zeros_like(r), "sum")
        if loss == "absolute"
        else huber_loss_gradient(r, np.zeros_like(r), delta, "sum")
    )
    return gradient / r


def fit(x, y, loss, delta, rounds=60):
    """(slope, intercept) by iteratively re-weighted least squares."""
    A = np.column_stack([x, np.ones_like(x)])
    w = np.ones_like(x)
    for _ in range(1 if loss == "squared" else rounds):
        root = np.sqrt(w)
        theta = np.linalg.lstsq(A * root[:, None], y * root)[0]
        w = weight(loss, y - A @ theta, delta)
    return theta


def sample(params, rng):
    """x, clean targets of the line y = x, and a large pull upwards for each point."""
    x = rng.uniform(-2, 2, params.points)
    return (
        x,
        x + 0.3 * rng.standard_normal(params.points),
        params.size * rng.uniform(0.5, 1.5, len(x)),
    )


def error(theta):
    """Root mean square distance from the line y = x over [−2, 2]."""
    slope, intercept = theta[0] - 1, theta[1]
    return float(np.sqrt(slope**2 * 4 / 3 + intercept**2))


def measure(params, rng, sample=sample, fit=fit):
    errors = {k: np.zeros((params.repeats, len(SHARES))) for k in NAMES}
    for i in range(params.repeats):
        x, clean, pull = sample(params, rng)
        order = rng.permutation(len(x))
        for j, share in enumerate(SHARES):
            spoiled = np.isin(np.arange(len(x)), order[: round(share * len(x))])
            y = clean + np.where(spoiled, pull, 0.0)
            for k in NAMES:
                errors[k][i, j] = error(fit(x, y, k, params.delta))
    mean = {k: e.mean(axis=0) for k, e in errors.items()}
    ten = int(np.flatnonzero(SHARES == 0.1)[0])
    values = {
        "squared_over_huber": mean["squared"][ten] / mean["huber"][ten],
        "absolute_over_squared_clean": mean["absolute"][0] / mean["squared"][0],
        "huber_over_squared_clean": mean["huber"][0] / mean["squared"][0],
    }
    lines = Lines(
        id="sweep",
        title=Text("Error of the fitted line", "拟合直线的误差"),
        summary=Text(
            f"Without outliers: squared {mean['squared'][0]:.3f}, absolute "
            f"{mean['absolute'][0]:.3f}, Huber {mean['huber'][0]:.3f}. With 10 %: "
            f"{mean['squared'][ten]:.2f}, {mean['absolute'][ten]:.2f} and "
            f"{mean['huber'][ten]:.2f}.",
            f"没有离群点时：平方 {mean['squared'][0]:.3f}，绝对值 {mean['absolute'][0]:.3f}，"
            f"Huber {mean['huber'][0]:.3f}；有 10% 时分别为 {mean['squared'][ten]:.2f}、"
            f"{mean['absolute'][ten]:.2f}、{mean['huber'][ten]:.2f}。",
        ),
        x=Axis(Text("outliers (%)", "离群点占比（%）")),
        y=Axis(Text("distance from the true line", "与真实直线的距离"), scale="log"),
        series=tuple(
            Series(
                NAMES[k],
                100 * SHARES,
                mean[k],
                *np.quantile(errors[k], (0.1, 0.9), axis=0),
                look=look,
            )
            for k, look in zip(NAMES, ("solid", "dashed", "dotted"), strict=True)
        ),
    )
    spoiled = np.isin(np.arange(len(x)), order[: round(params.share / 100 * len(x))])
    y = clean + np.where(spoiled, pull, 0.0)
    ends = np.array([-2.0, 2.0])
    fitted = {k: fit(x, y, k, params.delta) for k in NAMES}
    picture = Scatter(
        id="fits",
        title=Text("One sample and its fits", "一份样本与各种拟合"),
        summary=Text(
            f"With {params.share:g} % outliers above the line the intercepts are "
            + ", ".join(f"{NAMES[k].en} {f[1]:+.2f}" for k, f in fitted.items())
            + "; the truth is 0.",
            f"{params.share:g}% 的点被抬高后，截距分别为 "
            + "，".join(f"{NAMES[k].zh} {f[1]:+.2f}" for k, f in fitted.items())
            + "；真值为 0。",
        ),
        x=Axis(Text("x", "x")),
        y=Axis(Text("y", "y")),
        groups=(
            Points(Text("clean", "正常点"), x[~spoiled], y[~spoiled]),
            Points(Text("outliers", "离群点"), x[spoiled], y[spoiled]),
        ),
        lines=tuple(Series(NAMES[k], ends, f[0] * ends + f[1]) for k, f in fitted.items()),
    )
    return Result((lines, picture), values)


def laplace(params, rng):
    x, _, pull = sample(params, rng)
    return x, x + 0.3 * rng.laplace(size=len(x)), pull


LAB = Lab(
    title=Text("Regression losses and outliers", "回归损失与离群点"),
    intro=Text(
        "100 points about the line y = x. A share of them is lifted far above it, and a line is "
        "fitted by each loss. Bands: 10 % to 90 % of the samples.",
        "直线 y = x 附近有 100 个点，其中一部分被抬得很高，再用各种损失拟合直线。"
        "色带为 10% 到 90% 分位。",
    ),
    run=measure,
    params=(
        Float(
            "share", Text("outliers in the picture (%)", "图中离群点（%）"), 10.0, 0.0, 50.0, 1.0
        ),
        Float("size", Text("size of an outlier", "离群的幅度"), 10.0, 0.0, 50.0, 1.0),
        Float("delta", Text("Huber's δ", "Huber 的 δ"), 0.5, 0.05, 20.0, scale="log"),
        Int("points", Text("points", "点数"), 100, 20, 1000, hidden=True),
        Int("repeats", Text("repeats", "重复次数"), 20, 1, 100, hidden=True),
    ),
    preview={"repeats": 2},
    claims=(
        Claim(
            id="outliers_pull_squares",
            sentence=Text(
                "A tenth of outliers ruins the squared loss and hardly moves Huber's.",
                "一成离群点就能毁掉平方损失，却几乎动不了 Huber。",
            ),
            statistic="squared_over_huber",
            what=Text(
                "error of the squared fit over Huber's, 10 % outliers",
                "平方损失与 Huber 的误差之比（10% 离群点）",
            ),
            direction="above",
            threshold=5.0,
            unit="×",
        ),
        Claim(
            id="robust_is_always_better",
            sentence=Text(
                "The absolute loss is robust, so it is the better choice.",
                "绝对值损失更稳健，所以总是更好。",
            ),
            statistic="absolute_over_squared_clean",
            what=Text(
                "error of the absolute over the squared fit, no outliers",
                "绝对值与平方损失的误差之比（无离群点）",
            ),
            direction="below",
            threshold=1.0,
            seeds=8,
            myth=True,
        ),
        Claim(
            id="huber_costs_little",
            sentence=Text(
                "Huber's loss costs little where there are no outliers.",
                "没有离群点时，用 Huber 也损失不大。",
            ),
            statistic="huber_over_squared_clean",
            what=Text(
                "error of Huber's over the squared fit, no outliers",
                "Huber 与平方损失的误差之比（无离群点）",
            ),
            direction="below",
            threshold=1.15,
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "huge_delta",
            Text("δ = 20: Huber's loss is squared everywhere", "δ = 20，Huber 处处等于平方"),
            fails=("outliers_pull_squares",),
            params={"delta": 20.0},
        ),
        Broken(
            "heavy_tails",
            Text("the clean points have Laplace noise", "正常点的噪声改为拉普拉斯分布"),
            fails=("robust_is_always_better",),
            run=lambda params, rng: measure(params, rng, sample=laplace),
        ),
        Broken(
            "tiny_delta",
            Text("δ = 0.05: Huber's loss is nearly absolute", "δ = 0.05，Huber 近乎绝对值"),
            fails=("huber_costs_little",),
            params={"delta": 0.05},
        ),
    ),
    predict=Predict(
        Text(
            "A tenth of the points is lifted by ten. Which loss gives the line that is farthest "
            "off?",
            "十分之一的点被抬高 10，哪种损失拟合的直线偏得最远？",
        ),
        (NAMES["squared"], NAMES["absolute"], NAMES["huber"]),
        0,
        Text(
            "Its pull grows with the distance; the absolute loss and Huber's pull no harder "
            "however far a point lies.",
            "平方损失的拉力随距离增长；绝对值与 Huber 对再远的点也只用同样的力。",
        ),
    ),
    questions=("regression_losses/huber_gradient", "regression_losses/mse_gradient"),
    sources=(
        "Huber (1964), Robust estimation of a location parameter",
        "Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, section "
        "10.6",
    ),
)
