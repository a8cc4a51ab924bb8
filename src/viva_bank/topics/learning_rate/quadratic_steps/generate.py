RATES = (0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4)

WORDS = {
    "smooth": {
        "en": "lies between 0 and 1, so the steep component shrinks without changing sign",
        "zh": "在 0 和 1 之间，陡的分量不变号地缩小",
    },
    "zigzag": {
        "en": "lies between −1 and 0, so the steep component shrinks and changes sign every step",
        "zh": "在 −1 和 0 之间，陡的分量每步变号，同时缩小",
    },
    "diverges": {
        "en": "lies below −1, so the steep component grows, changing sign every step",
        "zh": "小于 −1，陡的分量每步变号，而且越来越大",
    },
}


def generate(rng):
    fate = str(rng.choice(["smooth", "zigzag", "zigzag", "diverges"]))
    while True:
        a = int(rng.integers(3, 13))
        p = {
            "a": a,
            "b": int(rng.integers(1, a)),
            "lr": float(rng.choice(RATES)),
            "x0": [int(v) for v in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4, 5], 2, replace=False)],
            "steps": int(rng.integers(3, 7)),
        }
        top = p["lr"] * (a + p["b"])
        # Clear cases only, and both directions present in the start.
        if not ({"smooth": 0.2, "zigzag": 1.15, "diverges": 2.05}[fate] <= top):
            continue
        if not (top <= {"smooth": 0.85, "zigzag": 1.85, "diverges": 2.6}[fate]):
            continue
        if sum(p["x0"]) == 0:
            continue
        right = solve(p)["after"]
        slips = [s["after"] for s in mistakes(p).values() if "after" in s]
        apart = all(max(abs(u - v) for u, v in zip(s, right)) > 0.05 for s in slips)
        if apart and min(abs(v) for v in right) > 0.02:
            return p


def _dust(v):
    return round(v, 12)


def _after(p, power):
    s = (p["x0"][0] + p["x0"][1]) / 2
    d = (p["x0"][0] - p["x0"][1]) / 2
    u = s * power(p["lr"] * (p["a"] + p["b"]))
    v = d * power(p["lr"] * (p["a"] - p["b"]))
    return [_dust(u + v), _dust(u - v)]


def solve(p):
    high, low = p["a"] + p["b"], p["a"] - p["b"]
    top = p["lr"] * high
    fast, slow = 1 - top, 1 - p["lr"] * low
    t = p["steps"]
    return {
        "limit": 2 / high,
        "best": 1 / p["a"],
        "fate": "smooth" if top < 1 else "zigzag" if top < 2 else "diverges",
        "after": _after(p, lambda g: (1 - g) ** t),
        "high": high,
        "low": low,
        "fast": _dust(fast),
        "slow": _dust(slow),
        "along": (p["x0"][0] + p["x0"][1]) / 2,
        "across": (p["x0"][0] - p["x0"][1]) / 2,
        "fast_power": fast**t,
        "slow_power": slow**t,
        "best_factor": (high - low) / (high + low),
        "words": WORDS["smooth" if top < 1 else "zigzag" if top < 2 else "diverges"],
    }


def mistakes(p):
    high, low = p["a"] + p["b"], p["a"] - p["b"]
    t, a = p["steps"], p["a"]
    diagonal = (1 - p["lr"] * a) ** t
    return {
        "diagonal": {"limit": 2 / a, "after": [_dust(v * diagonal) for v in p["x0"]]},
        "flattest": {"limit": 2 / low},
        "half": {"limit": 1 / high},
        "steepest_only": {"best": 1 / high},
        "not_a_power": {"after": _after(p, lambda g: 1 - t * g)},
        "one_short": {"after": _after(p, lambda g: (1 - g) ** (t - 1))},
    }
