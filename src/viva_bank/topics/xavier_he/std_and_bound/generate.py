def generate(rng):
    while True:
        p = {
            "n": int(rng.choice([64, 100, 128, 200, 256, 300, 400, 512, 784])),
            "m": int(rng.choice([10, 32, 50, 64, 100, 128, 200, 256])),
            "c_in": int(rng.choice([3, 16, 24, 32, 48, 64])),
            "c_out": int(rng.choice([16, 32, 64, 96, 128])),
            "k": int(rng.choice([3, 5, 7])),
        }
        if p["n"] != p["m"] and p["c_in"] != p["c_out"]:
            return p


def solve(p):
    fan_in, fan_out = p["c_in"] * p["k"] ** 2, p["c_out"] * p["k"] ** 2
    return {
        "dense_bound": (6 / (p["n"] + p["m"])) ** 0.5,
        "fan_in": fan_in,
        "fan_out": fan_out,
        "conv_std": (2 / fan_in) ** 0.5,
        "sum": p["n"] + p["m"],
        "dense_std": (2 / (p["n"] + p["m"])) ** 0.5,
        "k2": p["k"] ** 2,
        "torch_std": (1 / (3 * fan_in)) ** 0.5,
    }


def mistakes(p):
    s = p["n"] + p["m"]
    fan_in, fan_out = p["c_in"] * p["k"] ** 2, p["c_out"] * p["k"] ** 2
    return {
        "std_as_bound": {"dense_bound": (2 / s) ** 0.5},
        "fan_in_only": {"dense_bound": (3 / p["n"]) ** 0.5},
        "no_kernel": {
            "fan_in": p["c_in"],
            "fan_out": p["c_out"],
            "conv_std": (2 / p["c_in"]) ** 0.5,
        },
        "swapped": {"fan_in": fan_out, "fan_out": fan_in, "conv_std": (2 / fan_out) ** 0.5},
        "no_relu_factor": {"conv_std": (1 / fan_in) ** 0.5},
        "variance": {"conv_std": 2 / fan_in},
    }
