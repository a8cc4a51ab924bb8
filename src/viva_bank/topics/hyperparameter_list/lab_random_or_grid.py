"""Random against grid search with the same number of trials, by how many axes matter."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
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
from viva_bank.reference.tuning.grid import grid_search
from viva_bank.reference.tuning.random_search import random_search, uniform


def landscape(rng, axes, matter):
    """Σ (x_i − o_i)² over the axes that matter, which are drawn, as is the optimum o in [0, 1]."""
    optimum = rng.uniform(0, 1, axes)
    chosen = [f"x{i}" for i in rng.permutation(axes)[:matter]]
    where = {f"x{i}": float(o) for i, o in enumerate(optimum)}
    return lambda s: float(sum((s[n] - where[n]) ** 2 for n in chosen)), where, chosen


def search(rng, axes, matter, values, random=random_search):
    """(loss of the best grid trial, of the best random trial), both with values^axes trials."""
    loss, _, _ = landscape(rng, axes, matter)
    levels = [float(v) for v in (np.arange(values) + 0.5) / values]
    names = [f"x{i}" for i in range(axes)]
    gridded = grid_search(loss, {n: levels for n in names})
    drawn = random(loss, {n: uniform(0, 1) for n in names}, values**axes, rng)
    return [min(t.loss for t in trials) for trials in (gridded, drawn)]


def measure(params, rng, random=random_search):
    seeds = rng.integers(2**62, size=params.repeats)
    ratios, means = [], []
    for matter in range(1, params.axes + 1):
        found = np.array(
            [
                search(np.random.default_rng(s), params.axes, matter, params.values, random)
                for s in seeds
            ]
        )
        means.append(found.mean(axis=0))
        ratios.append(means[-1][0] / means[-1][1])
    means, counts = np.array(means), np.arange(1, params.axes + 1)
    trials = params.values**params.axes
    lines = Lines(
        id="best_loss",
        title=Text(f"Best loss of {trials} trials", f"{trials} 次试验中最好的损失"),
        summary=Text(
            f"Where 1 of {params.axes} axes matters, the grid's best is {ratios[0]:.0f} times "
            f"random search's; where all matter, {ratios[-1]:.2f} times.",
            f"{params.axes} 个超参数里只有 1 个起作用时，网格搜索的最好损失是随机搜索的 "
            f"{ratios[0]:.0f} 倍；全都起作用时是 {ratios[-1]:.2f} 倍。",
        ),
        x=Axis(Text("axes that matter", "起作用的超参数个数")),
        y=Axis(Text("loss above the optimum", "高出最优值的损失"), scale="log"),
        series=(
            Series(Text("grid", "网格"), counts, means[:, 0], look="dashed"),
            Series(Text("random", "随机"), counts, means[:, 1]),
        ),
    )
    first = np.random.default_rng(seeds[0])
    points = first.uniform(0, 1, (params.values**2, 2))
    levels = (np.arange(params.values) + 0.5) / params.values
    gx, gy = (a.ravel() for a in np.meshgrid(levels, levels))
    scatter = Scatter(
        id="trials",
        title=Text(
            f"{params.values**2} trials on two axes", f"两个超参数上的 {params.values**2} 次试验"
        ),
        summary=Text(
            f"The grid tries {params.values} values of each axis, the random draw "
            f"{params.values**2}.",
            f"网格在每个超参数上只试了 {params.values} 个值，随机抽取试了 {params.values**2} 个。",
        ),
        x=Axis(Text("axis that matters", "起作用的超参数"), low=0.0, high=1.0),
        y=Axis(Text("axis that does not", "不起作用的超参数"), low=0.0, high=1.0),
        groups=(
            Points(Text("grid", "网格"), gx, gy),
            Points(Text("random", "随机"), points[:, 0], points[:, 1]),
        ),
    )
    return Result((scatter, lines), {"one": ratios[0], "all": ratios[-1]})


def random_on_grid(loss, axes, trials, rng):
    """Not random search: trials drawn from a grid of three values."""
    coarse = {n: (lambda r: float((r.integers(3) + 0.5) / 3)) for n in axes}
    return random_search(loss, coarse, trials, rng)


LAB = Lab(
    title=Text("Grid or random search?", "网格搜索还是随机搜索？"),
    intro=Text(
        "A loss with its optimum at a random place of the unit cube, of which only some axes "
        "matter. Grid and random search get the same number of trials; we compare the best loss "
        "of each, over many such losses. The landscape is made up: what it shows is geometry.",
        "损失函数的最优点随机落在单位立方体里，只有部分坐标（超参数）起作用。"
        "网格搜索和随机搜索试验次数相同，在许多这样的损失函数上比较各自最好的结果。"
        "损失函数是人造的，显示的是几何道理。",
    ),
    run=measure,
    params=(
        Int("axes", Text("axes", "超参数个数"), 4, 2, 4),
        Int(
            "values", Text("values of each axis in the grid", "网格里每个超参数的取值个数"), 3, 2, 4
        ),
        Int("repeats", Text("losses averaged", "平均的损失函数个数"), 60, 5, 300, hidden=True),
    ),
    preview={"repeats": 10},
    claims=(
        Claim(
            id="few_axes_matter",
            sentence=Text(
                "Where one of four axes matters, random search comes at least ten times nearer.",
                "四个超参数里只有一个起作用时，随机搜索的损失不到网格搜索的十分之一。",
            ),
            statistic="one",
            what=Text(
                "mean best loss, grid over random, 81 trials",
                "平均最好损失之比（网格 ÷ 随机），81 次试验",
            ),
            direction="above",
            threshold=10.0,
            seeds=6,
            unit="×",
        ),
        Claim(
            id="always_better",
            sentence=Text(
                "Random search is always much better: twice as near even where all axes matter "
                "alike.",
                "随机搜索总是好得多：哪怕所有超参数同样重要，损失也只有一半。",
            ),
            statistic="all",
            what=Text(
                "mean best loss, grid over random, 81 trials",
                "平均最好损失之比（网格 ÷ 随机），81 次试验",
            ),
            direction="above",
            threshold=2.0,
            seeds=6,
            myth=True,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "coarse_draws",
            Text("the random trials take the grid's values", "随机试验也只取网格上的值"),
            fails=("few_axes_matter",),
            run=lambda params, rng: measure(params, rng, random_on_grid),
        ),
        Broken(
            "more_trials",
            Text("random search gets thirty times the trials", "随机搜索多试三十倍"),
            fails=("always_better",),
            run=lambda params, rng: measure(
                params, rng, lambda f, a, n, r: random_search(f, a, 30 * n, r)
            ),
            params={"repeats": 10},
        ),
    ),
    predict=Predict(
        Text(
            "81 trials, four axes, one of which matters. How many of its values does a grid try?",
            "81 次试验、四个超参数，只有一个起作用。网格在它上面试了几个值？",
        ),
        (Text.same("81"), Text.same("27"), Text.same("3")),
        2,
        Text(
            "3⁴ = 81: each value is tried 27 times over. Random search tries 81 of them.",
            "3⁴ = 81：每个值重复了 27 次。随机搜索则试了 81 个不同的值。",
        ),
    ),
    questions=("hyperparameter_list/tune_what",),
    sources=(
        "Bergstra and Bengio (2012), Random search for hyper-parameter optimization, figure 1",
    ),
)
