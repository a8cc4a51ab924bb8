def generate(rng):
    while True:
        p = {
            "p": float(rng.choice([0.1, 0.2, 0.25, 0.4, 0.6, 0.75, 0.8])),
            "x": [int(v) for v in rng.choice([1, 2, 3, 4, 5, 6], size=3, replace=False)],
            "w": [float(v) for v in rng.choice([-2, -1.5, -0.5, 0.5, 1.5, 2, 3], 3, replace=False)],
        }
        right = solve(p)
        # Far from each other, and the mean far from 0, so that relative figures make sense.
        if abs(right["sum_mean"]) < 0.4 or p["x"][0] == 1:
            continue
        slips = mistakes(p).values()
        if all(abs(s[k] - right[k]) > 0.03 * abs(right[k]) for s in slips for k in s):
            return p


def _dust(v):
    return round(v, 12)


def _values(x, w, kept, var, keep_mean):
    """With x̃ᵢ = kept·xᵢ or 0, Var[x̃ᵢ] = var·xᵢ² and E[x̃ᵢ] = keep_mean·xᵢ."""
    return {
        "kept": _dust(kept * x[0]),
        "variance": _dust(var * x[0] ** 2),
        "sum_mean": _dust(keep_mean * sum(a * b for a, b in zip(w, x))),
        "sum_variance": _dust(var * sum((a * b) ** 2 for a, b in zip(w, x))),
    }


def solve(p):
    x, w, q = p["x"], p["w"], p["p"]
    terms = [a * b for a, b in zip(w, x)]
    return {
        **_values(x, w, 1 / (1 - q), q / (1 - q), 1.0),
        "keep": _dust(1 - q),
        "ratio": q / (1 - q),
        "x1_squared": x[0] ** 2,
        "terms": terms,
        "squares": [t * t for t in terms],
        "sum_squares": sum(t * t for t in terms),
        "sum_std": (q / (1 - q) * sum(t * t for t in terms)) ** 0.5,
    }


def mistakes(p):
    x, w, q = p["x"], p["w"], p["p"]
    ratio = q / (1 - q)
    return {
        "not_scaled": _values(x, w, 1.0, q * (1 - q), 1 - q),
        "p_as_keep": {
            k: v for k, v in _values(x, w, 1 / q, (1 - q) / q, 1.0).items() if k != "sum_mean"
        },
        "second_moment": {"variance": _dust(x[0] ** 2 / (1 - q))},
        "weights_not_squared": {
            "sum_variance": _dust(ratio * sum(a * b * b for a, b in zip(w, x)))
        },
        "one_mask": {"sum_variance": _dust(ratio * sum(a * b for a, b in zip(w, x)) ** 2)},
    }
