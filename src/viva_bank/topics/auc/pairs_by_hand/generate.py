def generate(rng):
    while True:
        n_pos, n_neg = int(rng.integers(3, 6)), int(rng.integers(4, 7))
        pos = sorted((round(0.1 * int(v), 1) for v in rng.integers(3, 10, n_pos)), reverse=True)
        neg = sorted((round(0.1 * int(v), 1) for v in rng.integers(1, 8, n_neg)), reverse=True)
        p = {"pos": pos, "neg": neg}
        right = solve(p)
        if right["ties"] < 2 or right["wins"] == right["losses"]:
            continue
        if all(abs(s["auc"] - right["auc"]) > 0.01 for s in mistakes(p).values()):
            return p


def solve(p):
    wins = [sum(a > b for b in p["neg"]) for a in p["pos"]]
    ties = [sum(a == b for b in p["neg"]) for a in p["pos"]]
    pairs = len(p["pos"]) * len(p["neg"])
    return {
        "wins": sum(wins),
        "ties": sum(ties),
        "auc": (sum(wins) + sum(ties) / 2) / pairs,
        "each_wins": wins,
        "each_ties": ties,
        "pairs": pairs,
        "losses": pairs - sum(wins) - sum(ties),
        "n_pos": len(p["pos"]),
        "n_neg": len(p["neg"]),
        "points": sum(wins) + sum(ties) / 2,
    }


def mistakes(p):
    r = solve(p)
    n = r["n_pos"] + r["n_neg"]
    return {
        "ties_lost": {"auc": r["wins"] / r["pairs"]},
        "ties_won": {"auc": (r["wins"] + r["ties"]) / r["pairs"]},
        "upside_down": {"wins": r["losses"], "auc": 1 - r["auc"]},
        "all_pairs": {"auc": r["points"] / (n * (n - 1) / 2)},
    }
