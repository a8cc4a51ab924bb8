def generate(rng):
    while True:
        m = int(rng.choice([4, 5]))
        p = {
            "x": [int(v) for v in rng.integers(-6, 13, size=m)],
            "m": m,
            "nth": int(rng.integers(1, m + 1)),
            "gamma": float(rng.choice([0.5, 1.5, 2.0, 2.5, 3.0])),
            "beta": float(rng.choice([-2.0, -1.5, -1.0, 0.5, 1.0, 4.0])),
        }
        p["total"] = sum(p["x"])
        right = solve(p)
        # A spread feature, an example away from the mean, and slips that show.
        if (
            right["var"] >= 2
            and p["total"] != 0
            and abs(right["x_hat"]) >= 0.3
            and all(
                abs(v[k] - right[k]) > 0.05
                and abs(v[k] + right[k]) > 0.05
                and abs(v[k] - 2 * right[k]) > 0.05
                for v in mistakes(p).values()
                for k in v
            )
        ):
            return p


def _rest(p, mean, var, *, root=0.5):
    x_hat = (p["x"][p["nth"] - 1] - mean) / (var + 1e-5) ** root
    return {"x_hat": x_hat, "y": p["gamma"] * x_hat + p["beta"]}


def solve(p):
    x, m = p["x"], p["m"]
    mean = p["total"] / m
    deviations = [v - mean for v in x]
    var = sum(d * d for d in deviations) / m
    return {
        "mean": mean,
        "var": var,
        "deviations": deviations,
        "squares": sum(d * d for d in deviations),
        "deviation": deviations[p["nth"] - 1],
        "std": (var + 1e-5) ** 0.5,
        **_rest(p, mean, var),
    }


def mistakes(p):
    right = solve(p)
    mean, var, m = right["mean"], right["var"], p["m"]
    more = var * m / (m - 1)
    squares = sum(v * v for v in p["x"]) / m
    return {
        "unbiased": {"var": more, **_rest(p, mean, more)},
        "no_root": _rest(p, mean, var, root=1),
        "not_centred": {"var": squares, **_rest(p, mean, squares)},
        "swapped": {"y": p["beta"] * right["x_hat"] + p["gamma"]},
        "scaled_shift": {"y": p["gamma"] * (right["x_hat"] + p["beta"])},
    }
