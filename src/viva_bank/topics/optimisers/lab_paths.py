"""Where each optimiser walks on a long valley, on Rosenbrock's function and from a saddle."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Choice,
    Claim,
    Heatmap,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.optimisers.momentum import Momentum
from viva_bank.reference.optimisers.rmsprop import RMSProp
from viva_bank.reference.optimisers.sgd import SGD

# Each has its minimum 0. f(x, y), its gradient, the start, the rate, and the window that is drawn.
SURFACES = {
    "valley": (
        lambda x, y: (x**2 + 50 * y**2) / 2,
        lambda x, y: np.array([x, 50 * y]),
        (-4.0, 1.0),
        0.03,
        (-5, 5, -1.6, 1.6),
    ),
    "rosenbrock": (
        lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
        lambda x, y: np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)]),
        (-1.2, 1.0),
        0.0008,
        (-1.8, 1.8, -0.5, 2.0),
    ),
    "saddle": (
        lambda x, y: x**2 - y**2 + y**4 / 2 + 0.5,
        lambda x, y: np.array([2 * x, -2 * y + 2 * y**3]),
        (1.0, 1e-6),
        0.01,
        (-1.3, 1.3, -1.3, 1.3),
    ),
}
MAKERS = {"SGD": SGD, "momentum": Momentum, "RMSProp": RMSProp, "Adam": Adam}


def walk(gradient, start, optimiser, steps):
    """All points visited."""
    path = [np.array(start)]
    for _ in range(steps):
        (point,) = optimiser.step([path[-1]], [gradient(*path[-1])])
        path.append(point)
    return np.array(path)


def first_above(values, level):
    """The first step where |value| exceeds the level, or one more than there are."""
    above = np.abs(values) > level
    return int(above.argmax()) if above.any() else len(values)


def measure(params, rng, makers=MAKERS):
    f, gradient, start, rate, window = SURFACES[params.surface]
    start = np.array(start) * rng.uniform(0.9, 1.1, 2)
    paths = {n: walk(gradient, start, make(lr=rate), params.steps) for n, make in makers.items()}
    losses = {n: f(*p.T) for n, p in paths.items()}
    xs, ys = np.linspace(*window[:2], 61), np.linspace(*window[2:], 61)
    height = f(*np.meshgrid(xs, ys)) + 1e-3
    every = max(1, params.steps // 200)
    looks = ("solid", "dashed", "dotted", "dashed")
    ends = ", ".join(f"{n} {v[-1]:.2g}" for n, v in losses.items())
    heatmap = Heatmap(
        id="paths",
        title=Text("The paths", "走过的路径"),
        summary=Text(
            f"After {params.steps} steps at the rate {rate:g} the heights above the minimum are: "
            f"{ends}.",
            f"学习率 {rate:g}，走 {params.steps} 步之后，离最小值还差："
            f"{ends.replace(', ', '，')}。",
        ),
        x=Axis(Text("x", "x")),
        y=Axis(Text("y", "y")),
        xs=xs,
        ys=ys,
        values=height,
        colour=Text("height", "高度"),
        scale="log",
        levels=np.geomspace(height.min() * 3, height.max() / 2, 8),
        paths=tuple(
            Series(Text.same(n), *np.clip(p[::every], window[::2], window[1::2]).T, look=look)
            for (n, p), look in zip(paths.items(), looks, strict=True)
        ),
    )
    lines = Lines(
        id="height_by_step",
        title=Text("Height above the minimum by step", "离最小值的高度随步数的变化"),
        summary=heatmap.summary,
        x=Axis(Text("step", "步数")),
        y=Axis(Text("height", "高度"), scale="log"),
        series=tuple(
            Series(Text.same(n), np.arange(params.steps + 1), v, look=look)
            for (n, v), look in zip(losses.items(), looks, strict=True)
        ),
    )
    leave = {n: first_above(p[:, 1], 0.5) for n, p in paths.items()}
    return Result(
        (heatmap, lines),
        {
            "lower": float(losses["SGD"][-1] / max(losses["momentum"][-1], 1e-300)),
            "leave_adam": leave["SGD"] / max(leave["Adam"], 1),
            "leave_momentum": leave["SGD"] / max(leave["momentum"], 1),
        },
    )


LAB = Lab(
    title=Text("Paths of the optimisers", "优化器走过的路"),
    intro=Text(
        "Four optimisers start at the same point with the same rate: in a long valley (κ = 50), "
        "on Rosenbrock's bent valley, or beside the ridge of a saddle.",
        "四种优化器从同一点出发，学习率也相同：在狭长的山谷里（κ = 50）、在 Rosenbrock "
        "弯曲的山谷里，或在鞍点的山脊旁边。",
    ),
    run=measure,
    params=(
        Choice(
            "surface",
            Text("surface", "曲面"),
            "rosenbrock",
            tuple(SURFACES),
            (
                Text("long valley", "狭长山谷"),
                Text("Rosenbrock", "Rosenbrock"),
                Text("saddle", "鞍点"),
            ),
        ),
        Int("steps", Text("steps", "步数"), 1000, 20, 3000, scale="log"),
    ),
    preview={"steps": 300},
    claims=(
        Claim(
            id="momentum_lower",
            sentence=Text(
                "In Rosenbrock's valley momentum gets at least ten times lower than plain descent "
                "in as many steps.",
                "在 Rosenbrock 山谷里走同样多步，带动量至少低十倍。",
            ),
            statistic="lower",
            what=Text(
                "height after 1000 steps, SGD over momentum", "1000 步后的高度之比（SGD ÷ 动量法）"
            ),
            direction="above",
            threshold=10.0,
            unit="×",
        ),
        Claim(
            id="adam_leaves_saddle",
            sentence=Text(
                "Adam leaves a saddle at least five times sooner: it divides the tiny gradient by "
                "its own size.",
                "Adam 离开鞍点至少快五倍：它把微小的梯度除以梯度自身的大小。",
            ),
            statistic="leave_adam",
            what=Text(
                "steps until |y| > 0.5, SGD over Adam", "走到 |y| > 0.5 的步数之比（SGD ÷ Adam）"
            ),
            direction="above",
            threshold=5.0,
            params={"surface": "saddle"},
            unit="×",
        ),
        Claim(
            id="momentum_leaves_saddle",
            sentence=Text(
                "Momentum too leaves a saddle several times sooner than plain descent.",
                "带动量离开鞍点，也比朴素下降快好几倍。",
            ),
            statistic="leave_momentum",
            what=Text(
                "steps until |y| > 0.5, SGD over momentum",
                "走到 |y| > 0.5 的步数之比（SGD ÷ 动量法）",
            ),
            direction="above",
            threshold=3.0,
            params={"surface": "saddle"},
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "all_plain",
            Text("all four are plain descent", "四种都是朴素下降"),
            fails=("momentum_lower", "adam_leaves_saddle", "momentum_leaves_saddle"),
            run=lambda params, rng: measure(params, rng, dict.fromkeys(MAKERS, SGD)),
        ),
    ),
    predict=Predict(
        Text(
            "A saddle, started a millionth beside its ridge. Who leaves first?",
            "从离鞍点山脊百万分之一的地方出发，谁先离开？",
        ),
        (
            Text("Plain descent.", "朴素下降。"),
            Text("Momentum.", "动量法。"),
            Text("RMSProp and Adam.", "RMSProp 和 Adam。"),
        ),
        2,
        Text(
            "Their step does not depend on the gradient's size, so a gradient of 10⁻⁶ moves them "
            "as far as one of 1.",
            "它们的步长与梯度大小无关，10⁻⁶ 的梯度和 1 的梯度走得一样远。",
        ),
    ),
    questions=("optimisers/adam_bias_correction", "learning_rate/quadratic_steps"),
    sources=(
        "Rosenbrock (1960), An automatic method for finding the greatest or least value of a "
        "function",
        "Dauphin et al. (2014), Identifying and attacking the saddle point problem in "
        "high-dimensional non-convex optimization",
    ),
)
