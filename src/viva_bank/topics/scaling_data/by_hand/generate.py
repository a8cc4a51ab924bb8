def generate(rng):
    while True:
        n = int(rng.choice([4, 5]))
        p = {
            "train": [int(v) for v in rng.integers(2, 31, size=n)],
            "n": n,
            "test": int(rng.integers(0, 45)),
        }
        low, high = min(p["train"]), max(p["train"])
        # The test value is outside the training range, where clipping and leaking both show.
        if high - low < 6 or low <= p["test"] <= high:
            continue
        p["low"], p["high"], p["total"] = low, high, sum(p["train"])
        right, slips = solve(p), mistakes(p)
        if right["var"] >= 4 and all(
            abs(v[k] - f * right[k]) > 0.03
            for v in slips.values()
            for k in v
            for f in (1, -1, 2, 0.5)
        ):
            return p


def solve(p):
    x, n = p["train"], p["n"]
    mean = p["total"] / n
    var = sum((v - mean) ** 2 for v in x) / n
    unit = (p["test"] - p["low"]) / (p["high"] - p["low"])
    return {
        "standard": (p["test"] - mean) / var**0.5,
        "min_max": unit,
        "symmetric": 2 * unit - 1,
        "mean": mean,
        "var": var,
        "std": var**0.5,
        "squares": var * n,
        "difference": p["test"] - mean,
        "above": p["test"] - p["low"],
        "span": p["high"] - p["low"],
    }


def mistakes(p):
    right = solve(p)
    t, n, low, high = p["test"], p["n"], p["low"], p["high"]
    everything = [*p["train"], t]
    mean = sum(everything) / (n + 1)
    var = sum((v - mean) ** 2 for v in everything) / (n + 1)
    inside = min(max(right["min_max"], 0.0), 1.0)
    leaked = (t - min(everything)) / (max(everything) - min(everything))
    slips = {
        "leak": {"standard": (t - mean) / var**0.5},
        "by_variance": {"standard": right["difference"] / right["var"]},
        "sample_deviation": {"standard": right["standard"] * ((n - 1) / n) ** 0.5},
        "by_maximum": {"min_max": (t - low) / high, "symmetric": 2 * (t - low) / high - 1},
    }
    # Outside the range a leak and a clip give the same 0 or 1: one name for it is enough.
    assert inside == leaked
    slips["clipped"] = {"min_max": inside, "symmetric": 2 * inside - 1}
    return slips
