"""Where gradient descent ends on a surface with several wells, from many random starts."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Heatmap,
    Int,
    Lab,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.training.gradient_descent import gradient_descent

SIDE = 4.0


def landscape(rng, wells, deepest=1.5):
    """(f, ∇f) for −Σ aᵢ·exp(−‖x − cᵢ‖²/2sᵢ²) + 0.02·‖x‖², on points of shape (n, 2)."""
    # A grid with jitter keeps the wells apart, so that each is a minimum of its own.
    grid = np.array([(x, y) for x in (-2.5, 0, 2.5) for y in (-2.5, 0, 2.5)])
    centres = rng.permutation(grid)[:wells] + rng.uniform(-0.5, 0.5, (wells, 2))
    depth, width = rng.uniform(deepest / 3, deepest, wells), rng.uniform(0.5, 0.8, wells)

    def parts(x):
        off = x[:, None, :] - centres
        return off, depth * np.exp(-(off**2).sum(axis=2) / (2 * width**2))

    def f(x):
        return -parts(x)[1].sum(axis=1) + 0.02 * (x**2).sum(axis=1)

    def gradient(x):
        off, e = parts(x)
        return ((e / width**2)[:, :, None] * off).sum(axis=1) + 0.04 * x

    return f, gradient


def descend(gradient, points, rate, steps):
    """The paths of all points: many independent descents are one in all their coordinates."""
    flat = gradient_descent(
        lambda theta: gradient(theta.reshape(-1, 2)).ravel(), points.ravel(), rate, steps
    )
    return flat.reshape(steps + 1, -1, 2)


def measure(params, rng, deepest=1.5):
    f, gradient = landscape(rng, params.wells, deepest)
    starts = rng.uniform(-SIDE, SIDE, (params.starts, 2))
    paths = descend(gradient, starts, params.rate, params.steps)
    ends = paths[-1]
    xs = np.linspace(-SIDE, SIDE, 81)
    grid = np.stack(np.meshgrid(xs, xs), axis=-1).reshape(-1, 2)
    height = f(grid)
    # The global minimum: the lowest point of a fine grid, then downhill from there.
    lowest = descend(gradient, grid[[height.argmin()]], 0.1, 500)[-1]
    share = float((np.linalg.norm(ends - lowest, axis=1) < 0.05).mean())
    still = float((np.linalg.norm(gradient(ends), axis=1) < 1e-3).mean())
    shown = paths[:: max(1, params.steps // 60), : min(6, params.starts)]
    figure = Heatmap(
        id="descents",
        title=Text("Six descents from random starts", "从六个随机起点下降"),
        summary=Text(
            f"Of {params.starts} random starts {share:.0%} end in the global minimum near "
            f"({lowest[0, 0]:.1f}, {lowest[0, 1]:.1f}); {still:.0%} end where the gradient is "
            "zero.",
            f"{params.starts} 个随机起点中，{share:.0%} 到达全局最小值（{lowest[0, 0]:.1f}, "
            f"{lowest[0, 1]:.1f}）附近；{still:.0%} 停在梯度为零的地方。",
        ),
        x=Axis(Text("x", "x")),
        y=Axis(Text("y", "y")),
        xs=xs,
        ys=xs,
        values=height.reshape(81, 81),
        colour=Text("height", "高度"),
        levels=np.linspace(height.min(), height.max(), 10)[1:-1],
        paths=tuple(
            Series(Text(f"start {n + 1}", f"起点 {n + 1}"), *shown[:, n].T)
            for n in range(shown.shape[1])
        ),
    )
    return Result((figure,), {"global": share, "stationary": still})


LAB = Lab(
    title=Text("Does gradient descent find the global minimum?", "梯度下降能找到全局最小值吗？"),
    intro=Text(
        "A random landscape with several wells of different depth and width. Gradient descent "
        "starts at many random points; we count how many of them end in the deepest well.",
        "随机生成一片有几个坑的地形，坑的深浅宽窄不同。从许多随机点出发做梯度下降，"
        "数一数有多少落进最深的坑。",
    ),
    run=measure,
    params=(
        Int("wells", Text("wells", "坑的个数"), 5, 1, 9),
        Float("rate", Text("learning rate", "学习率"), 0.1, 0.01, 0.3, scale="log"),
        Int("steps", Text("steps", "步数"), 2000, 50, 4000, scale="log"),
        Int("starts", Text("starts", "起点个数"), 300, 8, 1000, scale="log"),
    ),
    preview={"starts": 60, "steps": 300},
    claims=(
        Claim(
            id="finds_global",
            sentence=Text(
                "Gradient descent finds the global minimum.",
                "梯度下降能找到全局最小值。",
            ),
            statistic="global",
            what=Text("share of random starts that end in it", "到达全局最小值的起点比例"),
            direction="above",
            threshold=0.9,
            seeds=8,
            myth=True,
        ),
        Claim(
            id="finds_stationary",
            sentence=Text(
                "It finds a point where the gradient is zero; which one depends on the start.",
                "它找到的是一个梯度为零的点，至于是哪一个，取决于起点。",
            ),
            statistic="stationary",
            what=Text(
                "share of starts that end with a gradient below 0.001", "终点梯度小于 0.001 的比例"
            ),
            direction="above",
            threshold=0.95,
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "bowl",
            Text("the wells are filled: a convex bowl is left", "把坑都填平，只剩一个凸的碗"),
            fails=("finds_global",),
            run=lambda params, rng: measure(params, rng, deepest=0.0),
        ),
        Broken(
            "too_few_steps",
            Text("it stops after 50 steps", "走 50 步就停"),
            fails=("finds_stationary",),
            params={"steps": 50},
        ),
    ),
    predict=Predict(
        Text(
            "Five wells. How many of the random starts end in the deepest one?",
            "有五个坑，随机起点里有多少落进最深的那个？",
        ),
        (
            Text("Nearly all.", "几乎全部。"),
            Text("About half.", "约一半。"),
            Text("About a quarter, give or take.", "四分之一上下。"),
        ),
        2,
        Text(
            "The start decides: descent ends in the well in whose basin it began.",
            "起点说了算：从哪个坑的范围里出发，就落进哪个坑。",
        ),
    ),
    questions=("gradient_descent/batch_or_stochastic", "gradient_descent/steps_by_hand"),
    sources=(
        "Nocedal and Wright (2006), Numerical Optimization, section 3.2",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.2.2",
    ),
)
