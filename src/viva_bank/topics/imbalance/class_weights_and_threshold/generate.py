def generate(rng):
    while True:
        p = {
            "n_pos": int(rng.integers(2, 13)) * 50,
            "n_neg": int(rng.integers(8, 60)) * 250,
            "c_fp": int(rng.integers(1, 6)) * 10,
            "c_fn": int(rng.integers(3, 41)) * 50,
            "q": float(rng.integers(30, 96)) / 100,
        }
        if p["n_neg"] < 4 * p["n_pos"]:
            continue
        right = solve(p)
        near = 0.7 < right["calibrated"] / right["threshold"] < 1.4
        # Every slip shows beyond the third figure; the decision does not hang on rounding.
        if not near and all(
            any(k != "decision" and abs(v - right[k]) > 0.03 * right[k] for k, v in slip.items())
            for slip in mistakes(p).values()
        ):
            return p


def _from_odds(odds):
    return odds / (1 + odds)


def solve(p):
    n = p["n_pos"] + p["n_neg"]
    odds_q = p["q"] / (1 - p["q"])
    ratio = p["n_neg"] / p["n_pos"]
    calibrated = _from_odds(odds_q / ratio)
    threshold = p["c_fp"] / (p["c_fp"] + p["c_fn"])
    return {
        "w_neg": n / (2 * p["n_neg"]),
        "w_pos": n / (2 * p["n_pos"]),
        "threshold": threshold,
        "calibrated": calibrated,
        "decision": "yes" if calibrated >= threshold else "no",
        "n": n,
        "sum_cost": p["c_fp"] + p["c_fn"],
        "odds_q": odds_q,
        "ratio": ratio,
        "odds_p": odds_q / ratio,
        "twice_neg": 2 * p["n_neg"],
        "twice_pos": 2 * p["n_pos"],
        "cost_alarm": (1 - calibrated) * p["c_fp"],
        "cost_silence": calibrated * p["c_fn"],
        "verdict": {"en": "positive", "zh": "判为正"}
        if calibrated >= threshold
        else {"en": "negative", "zh": "判为负"},
    }


def mistakes(p):
    r = solve(p)
    return {
        "classes_forgotten": {"w_neg": 2 * r["w_neg"], "w_pos": 2 * r["w_pos"]},
        "threshold_flipped": {"threshold": 1 - r["threshold"]},
        "cost_ratio": {"threshold": p["c_fp"] / p["c_fn"]},
        "taken_at_face_value": {"calibrated": p["q"]},
        "corrected_wrong_way": {"calibrated": _from_odds(r["odds_q"] * r["ratio"])},
    }
