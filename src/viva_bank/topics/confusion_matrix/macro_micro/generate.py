def generate(rng):
    while True:
        sizes = rng.permutation(
            [int(rng.integers(60, 120)), int(rng.integers(25, 50)), int(rng.integers(8, 18))]
        )
        C = []
        for i in range(3):
            hit = int(round(sizes[i] * rng.uniform(0.45, 0.9)))
            rest = int(sizes[i]) - hit
            one = int(rng.integers(0, rest + 1))
            row = [one, rest - one]
            row.insert(i, hit)
            C.append(row)
        p = {"C": C}
        right, slips = solve(p), mistakes(p)
        if all(
            any(abs(v - right[k]) > 0.015 * right[k] for k, v in slip.items())
            for slip in slips.values()
        ):
            return p


def _per_class(C):
    k = range(len(C))
    rows = [sum(C[i]) for i in k]
    columns = [sum(C[i][j] for i in k) for j in k]
    precision = [C[i][i] / columns[i] for i in k]
    recall = [C[i][i] / rows[i] for i in k]
    f1 = [2 * C[i][i] / (rows[i] + columns[i]) for i in k]
    return rows, columns, precision, recall, f1


def _mean(x):
    return sum(x) / len(x)


def solve(p):
    C = p["C"]
    rows, columns, precision, recall, f1 = _per_class(C)
    hits, n = sum(C[i][i] for i in range(3)), sum(rows)
    return {
        "micro_f1": hits / n,
        "macro_precision": _mean(precision),
        "macro_recall": _mean(recall),
        "macro_f1": _mean(f1),
        "weighted_f1": sum(f * r for f, r in zip(f1, rows)) / n,
        "rows": rows,
        "columns": columns,
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "hits": hits,
        "n": n,
        "smallest": min(rows),
        "wrong": n - hits,
    }


def mistakes(p):
    right = solve(p)
    mp, mr = right["macro_precision"], right["macro_recall"]
    return {
        "transposed": {"macro_precision": mr, "macro_recall": mp},
        "f_of_means": {"macro_f1": 2 * mp * mr / (mp + mr)},
        "macro_for_micro": {"micro_f1": right["macro_f1"]},
        "weighted_by_predictions": {
            "weighted_f1": sum(f * c for f, c in zip(right["f1"], right["columns"])) / right["n"]
        },
    }
