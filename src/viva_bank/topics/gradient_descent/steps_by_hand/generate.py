def generate(rng):
    while True:
        p = {
            "a": int(rng.integers(2, 6)),
            "b": int(rng.integers(2, 5)),
            "c": int(rng.integers(2, 6)),
            "x0": int(rng.choice([-3, -2, -1, 1, 2, 3, 4])),
            "y0": int(rng.choice([-3, -2, -1, 1, 2, 3, 4])),
            "lr": float(rng.choice([0.05, 0.1, 0.2])),
        }
        # Positive definite, so that there is a minimum; downhill twice; every slip shows.
        if 4 * p["a"] * p["c"] <= p["b"] ** 2:
            continue
        right = solve(p)
        if not right["start"] > right["between"] > right["value"]:
            continue
        away = all(
            all(abs(s[k][i] - right[k][i]) > 0.02 for k in s if k != "value" for i in (0, 1))
            for n, s in mistakes(p).items()
            if n != "one_after_the_other"
        )
        seen = [s["second"] for s in mistakes(p).values()]
        apart = all(
            max(abs(u - v) for u, v in zip(s, t)) > 0.02
            for i, s in enumerate(seen)
            for t in seen[:i]
        )
        late = mistakes(p)["one_after_the_other"]
        shows = abs(late["first"][1] - right["first"][1]) > 0.02
        if away and apart and shows and abs(right["value"]) > 0.05:
            return p


def _f(p, x, y):
    return p["a"] * x * x + p["b"] * x * y + p["c"] * y * y


def _gradient(p, x, y, *, two=2, cross=1):
    return (
        two * p["a"] * x + cross * p["b"] * y,
        cross * p["b"] * x + two * p["c"] * y,
    )


def _round(x):
    # Sums of short decimals: what is below 1e-12 is binary dust.
    return round(x, 12) + 0.0


def _walk(p, rate, **slip):
    x, y = p["x0"], p["y0"]
    points = []
    for _ in range(2):
        gx, gy = _gradient(p, x, y, **slip)
        x, y = _round(x - rate * gx), _round(y - rate * gy)
        points.append([x, y])
    return {"first": points[0], "second": points[1]}


def solve(p):
    steps = _walk(p, p["lr"])
    return {
        **steps,
        "value": _round(_f(p, *steps["second"])),
        "start": _f(p, p["x0"], p["y0"]),
        "between": _round(_f(p, *steps["first"])),
        "g0": list(_gradient(p, p["x0"], p["y0"])),
        "g1": [_round(g) for g in _gradient(p, *steps["first"])],
        "twice_a": 2 * p["a"],
        "twice_c": 2 * p["c"],
    }


def mistakes(p):
    lr = p["lr"]
    first = _walk(p, lr)["first"]
    g = _gradient(p, p["x0"], p["y0"])
    x, y, points = p["x0"], p["y0"], []
    for _ in range(2):
        x = _round(x - lr * _gradient(p, x, y)[0])
        y = _round(y - lr * _gradient(p, x, y)[1])
        points.append([x, y])
    return {
        "uphill": _walk(p, -lr),
        "no_rate": _walk(p, 1.0),
        "no_factor_two": _walk(p, lr, two=1),
        "no_cross_term": _walk(p, lr, cross=0),
        "one_after_the_other": {"first": points[0], "second": points[1]},
        "stale_gradient": {"second": [_round(u - lr * v) for u, v in zip(first, g)]},
    }
