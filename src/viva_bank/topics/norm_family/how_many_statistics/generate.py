def generate(rng):
    while True:
        c = int(rng.choice([16, 24, 32, 48, 64, 96, 128]))
        p = {
            "n": int(rng.choice([2, 4, 6, 8, 12, 16, 20])),
            "c": c,
            "h": int(rng.choice([7, 8, 10, 14, 28])),
            "w": int(rng.choice([9, 12, 16, 20, 32])),
            "g": int(rng.choice([2, 4, 8])),
        }
        right, slips = solve(p), mistakes(p)
        counts = [right[k] for k in ("batch", "layer", "instance", "group")]
        # Four different counts, and every slip shows and is nobody's else right answer.
        if len(set(counts)) == 4 and all(v[k] != right[k] for v in slips.values() for k in v):
            return p


def solve(p):
    n, c, h, w, g = (p[k] for k in "nchwg")
    return {
        "batch": c,
        "layer": n,
        "instance": n * c,
        "group": n * g,
        "pool": c // g * h * w,
        "per_group": c // g,
        "pool_batch": n * h * w,
        "pool_layer": c * h * w,
        "pool_instance": h * w,
    }


def mistakes(p):
    n, c, h, w, g = (p[k] for k in "nchwg")
    return {
        "batch_per_position": {"batch": c * h * w},
        "layer_per_position": {"layer": n * h * w},
        "instance_without_batch": {"instance": c},
        "group_without_batch": {"group": g},
        "group_size_for_groups": {"group": n * (c // g), "pool": g * h * w},
        "pool_without_space": {"pool": c // g},
    }
