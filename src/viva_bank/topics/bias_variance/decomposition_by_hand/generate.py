def generate(rng):
    while True:
        m = int(rng.choice([4, 5]))
        f = float(rng.integers(10, 60)) / 2
        off = float(rng.choice([-1, 1])) * float(rng.integers(2, 9)) / 2
        predictions = [f + off + float(d) / 2 for d in rng.integers(-6, 7, size=m)]
        p = {"predictions": predictions, "f": f, "noise": float(rng.integers(1, 13)) / 4}
        right = solve(p)
        if (
            right["variance"] > 0.3
            and abs(right["bias"]) > 0.4
            and all(
                any(abs(v - right[k]) > 0.04 * right[k] for k, v in slip.items())
                for slip in mistakes(p).values()
            )
        ):
            return p


def solve(p):
    x = p["predictions"]
    m = len(x)
    mean = sum(x) / m
    bias2 = (mean - p["f"]) ** 2
    deviations = [v - mean for v in x]
    squares = [d * d for d in deviations]
    variance = sum(squares) / m
    return {
        "bias2": bias2,
        "variance": variance,
        "error": bias2 + variance + p["noise"],
        "m": m,
        "mean": mean,
        "bias": mean - p["f"],
        "deviations": deviations,
        "total": sum(squares),
        "errors": [v - p["f"] for v in x],
        "reducible": bias2 + variance,
    }


def mistakes(p):
    r = solve(p)
    sample = r["total"] / (r["m"] - 1)
    return {
        "sample_variance": {"variance": sample, "error": r["bias2"] + sample + p["noise"]},
        "bias_not_squared": {"bias2": r["bias"]},
        "noise_forgotten": {"error": r["reducible"]},
        "mean_of_squares": {"bias2": r["reducible"]},
    }
