def generate(rng):
    return {"w": int(rng.integers(5, 40)), "h": int(rng.integers(5, 40))}


def solve(p):
    return {"area": p["w"] * p["h"], "ratio": p["w"] / p["h"]}


def mistakes(p):
    return {"perimeter": {"area": 2 * (p["w"] + p["h"])}}
