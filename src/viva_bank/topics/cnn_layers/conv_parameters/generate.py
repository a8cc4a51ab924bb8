def generate(rng):
    while True:
        p = {
            "side": int(rng.choice([14, 28, 56])),
            "c": int(rng.choice([32, 64, 96, 128, 192, 256])),
            "k": int(rng.choice([32, 64, 96, 128, 192, 256])),
            "f": int(rng.choice([3, 5])),
            "s": int(rng.choice([1, 2])),
            "d": int(rng.choice([4, 6, 7])),
            "e": int(rng.choice([128, 256, 512])),
            "units": int(rng.choice([512, 1000, 1024, 2048, 4096])),
        }
        p["p"] = p["f"] // 2
        right = solve(p)
        if p["c"] != p["k"] and all(
            v != right[part] for slip in mistakes(p).values() for part, v in slip.items()
        ):
            return p


def solve(p):
    out = (p["side"] + 2 * p["p"] - p["f"]) // p["s"] + 1
    taps = p["f"] ** 2 * p["c"]
    inputs = p["d"] ** 2 * p["e"]
    weights = taps * p["k"] + p["k"]
    dense = inputs * p["units"] + p["units"]
    macs = out**2 * taps * p["k"]
    return {
        "weights": weights,
        "macs": macs,
        "dense": dense,
        "dense_macs": inputs * p["units"],
        "out": out,
        "taps": taps,
        "inputs": inputs,
        "positions": out**2,
        "more_weights": dense / weights,
        "more_work": macs / (inputs * p["units"]),
    }


def mistakes(p):
    s = solve(p)
    slips = {
        "one_channel": {
            "weights": p["f"] ** 2 * p["k"] + p["k"],
            "macs": s["positions"] * p["f"] ** 2 * p["k"],
        },
        "no_bias": {"weights": s["taps"] * p["k"], "dense": s["dense_macs"]},
        "flops": {"macs": 2 * s["macs"], "dense_macs": 2 * s["dense_macs"]},
        "not_flattened": {
            "dense": p["e"] * p["units"] + p["units"],
            "dense_macs": p["e"] * p["units"],
        },
    }
    if p["s"] > 1:
        slips["full_size"] = {"macs": p["side"] ** 2 * s["taps"] * p["k"]}
    return slips
