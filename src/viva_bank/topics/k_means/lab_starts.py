"""k-means: the objective never rises, and where it ends depends on the start.

Varied: the start (random points or k-means++) and k. Measured: the objective before each move of
the centres, and its value at the end over many starts.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Counts,
    Float,
    Histogram,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.clustering.k_means import Clustering, k_means, k_means_plus_plus
from viva_bank.reference.search.brute_force import squared_distances


def blobs(params, rng):
    """Clouds about random places in a square."""
    places = rng.uniform(-10, 10, (params.clouds, 2))
    which = np.arange(params.points) % params.clouds
    return places[which] + params.spread * rng.standard_normal((params.points, 2))


def random_points(X, k, rng):
    return X[rng.choice(len(X), k, replace=False)]


def measure(params, rng, cluster=k_means, seeding=k_means_plus_plus, charge=0.0):
    X = blobs(params, rng)
    starts = {"random": random_points, "plus": seeding}
    runs = {
        name: [cluster(X, start(X, params.clouds, rng)) for _ in range(params.starts)]
        for name, start in starts.items()
    }
    ends = {name: np.array([r.objective[-1] for r in found]) for name, found in runs.items()}
    best = min(e.min() for e in ends.values())
    steps = np.concatenate(
        [np.diff(r.objective) / r.objective[0] for rs in runs.values() for r in rs]
    )
    by_k = [
        min(
            cluster(X, k_means_plus_plus(X, k, rng)).objective[-1]
            for _ in range(max(1, params.starts // 12))
        )
        for k in range(1, 2 * params.clouds + 1)
    ]
    # With a charge a centre this is no longer what k-means lowers.
    by_k = [v + charge * by_k[params.clouds - 1] * k for k, v in enumerate(by_k, 1)]
    stuck = {name: 100 * float((e > 1.05 * best).mean()) for name, e in ends.items()}
    values = {
        "largest_rise": float(steps.max()),
        "random_over_best": float(ends["random"].mean() / best),
        "random_over_plus": float(ends["random"].mean() / ends["plus"].mean()),
        "stuck": stuck["random"],
        "twice_k": by_k[-1] / by_k[params.clouds - 1],
    }
    names = {"random": Text("random points", "随机选点"), "plus": Text("k-means++", "k-means++")}
    longest = max(len(r.objective) for rs in runs.values() for r in rs[:3])
    descent = Lines(
        id="descent",
        title=Text("The objective, step by step", "目标函数逐步的变化"),
        summary=Text(
            f"Three runs from either start: none ever rises, and all stop within {longest} steps; "
            f"the random starts end at {ends['random'][:3].min() / best:.2f} to "
            f"{ends['random'][:3].max() / best:.2f} times the best.",
            f"两种起点各三次运行，目标函数从不上升，至多 {longest} 步停止；随机起点停在最优值的 "
            f"{ends['random'][:3].min() / best:.2f} 到 {ends['random'][:3].max() / best:.2f} 倍。",
        ),
        x=Axis(Text("step", "步数")),
        y=Axis(Text("objective, over the best found", "目标值 ÷ 找到的最优值"), scale="log"),
        series=tuple(
            Series(
                Text(f"{names[n].en}, {i + 1}", f"{names[n].zh}，{i + 1}"),
                np.arange(len(r.objective)),
                r.objective / best,
                look="solid" if n == "random" else "dashed",
            )
            for n, rs in runs.items()
            for i, r in enumerate(rs[:3])
        ),
    )
    top = max(2.0, *(float(np.quantile(e, 0.98)) / best for e in ends.values()))
    edges = np.linspace(1, top, 25)
    histogram = Histogram(
        id="ends",
        title=Text("Where many starts end", "许多起点各停在哪里"),
        summary=Text(
            f"Of {params.starts} starts {stuck['random']:.0f} % of the random ones and "
            f"{stuck['plus']:.0f} % of k-means++ end more than 5 % above the best.",
            f"{params.starts} 个起点中，随机选点有 {stuck['random']:.0f}%、k-means++ 有 "
            f"{stuck['plus']:.0f}% 停在比最优值高 5% 以上的地方。",
        ),
        x=Axis(Text("objective at the end, over the best", "终点目标值 ÷ 最优值")),
        groups=tuple(
            Counts(names[n], edges, np.histogram(np.minimum(e / best, top), edges)[0])
            for n, e in ends.items()
        ),
        stacked=True,
    )
    elbow = Lines(
        id="elbow",
        title=Text("The objective by k", "目标函数随 k 的变化"),
        summary=Text(
            f"It goes on falling beyond the true {params.clouds} clouds: at k = "
            f"{2 * params.clouds} it is {values['twice_k']:.2f} of its value there.",
            f"越过真实的 {params.clouds} 团之后它仍在下降：k = {2 * params.clouds} 时是那里的 "
            f"{values['twice_k']:.2f} 倍。",
        ),
        x=Axis(Text("k", "k")),
        y=Axis(Text("objective", "目标值"), scale="log"),
        series=(Series(Text("best of 5 starts", "5 次中最好"), np.arange(1, len(by_k) + 1), by_k),),
    )
    return Result((descent, histogram, elbow), values)


def medians(X, centres):
    """Not k-means: the centres move to medians of cubed coordinates, which minimise nothing."""
    objective = []
    for _ in range(15):
        d2 = squared_distances(X, centres)
        objective.append(float(d2.min(axis=1).sum()))
        label = d2.argmin(axis=1)
        centres = np.array(
            [
                np.median(X[label == j] ** 3, axis=0) if (label == j).any() else c
                for j, c in enumerate(centres)
            ]
        )
    return Clustering(centres, label, np.array(objective))


LAB = Lab(
    title=Text("k-means from many starts", "从许多起点出发的 k-means"),
    intro=Text(
        "600 points in 12 clouds. Lloyd's algorithm runs from points picked at random and from "
        "k-means++, which picks far points more often.",
        "600 个点，12 团。Lloyd 算法分别从随机选的点和 k-means++（更常选远处的点）出发。",
    ),
    run=measure,
    params=(
        Int("clouds", Text("clouds, and k", "团数（也是 k）"), 12, 2, 20),
        Float("spread", Text("spread of a cloud", "每团的散布"), 0.5, 0.1, 5.0, 0.1),
        Int("points", Text("points", "点数"), 600, 60, 3000, hidden=True),
        Int("starts", Text("starts", "起点数"), 60, 5, 500, hidden=True),
    ),
    preview={"points": 180, "starts": 6},
    claims=(
        Claim(
            id="never_rises",
            sentence=Text("The objective of k-means never rises.", "k-means 的目标函数从不上升。"),
            statistic="largest_rise",
            what=Text(
                "largest step of the objective, over its start", "目标函数单步的最大变化 ÷ 起始值"
            ),
            direction="below",
            threshold=1e-9,
            every=True,
        ),
        Claim(
            id="finds_the_best",
            sentence=Text(
                "k-means converges, so it finds the best clustering.",
                "k-means 会收敛，所以能找到最优聚类。",
            ),
            statistic="stuck",
            what=Text(
                "random starts that end over 5 % above the best, in %",
                "随机起点中终点高出最优值 5% 以上者（%）",
            ),
            direction="below",
            threshold=5.0,
            myth=True,
        ),
        Claim(
            id="plus_plus_is_better",
            sentence=Text(
                "k-means++ ends lower than random starts.", "k-means++ 的终点低于随机起点。"
            ),
            statistic="random_over_plus",
            what=Text(
                "mean objective of random starts over k-means++",
                "随机起点与 k-means++ 的平均目标值之比",
            ),
            direction="above",
            threshold=1.5,
            unit="×",
        ),
        Claim(
            id="k_by_objective",
            sentence=Text(
                "The objective alone cannot choose k: it falls on with every centre.",
                "只看目标函数选不出 k，每加一个中心它都会下降。",
            ),
            statistic="twice_k",
            what=Text(
                "objective at twice the true k over that at the true k",
                "两倍真实 k 与真实 k 的目标值之比",
            ),
            direction="below",
            threshold=0.9,
        ),
    ),
    broken=(
        Broken(
            "cubed_medians",
            Text(
                "the centres move to medians of cubes, not to means",
                "中心移到立方的中位数，而不是均值",
            ),
            fails=("never_rises",),
            run=lambda params, rng: measure(params, rng, cluster=medians),
        ),
        Broken(
            "one_cloud",
            Text("two far clouds: every start finds them", "只有两团且相距很远"),
            fails=("finds_the_best",),
            params={"clouds": 2, "spread": 0.1},
        ),
        Broken(
            "centres_charged",
            Text("each centre costs a tenth of the objective", "每个中心另收目标值的十分之一"),
            fails=("k_by_objective",),
            run=lambda params, rng: measure(params, rng, charge=0.1),
        ),
        Broken(
            "random_twice",
            Text("both arms start at random points", "两组都从随机点出发"),
            fails=("plus_plus_is_better",),
            run=lambda params, rng: measure(params, rng, seeding=random_points),
        ),
    ),
    predict=Predict(
        Text(
            "12 far clouds, k = 12, random starts. How many end at the best clustering?",
            "12 团相距很远，k = 12，随机起点。有多少次能到达最优聚类？",
        ),
        (
            Text("Nearly all.", "几乎全部。"),
            Text("About half.", "约一半。"),
            Text("Hardly any.", "几乎没有。"),
        ),
        2,
        Text(
            "Two starting points in one cloud stay there: the empty cloud is shared by a "
            "neighbour.",
            "两个起点落在同一团里就出不来，空着的那团只能由邻近的中心兼管。",
        ),
    ),
    questions=("k_means/centroid",),
    sources=(
        "Lloyd (1982), Least squares quantization in PCM",
        "Arthur and Vassilvitskii (2007), k-means++: the advantages of careful seeding",
    ),
)
