def generate(rng):
    while True:
        p = {
            "t": int(rng.choice([8, 10, 12, 16, 20, 25, 32, 50])),
            "d": int(rng.choice([4, 6, 8, 12, 16, 20, 32, 40])),
            "h": int(rng.choice([10, 16, 24, 32, 48, 64, 100, 128])),
            "o": int(rng.choice([2, 3, 5, 8, 10])),
        }
        p["t2"] = 2 * p["t"]
        right = solve(p)
        if all(v != right[part] for slip in mistakes(p).values() for part, v in slip.items()):
            return p


def solve(p):
    t, d, h, o = p["t"], p["d"], p["h"], p["o"]
    head = h * o + o
    recurrent = d * h + h * h + h
    return {
        "ffn": t * d * h + h + head,
        "rnn": recurrent + head,
        "ffn_long": 2 * t * d * h + h + head,
        "rnn_long": recurrent + head,
        "inputs": t * d,
        "inputs_long": 2 * t * d,
        "first": t * d * h + h,
        "first_long": 2 * t * d * h + h,
        "into": d * h,
        "square": h * h,
        "recurrent": recurrent,
        "head": head,
    }


def mistakes(p):
    t, d, h, o = p["t"], p["d"], p["h"], p["o"]
    s = solve(p)
    return {
        "times_steps": {
            "rnn": t * s["recurrent"] + s["head"],
            "rnn_long": 2 * t * s["recurrent"] + s["head"],
        },
        "no_recurrence": {"rnn": s["rnn"] - h * h, "rnn_long": s["rnn"] - h * h},
        "one_step_in": {"ffn": d * h + h + s["head"], "ffn_long": d * h + h + s["head"]},
        "no_bias": {
            "ffn": t * d * h + h * o,
            "rnn": d * h + h * h + h * o,
            "ffn_long": 2 * t * d * h + h * o,
            "rnn_long": d * h + h * h + h * o,
        },
        "all_twice": {"ffn_long": 2 * s["ffn"]},
    }
