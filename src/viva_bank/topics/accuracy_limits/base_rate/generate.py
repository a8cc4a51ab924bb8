def generate(rng):
    while True:
        p = {
            "one_in": int(rng.choice([50, 100, 200, 250, 400, 500, 800, 1000, 2000])),
            "sens_pct": int(rng.integers(80, 99)),
            "spec_pct": float(rng.choice([90, 92, 94, 95, 96, 97, 98, 99, 99.5])),
        }
        p["spec_text"] = f"{p['spec_pct']:g}"
        right, slips = solve(p), mistakes(p)
        if all(
            abs(v - right[k]) > (0.004 if k == "needed" else 0.02 * right[k])
            for slip in slips.values()
            for k, v in slip.items()
        ):
            return p


def _posterior(prior, sens, fpr):
    return prior * sens / (prior * sens + (1 - prior) * fpr)


def solve(p):
    prior, sens, fpr = 1 / p["one_in"], p["sens_pct"] / 100, (100 - p["spec_pct"]) / 100
    once = _posterior(prior, sens, fpr)
    people = 100_000
    ill = people // p["one_in"]
    return {
        "precision": 100 * once,
        "twice": 100 * _posterior(once, sens, fpr),
        "needed": 100 * (1 - prior * sens / (1 - prior)),
        "ill": ill,
        "well": people - ill,
        "true_pos": ill * sens,
        "false_pos": (people - ill) * fpr,
        "fpr": fpr,
        "sens": sens,
        "ratio": sens / fpr,
        "odds_0": 1 / (p["one_in"] - 1),
        "odds_1": once / (1 - once),
        "odds_2": once / (1 - once) * sens / fpr,
        "fpr_needed": 100 * prior * sens / (1 - prior),
        "one_less": p["one_in"] - 1,
    }


def mistakes(p):
    prior, sens, fpr = 1 / p["one_in"], p["sens_pct"] / 100, (100 - p["spec_pct"]) / 100
    once = _posterior(prior, sens, fpr)
    return {
        "sensitivity_itself": {"precision": 100 * sens},
        "prevalence_left_out": {"precision": 100 * sens / (sens + fpr)},
        "not_normalised": {"precision": 100 * prior * sens},
        "two_chances": {"twice": 100 * (1 - (1 - once) ** 2)},
        "needed_from_prevalence": {"needed": 100 * (1 - prior)},
    }
