"""Yields partial results slowly, fails or dies where it is told to."""

import os
import time

from viva.authoring import Broken, Choice, Claim, Int, Lab, Result, Table, Text


def run(params, rng):
    if params.end == "raise":
        raise ValueError("no such coin")
    if params.end == "die":
        os._exit(3)
    if params.end == "hang":
        time.sleep(600)
    for n in range(params.steps):
        table = Table(
            "t", Text("T", "表"), Text("A table.", "一张表。"), (Text("n", "n"),), ((n,),)
        )
        yield Result((table,), {"n": n, "draw": rng.random()})
        time.sleep(0.02)


LAB = Lab(
    title=Text("Slow", "慢"),
    intro=Text("Slow.", "慢。"),
    run=run,
    params=(
        Int("steps", Text("steps", "步数"), 3, 1, 1000),
        Choice("end", Text("end", "结局"), "well", ("well", "raise", "die", "hang")),
    ),
    claims=(Claim("counts", Text("It counts.", "会数数。"), "n", "above", 1.0),),
    broken=(Broken("short", Text("one step only", "只走一步"), ("counts",), params={"steps": 1}),),
    sources=("Nobody (2026), On patience",),
)
