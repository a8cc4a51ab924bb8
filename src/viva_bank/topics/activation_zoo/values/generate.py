from math import exp, log, log10, tanh


def generate(rng):
    while True:
        p = {
            "u": int(rng.integers(3, 21)) / 10,
            "v": -int(rng.integers(3, 21)) / 10,
            "a": float(rng.choice([0.01, 0.05, 0.1, 0.2])),
            "alpha": float(rng.choice([0.5, 1.0, 1.5, 2.0])),
        }
        right = solve(p)
        # A slip must be off by more than the rounding that is forgiven; nor may it be right by
        # a general factor (twice, half, the sign), which has a sentence of its own.
        if all(
            abs(v[k] - f * right[k]) > 0.004
            for v in mistakes(p).values()
            for k in v
            for f in (1, -1, 2, 0.5)
        ):
            return p


def sigmoid(x):
    return 1 / (1 + exp(-x))


def solve(p):
    u, v = p["u"], p["v"]
    return {
        "sigmoid": sigmoid(u),
        "tanh": tanh(u),
        "softplus": log(1 + exp(u)),
        "leaky": p["a"] * v,
        "elu": p["alpha"] * (exp(v) - 1),
        "silu": v * sigmoid(v),
        "exp_minus_u": exp(-u),
        "exp_u": exp(u),
        "exp_minus_2u": exp(-2 * u),
        "exp_v": exp(v),
        "gate": sigmoid(v),
    }


def mistakes(p):
    u, v = p["u"], p["v"]
    return {
        "sign_in_exponent": {"sigmoid": sigmoid(-u), "silu": v * sigmoid(-v)},
        "tanh_not_doubled": {"tanh": 2 * sigmoid(u) - 1},
        "decimal_logarithm": {"softplus": log10(1 + exp(u))},
        "plain_relu": {"leaky": 0.0, "elu": 0.0},
        "elu_without_one": {"elu": p["alpha"] * exp(v)},
        "silu_is_sigmoid": {"silu": sigmoid(v)},
    }
