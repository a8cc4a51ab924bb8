def generate(rng):
    while True:
        p = {
            "n": int(rng.integers(900, 60_001)),
            "b": int(rng.choice([16, 32, 48, 50, 64, 100, 128, 256])),
            "epochs": int(rng.integers(3, 91)),
        }
        rest = p["n"] % p["b"]
        # A remainder, not half a batch (or "lacking" would be right), and enough of them over the
        # epochs to fill a batch (or "across_epochs" would be right).
        if rest and 2 * rest != p["b"] and rest * p["epochs"] >= p["b"]:
            return p


def solve(p):
    full, rest = divmod(p["n"], p["b"])
    return {
        "iterations": full + 1,
        "last": rest,
        "updates": full * p["epochs"],
        "full": full,
        "used": full * p["b"],
        "unseen": rest * p["epochs"],
    }


def mistakes(p):
    full, rest = divmod(p["n"], p["b"])
    return {
        "floored": {"iterations": full},
        "full_last": {"last": p["b"]},
        "lacking": {"last": p["b"] - rest},
        "kept_anyway": {"updates": (full + 1) * p["epochs"]},
        "across_epochs": {"updates": p["n"] * p["epochs"] // p["b"]},
        "one_epoch": {"updates": full},
    }
