def generate(rng):
    while True:
        p = {
            "side": int(rng.choice([24, 32, 40, 48, 64, 80, 96])),
            "k1": int(rng.choice([8, 16, 24, 32])),
            "k2": int(rng.choice([16, 32, 48, 64])),
            "k3": int(rng.choice([32, 64, 96, 128])),
            "n": int(rng.choice([2, 5, 10, 20, 50, 100])),
        }
        p["twice"] = 2 * p["side"]
        right = solve(p)
        if p["k1"] < p["k2"] < p["k3"] and all(
            v != right[part] for slip in mistakes(p).values() for part, v in slip.items()
        ):
            return p


def _conv(p, bias=1):
    chain = (3, p["k1"], p["k2"], p["k3"])
    return [9 * a * b + bias * b for a, b in zip(chain, chain[1:], strict=False)]


def solve(p):
    convs = _conv(p)
    small = p["side"] // 8
    features = p["k3"] * small**2
    head, head_after = features * p["n"] + p["n"], 4 * features * p["n"] + p["n"]
    head_pooled = p["k3"] * p["n"] + p["n"]
    conv = sum(convs)
    return {
        "conv": conv,
        "before": conv + head,
        "after": conv + head_after,
        "pooled": conv + head_pooled,
        "c1": convs[0],
        "c2": convs[1],
        "c3": convs[2],
        "small": small,
        "large": 2 * small,
        "features": features,
        "features_after": 4 * features,
        "head": head,
        "head_after": head_after,
        "head_pooled": head_pooled,
        "factor": (conv + head_after) / (conv + head),
    }


def mistakes(p):
    s = solve(p)
    bare = sum(_conv(p, bias=0))
    return {
        "conv_grows": {"after": 4 * s["conv"] + s["head_after"]},
        "only_twice": {"after": s["conv"] + 2 * s["features"] * p["n"] + p["n"]},
        "bias_grows": {"after": s["conv"] + 4 * s["head"]},
        "no_bias": {
            "conv": bare,
            "before": bare + s["features"] * p["n"],
            "after": bare + s["features_after"] * p["n"],
            "pooled": bare + p["k3"] * p["n"],
        },
        "no_pooling": {
            "before": s["conv"] + p["k3"] * p["side"] ** 2 * p["n"] + p["n"],
            "after": s["conv"] + p["k3"] * p["twice"] ** 2 * p["n"] + p["n"],
        },
    }
