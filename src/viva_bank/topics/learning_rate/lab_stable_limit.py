"""Gradient descent on a quadratic: the largest rate that converges is 2/λmax."""

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

DIMENSIONS = 6


def quadratic(rng, condition):
    """A random symmetric positive-definite H with eigenvalues from 1/κ to 1, and a start."""
    Q, _ = np.linalg.qr(rng.standard_normal((DIMENSIONS, DIMENSIONS)))
    eigenvalues = np.geomspace(1 / condition, 1.0, DIMENSIONS) * rng.uniform(0.5, 2.0)
    return (Q * eigenvalues) @ Q.T, rng.standard_normal(DIMENSIONS)


def descend(H, x, rate, steps):
    """The losses ½ xᵀHx of x ← x − ηHx, one a step, and infinity from where it overflows."""
    losses = np.full(steps + 1, np.inf)
    for t in range(steps + 1):
        loss = 0.5 * x @ H @ x
        if not loss < 1e12:
            break
        losses[t] = loss
        x = x - rate * (H @ x)
    return losses


def largest_stable(H, x, steps, step=descend):
    """The largest rate whose loss does not grow, by bisection to a thousandth."""
    low, high = 0.0, 100.0
    for _ in range(40):
        middle = (low + high) / 2
        losses = step(H, x, middle, steps)
        low, high = (middle, high) if losses[-1] <= losses[0] else (low, middle)
        if high - low < 1e-4 * high:
            break
    return low


def measure(params, rng, step=descend):
    H, x = quadratic(rng, params.condition)
    limit = 2 / np.linalg.eigvalsh(H)[-1]
    rates = [params.relative * limit, 0.5 * limit, 1.02 * limit]
    names = [
        Text(f"η = {params.relative:.2f} × limit", f"η = {params.relative:.2f} × 上限"),
        Text("half of the limit", "上限的一半"),
        Text("2 % above the limit", "超出上限 2%"),
    ]
    curves = [step(H, x, rate, params.steps) for rate in rates]
    end = curves[0][-1]
    yes = end < curves[0][0]
    summary = Text(
        f"λmax = {2 / limit:.3g}, so the limit 2/λmax is {limit:.3g}; at η = {rates[0]:.3g} the "
        "loss " + (f"falls to {end:.2g}." if yes else "grows."),
        f"λmax = {2 / limit:.3g}，上限 2/λmax = {limit:.3g}；取 η = {rates[0]:.3g} 时，损失"
        + (f"降到 {end:.2g}。" if yes else "越来越大。"),
    )
    figure = Lines(
        id="loss",
        title=Text("Loss by step", "损失随步数的变化"),
        summary=summary,
        x=Axis(Text("step", "步数")),
        y=Axis(Text("loss", "损失"), scale="log", low=1e-8, high=1e4),
        series=tuple(
            Series(name, np.arange(params.steps + 1), curve, look=look)
            for name, curve, look in zip(names, curves, ("solid", "dashed", "dotted"), strict=True)
        ),
        marks=(Mark(Text("start", "起点"), y=float(curves[0][0])),),
    )
    values = {"converges": float(yes)}
    if params.bisect:
        values["ratio"] = largest_stable(H, x, 4000, step) * (1 / limit)
    return Result((figure,), values)


def heavy_ball(H, x, rate, steps):
    """Not gradient descent: with momentum .5 the limit is 2(1 + .5)/λmax."""
    losses, v = np.full(steps + 1, np.inf), np.zeros_like(x)
    for t in range(steps + 1):
        loss = 0.5 * x @ H @ x
        if not loss < 1e12:
            break
        losses[t] = loss
        v = 0.5 * v - rate * (H @ x)
        x = x + v
    return losses


LAB = Lab(
    title=Text("How large may the learning rate be?", "学习率最大能取多大？"),
    intro=Text(
        "Gradient descent on $\\tfrac12 x^\\top H x$ multiplies the error along each "
        "eigenvector by $1-\\eta\\lambda$. The largest eigenvalue decides: above "
        "$\\eta = 2/\\lambda_{\\max}$ that direction grows.",
        "在二次函数 $\\tfrac12 x^\\top H x$ 上做梯度下降，每一步沿各特征方向的误差都乘以 "
        "$1-\\eta\\lambda$。起决定作用的是最大特征值："
        "$\\eta$ 超过 $2/\\lambda_{\\max}$，那个方向就发散。",
    ),
    run=measure,
    params=(
        Float(
            "relative",
            Text("rate, as a share of the limit", "学习率（占上限的比例）"),
            0.9,
            0.05,
            1.2,
            0.01,
        ),
        Float(
            "condition",
            Text("condition number κ", "条件数 κ"),
            30.0,
            1.5,
            1000.0,
            scale="log",
        ),
        Int("steps", Text("steps", "步数"), 100, 10, 400),
        Int("bisect", Text("search for the limit", "搜索上限"), 1, 0, 1, hidden=True),
    ),
    preview={"bisect": 0},
    claims=(
        Claim(
            id="limit",
            sentence=Text(
                "The largest rate that does not diverge is 2/λmax.",
                "不发散的最大学习率是 2/λmax。",
            ),
            statistic="ratio",
            what=Text("largest stable rate found, over 2/λmax", "搜到的最大稳定学习率 ÷ (2/λmax)"),
            direction="within",
            threshold=(0.99, 1.01),
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "momentum",
            Text("steps with momentum have another limit", "带动量的更新，上限不同"),
            fails=("limit",),
            run=lambda params, rng: measure(params, rng, heavy_ball),
        ),
    ),
    predict=Predict(
        Text(
            "The rate is 2 % above the limit. What happens to the loss?",
            "学习率比上限高 2%，损失会怎样？",
        ),
        (
            Text("It settles a little higher.", "停在略高一点的地方。"),
            Text("It grows without end.", "无止境地增大。"),
            Text("It oscillates at a fixed height.", "在固定的幅度上来回振荡。"),
        ),
        1,
        Text(
            "Along the steepest direction each step multiplies the error by −1.04: sooner or later "
            "that wins, however small it starts.",
            "沿最陡的方向，每一步把误差乘以 −1.04：起初再小，迟早也会占上风。",
        ),
    ),
    questions=("learning_rate/stable_rate", "learning_rate/quadratic_steps"),
    sources=("Goodfellow, Bengio and Courville (2016), Deep Learning, section 4.3.1",),
)
