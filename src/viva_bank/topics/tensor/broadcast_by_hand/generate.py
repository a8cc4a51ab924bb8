def generate(rng):
    while True:
        a, b, c = (int(v) for v in rng.choice(range(2, 13), 3, replace=False))
        p = {
            "a": a,
            "b": b,
            "c": c,
            "n": int(rng.choice([16, 32, 64, 100, 128, 256])),
            "rows": int(rng.choice([500, 1000, 2000, 5000, 10_000])),
            "k": int(rng.choice([8, 10, 20, 50, 64, 100])),
            "d": int(rng.choice([32, 64, 128, 256, 512])),
        }
        if p["k"] != p["d"]:
            return p


def solve(p):
    pairwise = (p["rows"], p["k"], p["d"])
    values = p["rows"] * p["k"] * p["d"]
    return {
        "product": (p["a"], p["b"], p["c"]),
        "trap": (p["n"], p["n"]),
        "pairwise": pairwise,
        "memory": values * 4 / 1e6,
        "values": values,
        "distances": p["rows"] * p["k"] * 4 / 1e6,
    }


def mistakes(p):
    return {
        "first_shape": {"product": (p["a"], 1, p["c"])},
        "elementwise": {"trap": (p["n"], 1)},
        "swapped": {"pairwise": (p["k"], p["rows"], p["d"])},
        "no_copy": {"memory": (p["rows"] + p["k"]) * p["d"] * 4 / 1e6},
        "values_not_bytes": {"memory": p["rows"] * p["k"] * p["d"] / 1e6},
    }
