def generate(rng):
    while True:
        p = {
            "tp": int(rng.integers(20, 100)),
            "fp": int(rng.integers(5, 90)),
            "fn": int(rng.integers(5, 90)),
            "tn": int(rng.integers(100, 900)),
            "beta": float(rng.choice([0.5, 2.0, 3.0])),
        }
        p["beta_text"] = f"{p['beta']:g}"
        p["called"], p["actual"] = p["tp"] + p["fp"], p["tp"] + p["fn"]
        p["negatives"] = p["tn"] + p["fp"]
        right, slips = solve(p), mistakes(p)
        # Every slip has to show in the third figure and beyond.
        if all(
            abs(v - right[k]) > 0.02 * right[k] for slip in slips.values() for k, v in slip.items()
        ):
            return p


def _f(precision, recall, b2):
    return (1 + b2) * precision * recall / (b2 * precision + recall)


def solve(p):
    tp, fp, fn, tn = p["tp"], p["fp"], p["fn"], p["tn"]
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    b2 = p["beta"] ** 2
    return {
        "precision": precision,
        "recall": recall,
        "specificity": tn / (tn + fp),
        "f1": 2 * tp / (2 * tp + fp + fn),
        "f_beta": (1 + b2) * tp / ((1 + b2) * tp + b2 * fn + fp),
        "two_tp": 2 * tp,
        "f1_below": 2 * tp + fp + fn,
        "b2": b2,
        "one_b2": 1 + b2,
        "f_above": (1 + b2) * tp,
        "f_below": (1 + b2) * tp + b2 * fn + fp,
        "mean": (precision + recall) / 2,
        "nearer": {"en": "recall", "zh": "召回率"}
        if b2 > 1
        else {"en": "precision", "zh": "精确率"},
    }


def mistakes(p):
    right = solve(p)
    precision, recall = right["precision"], right["recall"]
    return {
        "swapped": {"precision": recall, "recall": precision},
        "false_positive_rate": {"specificity": p["fp"] / (p["fp"] + p["tn"])},
        "arithmetic_mean": {"f1": (precision + recall) / 2},
        "beta_inverted": {"f_beta": _f(recall, precision, p["beta"] ** 2)},
        "beta_not_squared": {"f_beta": _f(precision, recall, p["beta"])},
    }
