def generate(rng):
    while True:
        p = {
            "d": int(
                rng.choice([10, 13, 16, 20, 26, 39, 40, 50, 64, 80, 96, 100, 128, 150, 200, 300])
            ),
            "h": int(rng.choice([16, 20, 24, 32, 48, 50, 64, 75, 100, 128, 150, 200, 256, 512])),
            "layers": int(rng.choice([2, 3, 4])),
        }
        right = solve(p)
        if p["d"] != p["h"] and all(
            v != right[part] for slip in mistakes(p).values() for part, v in slip.items()
        ):
            return p


def _layer(d, h, blocks=4, biases=2, recurrent=True):
    return blocks * (d * h + (h * h if recurrent else 0) + biases * h)


def _all(p, biases=2, **how):
    d, h, n = p["d"], p["h"], p["layers"]
    first = _layer(d, h, biases=biases, **how)
    return {
        "one_bias": _layer(d, h, biases=1, **how),
        "pytorch": first,
        "stacked": first + (n - 1) * _layer(h, h, biases=biases, **how),
    }


def solve(p):
    d, h = p["d"], p["h"]
    return {
        **_all(p),
        "into": d * h,
        "square": h * h,
        "upper": _layer(h, h),
        "uppers": p["layers"] - 1,
    }


def mistakes(p):
    return {
        "one_gate": _all(p, blocks=1),
        "three_gates": _all(p, blocks=3),
        "no_recurrence": _all(p, recurrent=False),
        "single_bias": {k: v for k, v in _all(p, biases=1).items() if k != "one_bias"},
        "same_layers": {"stacked": p["layers"] * _layer(p["d"], p["h"])},
    }
