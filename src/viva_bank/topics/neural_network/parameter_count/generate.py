def generate(rng):
    return {
        "d": int(rng.choice([64, 100, 128, 256, 300, 512, 784, 1024])),
        "h1": int(rng.choice([120, 160, 200, 240, 256, 300, 384, 500, 512])),
        "h2": int(rng.choice([32, 50, 64, 80, 96, 100])),
        "k": int(rng.choice([3, 5, 7, 10, 20])),
    }


def _sizes(p):
    return [p["d"], p["h1"], p["h2"], p["k"]]


def _pairs(p):
    s = _sizes(p)
    return list(zip(s[:-1], s[1:]))


def _both(first, total):
    return {"first": first, "total": total, "memory": total * 4 / 1e6}


def solve(p):
    layers = [a * b + b for a, b in _pairs(p)]
    weights = sum(a * b for a, b in _pairs(p))
    return {
        **_both(layers[0], sum(layers)),
        "layers": layers,
        "weights": weights,
        "biases": sum(layers) - weights,
    }


def mistakes(p):
    layers = [a * b + b for a, b in _pairs(p)]
    weights = [a * b for a, b in _pairs(p)]
    total = sum(layers)
    return {
        "no_biases": {"first": weights[0], "total": sum(weights)},
        "one_bias": {"first": weights[0] + 1, "total": sum(weights) + 3},
        "input_biases": {"first": layers[0] + p["d"], "total": total + p["d"]},
        "no_output_layer": {"total": total - layers[-1]},
        "bytes": {"memory": total / 1e6},
        "bits": {"memory": total * 32 / 1e6},
    }
