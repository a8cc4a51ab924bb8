def generate(rng):
    while True:
        n = int(rng.integers(9, 13))
        labels = [int(v) for v in rng.random(n) < 0.4]
        if not 3 <= sum(labels) <= n - 4:
            continue
        steps = rng.choice([s for s in range(2, 20) if s != 10], size=n, replace=False)
        scores = [0.05 * int(s) for s in steps]
        # Better than guessing, as a classifier would be.
        order = sorted(scores)
        biased = sorted(range(n), key=lambda i: labels[i] + rng.normal(0, 0.7))
        for rank, i in enumerate(biased):
            scores[i] = round(order[rank], 2)
        p = {
            "labels": labels,
            "scores": scores,
            "threshold": sorted(scores)[int(rng.integers(n // 3, n - 3))],
        }
        c = _counts(p)
        if 0 in c.values():
            continue
        right, slips = solve(p), mistakes(p)
        if all(
            any(max(abs(a - b) for a, b in zip(v, right[k])) > 0.02 for k, v in slip.items())
            for slip in slips.values()
        ):
            return p


def _counts(p, strict=False):
    called = [s > p["threshold"] if strict else s >= p["threshold"] for s in p["scores"]]
    pairs = list(zip(p["labels"], called))
    return {
        "tp": sum(y and c for y, c in pairs),
        "fp": sum((not y) and c for y, c in pairs),
        "fn": sum(y and not c for y, c in pairs),
        "tn": sum((not y) and not c for y, c in pairs),
    }


def _points(c):
    tpr, fpr = c["tp"] / (c["tp"] + c["fn"]), c["fp"] / (c["fp"] + c["tn"])
    called = c["tp"] + c["fp"]
    # nobody called positive: by convention the curve starts at precision 1
    return [fpr, tpr], [tpr, c["tp"] / called if called else 1.0]


def solve(p):
    c = _counts(p)
    roc, pr = _points(c)
    return {
        "roc": roc,
        "pr": pr,
        **c,
        "positives": c["tp"] + c["fn"],
        "negatives": c["fp"] + c["tn"],
        "called": c["tp"] + c["fp"],
    }


def mistakes(p):
    c = _counts(p)
    roc, pr = _points(c)
    strict_roc, strict_pr = _points(_counts(p, strict=True))
    n = len(p["labels"])
    return {
        "axes_swapped": {"roc": roc[::-1], "pr": pr[::-1]},
        "strict": {"roc": strict_roc, "pr": strict_pr},
        "false_discovery": {"roc": [1 - pr[1], roc[1]]},
        "over_all": {"roc": [c["fp"] / n, c["tp"] / n]},
    }
