def generate(rng):
    while True:
        p = {
            "one_in": int(rng.choice([10, 20, 25, 40, 50, 100, 200, 250])) * 1000,
            "attacks": int(rng.choice([40, 60, 80, 100, 120, 160, 200, 240, 300, 400])),
            "recall_pct": int(rng.choice([60, 70, 75, 80, 85, 90, 95])),
            "alarm_pct": float(rng.choice([0.1, 0.2, 0.25, 0.5, 1.0, 2.0])),
        }
        p["requests"] = p["one_in"] * p["attacks"]
        p["alarm_text"] = f"{p['alarm_pct']:g}"
        harmless = p["requests"] - p["attacks"]
        # Whole numbers of requests, so that nobody has to wonder how to round them.
        if p["attacks"] * p["recall_pct"] % 100 == 0 and _whole(harmless * p["alarm_pct"] / 100):
            return p


def _whole(x):
    return abs(x - round(x)) < 1e-6


def solve(p):
    harmless = p["requests"] - p["attacks"]
    caught = p["attacks"] * p["recall_pct"] // 100
    false_alarms = round(harmless * p["alarm_pct"] / 100)
    missed = p["attacks"] - caught
    errors = missed + false_alarms
    return {
        "trivial": 100 * harmless / p["requests"],
        "missed": missed,
        "false_alarms": false_alarms,
        "detector": 100 * (p["requests"] - errors) / p["requests"],
        "harmless": harmless,
        "caught": caught,
        "errors": errors,
        "error_pct": 100 / p["one_in"],
        "alarms_each": false_alarms / caught,
        "times": errors / p["attacks"],
    }


def mistakes(p):
    right = solve(p)
    return {
        "extra_nine": {"trivial": 100 - 10 / p["one_in"]},
        "fraction_from_percent": {"trivial": 100 - 1 / p["one_in"]},
        "caught_not_missed": {"missed": right["caught"]},
        "alarms_among_attacks": {"false_alarms": p["attacks"] * p["alarm_pct"] / 100},
        "recall_as_accuracy": {"detector": p["recall_pct"]},
    }
