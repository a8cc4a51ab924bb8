"""Throws a coin: the share of heads, and what it is not."""

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Choice,
    Claim,
    Flag,
    Float,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)


def throw(params, rng, bias=0.0):
    heads = np.cumsum(rng.random(params.throws) < params.share + bias)
    share = heads / np.arange(1, params.throws + 1)
    figure = Lines(
        id="share",
        title=Text("Share of heads", "正面的比例"),
        summary=Text(f"It ends at {share[-1]:.3f}.", f"最后是 {share[-1]:.3f}。"),
        x=Axis(Text("throw", "次数"), scale="log"),
        y=Axis(Text("share", "比例"), low=0, high=1),
        series=(Series(Text("share", "比例"), np.arange(1, params.throws + 1), share),),
    )
    return Result((figure,), {"heads": share[-1], "gain": share[-1] - params.share})


LAB = Lab(
    title=Text("Heads", "正面"),
    intro=Text("A coin with $p$ is thrown.", "抛一枚概率为 $p$ 的硬币。"),
    run=throw,
    params=(
        Int("throws", Text("throws", "次数"), 20_000, 10, 100_000, scale="log"),
        Float("share", Text("share", "概率"), 0.5, 0.0, 1.0),
        Choice("side", Text("side", "哪一面"), "heads", ("heads", "tails")),
        Flag("loud", Text("loud", "大声"), False),
    ),
    preview={"throws": 100},
    claims=(
        Claim(
            id="half",
            sentence=Text("Half of them are heads.", "一半是正面。"),
            statistic="heads",
            what=Text("share of heads", "正面的比例"),
            direction="within",
            threshold=(0.48, 0.52),
            seeds=6,
        ),
        Claim(
            id="mostly",
            sentence=Text("Heads come more often.", "正面更多。"),
            statistic="gain",
            direction="above",
            threshold=0.02,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "loaded",
            Text("a loaded coin", "灌铅的硬币"),
            ("half", "mostly"),
            run=lambda params, rng: throw(params, rng, 0.1),
        ),
        Broken("other", Text("another coin", "另一枚"), ("half",), params={"share": 0.7}),
    ),
    predict=Predict(
        Text("How many?", "多少？"), (Text("half", "一半"), Text("all", "全部")), 0,
        Text("It is fair.", "它是公平的。"),
    ),
    sources=("Nobody (2026), On coins",),
)  # fmt: skip
