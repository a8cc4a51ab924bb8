def generate(rng):
    while True:
        p = {
            "share_pct": int(rng.choice([20, 25, 30, 40, 50])),
            "precision_pct": int(rng.integers(75, 98)),
            "recall_pct": int(rng.integers(60, 96)),
            "one_in": int(rng.choice([50, 100, 200, 250, 500, 1000])),
        }
        right = solve(p)
        if all(
            any(abs(v - right[k]) > 0.03 * right[k] for k, v in slip.items())
            for slip in mistakes(p).values()
        ):
            return p


def solve(p):
    share, precision, recall = (p[k] / 100 for k in ("share_pct", "precision_pct", "recall_pct"))
    prior = 1 / p["one_in"]
    tp = share * recall
    fp = tp * (1 - precision) / precision
    fpr = fp / (1 - share)
    after = prior * recall / (prior * recall + (1 - prior) * fpr)
    return {
        "fpr": 100 * fpr,
        "recall_after": float(p["recall_pct"]),
        "precision_after": 100 * after,
        "pos": 10 * p["share_pct"],
        "neg": 1000 - 10 * p["share_pct"],
        "tp": 1000 * tp,
        "fp": 1000 * fp,
        "called": 1000 * (tp + fp),
        "new_tp": 1000 * recall,
        "new_neg": 1000 * (p["one_in"] - 1),
        "new_fp": 1000 * (p["one_in"] - 1) * fpr,
        "odds_before": precision / (1 - precision),
        "odds_after": after / (1 - after),
        "factor": (share / (1 - share)) * (p["one_in"] - 1),
    }


def mistakes(p):
    right = solve(p)
    prior, share = 1 / p["one_in"], p["share_pct"] / 100
    return {
        "unchanged": {"precision_after": p["precision_pct"]},
        "proportional": {"precision_after": p["precision_pct"] * prior / share},
        "recall_scaled": {"recall_after": p["recall_pct"] * prior / share},
        "false_discovery": {"fpr": 100 - p["precision_pct"]},
    }
