def generate(rng):
    while True:
        p = {
            "h": int(rng.integers(12, 65)),
            "w": int(rng.integers(12, 65)),
            "c": int(rng.choice([1, 3, 16, 32])),
            "k": int(rng.choice([8, 16, 24, 64])),
            "f": int(rng.choice([3, 5, 7])),
            "p": int(rng.integers(1, 4)),
            "s": int(rng.choice([2, 3])),
            "d": int(rng.choice([1, 2])),
        }
        right = solve(p)
        slips = mistakes(p)
        # Every slip must show, and the division must leave a remainder, or rounding is not tested.
        if len(set(right["shape"])) == 3 and all(
            v["shape"] != right["shape"] and v["values"] != right["values"] for v in slips.values()
        ):
            return p


def _shape(p, *, padding=2, dilation=None, plus=1, up=False):
    d = p["d"] if dilation is None else dilation
    span = d * (p["f"] - 1) + 1

    def size(n):
        free = n + padding * p["p"] - span
        return (-(-free // p["s"]) if up else free // p["s"]) + plus

    return (p["k"], size(p["h"]), size(p["w"]))


def _both(shape):
    return {"shape": shape, "values": shape[0] * shape[1] * shape[2]}


def solve(p):
    span = p["d"] * (p["f"] - 1) + 1
    free_h, free_w = p["h"] + 2 * p["p"] - span, p["w"] + 2 * p["p"] - span
    shape = _shape(p)
    return {
        **_both(shape),
        "span": span,
        "free_h": free_h,
        "free_w": free_w,
        "out_h": shape[1],
        "out_w": shape[2],
    }


def mistakes(p):
    slips = {
        "no_padding": _both(_shape(p, padding=0)),
        "padding_once": _both(_shape(p, padding=1)),
        "no_plus_one": _both(_shape(p, plus=0)),
        "rounded_up": _both(_shape(p, up=True)),
    }
    if p["d"] > 1:
        slips["no_dilation"] = _both(_shape(p, dilation=1))
    return slips
