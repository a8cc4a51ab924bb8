LAYOUTS = [
    (3, 2, 6, 5),
    (3, 2, 5, 6),
    (3, 2, 6, 4),
    (2, 2, 5, 4),
    (2, 2, 4, 5),
    (2, 2, 5, 6),
    (2, 1, 3, 3),
    (2, 1, 3, 4),
]


def generate(rng):
    while True:
        f, s, h, w = LAYOUTS[int(rng.integers(len(LAYOUTS)))]
        p = {"f": f, "s": s, "h": h, "w": w, "x": rng.integers(-9, 10, size=(h, w)).tolist()}
        right = solve(p)
        slips = mistakes(p)
        # A slip must show in each part that it touches; rounding must not hide it.
        if len(slips) >= 4 and all(
            _differ(v, right[part]) for slip in slips.values() for part, v in slip.items()
        ):
            return p


def _differ(a, b):
    if isinstance(a, float):
        return abs(a - b) > 0.02
    return a != b


def _pool(x, f, s, reduce, up=False):
    h, w = len(x), len(x[0])

    def starts(n):
        last = n - 1 if up else n - f
        return range(0, last + 1, s)

    return [
        [reduce([v for row in x[i : i + f] for v in row[j : j + f]]) for j in starts(w)]
        for i in starts(h)
    ]


def _mean(values):
    return sum(values) / len(values)


def solve(p):
    x, f, s = p["x"], p["f"], p["s"]
    highest, average = _pool(x, f, s, max), _pool(x, f, s, _mean)
    everything = [v for row in x for v in row]
    first = [v for row in x[:f] for v in row[:f]]
    return {
        "shape": (len(highest), len(highest[0])),
        "highest": highest,
        "average": average,
        "overall": _mean(everything),
        "rows": len(highest),
        "cols": len(highest[0]),
        "area": f * f,
        "count": len(everything),
        "total": sum(everything),
        "first": first,
        "first_sum": sum(first),
        "first_max": highest[0][0],
        "first_mean": average[0][0],
    }


def mistakes(p):
    x, f, s = p["x"], p["f"], p["s"]
    right = solve(p)

    def all_of(**how):
        highest = _pool(x, reduce=max, **how)
        return {
            "shape": (len(highest), len(highest[0])),
            "highest": highest,
            "average": _pool(x, reduce=_mean, **how),
        }

    slips = {
        "sums": {"average": _pool(x, f, s, sum)},
        "magnitude": {"highest": _pool(x, f, s, lambda v: max(v, key=abs))},
        "mean_of_means": {"overall": _mean([v for row in right["average"] for v in row])},
    }
    if (p["h"] - f) % s or (p["w"] - f) % s:
        slips["rounded_up"] = all_of(f=f, s=s, up=True)
    if f != s:
        slips["non_overlapping"] = all_of(f=f, s=f)
    return slips
