def generate(rng):
    d = int(rng.choice([128, 256, 512]))
    return {
        "millions": int(rng.choice([10, 12, 15, 20, 25, 40])),
        "d": d,
        "m": int(rng.choice([8, 16, 32, 64])),
        "lists": int(rng.choice([1024, 2048, 4096, 8192, 16384])),
        "probes": int(rng.choice([4, 8, 16, 32, 64])),
        "speed": int(rng.choice([10, 15, 20, 25, 40])),
    }


def _flat(p, width=4):
    return p["millions"] * 10**6 * p["d"] * width


def _index(p, code=1, ids=8):
    n = p["millions"] * 10**6
    return n * (p["m"] * code + ids) + 4 * p["d"] * (p["lists"] + 256)


def solve(p):
    n = p["millions"] * 10**6
    flat, index = _flat(p), _index(p)
    return {
        "flat": flat / 1e9,
        "scan": flat / (p["speed"] * 1e9) * 1e3,
        "index": index / 1e9,
        "visited": n * p["probes"] / p["lists"],
        "sub": p["d"] // p["m"],
        "a_vector": 4 * p["d"],
        "an_entry": p["m"] + 8,
        "lists_mb": n * (p["m"] + 8) / 1e6,
        "coarse_mb": 4 * p["d"] * p["lists"] / 1e6,
        "books_mb": 4 * p["d"] * 256 / 1e6,
        "a_list": n / p["lists"],
        "times": flat / index,
        "share": 100 * p["probes"] / p["lists"],
    }


def mistakes(p):
    s = solve(p)
    return {
        "doubles": {"flat": 2 * s["flat"], "scan": 2 * s["scan"]},
        "binary": {"flat": _flat(p) / 2**30, "index": _index(p) / 2**30},
        "no_ids": {"index": _index(p, ids=0) / 1e9},
        "wide_codes": {"index": _index(p, code=4) / 1e9},
        "one_list": {"visited": s["a_list"]},
    }
