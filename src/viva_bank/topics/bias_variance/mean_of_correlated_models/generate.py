def generate(rng):
    while True:
        p = {
            "variance_one": float(rng.integers(4, 61)) / 2,
            "rho_pct": int(rng.integers(2, 15)) * 5,
            "n": int(rng.integers(3, 26)),
            "within_pct": int(rng.choice([2, 5, 10, 20])),
        }
        p["rho"] = p["rho_pct"] / 100
        right = solve(p)
        if right["needed"] > 2 and all(
            any(abs(v - right[k]) > 0.03 * right[k] for k, v in slip.items() if k != "needed")
            for name, slip in mistakes(p).items()
            if name != "rounded_down"
        ):
            return p


def solve(p):
    s2, rho, n = p["variance_one"], p["rho"], p["n"]
    # (1 − ρ)/n ≤ t·ρ, in whole percents so that no rounding error decides
    above, below = (100 - p["rho_pct"]) * 100, p["rho_pct"] * p["within_pct"]
    variance = rho * s2 + (1 - rho) * s2 / n
    return {
        "variance": variance,
        "floor": rho * s2,
        "effective": n / (1 + (n - 1) * rho),
        "needed": -(-above // below),
        "own": (1 - rho) * s2,
        "own_n": (1 - rho) * s2 / n,
        "quotient": above / below,
        "one_minus": 1 - rho,
        "excess": p["within_pct"] / 100 * rho * s2,
        "limit_effective": 1 / rho,
    }


def mistakes(p):
    r = solve(p)
    slips = {
        "independent": {"variance": p["variance_one"] / p["n"]},
        "common_part_forgotten": {"variance": r["own_n"]},
        "goes_to_zero": {"floor": 0.0},
        "share_of_independent": {"effective": p["n"] * r["one_minus"]},
    }
    if r["quotient"] != r["needed"]:
        slips["rounded_down"] = {"needed": r["needed"] - 1}
    return slips
