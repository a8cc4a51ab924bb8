import math

import numpy as np

from viva.authoring import Array, Case, Text


def standard(train, x, ddof=0, power=0.5):
    """Column by column with exact sums."""
    z = np.empty(x.shape)
    for d in range(x.shape[1]):
        column = train[:, d]
        mu = math.fsum(column) / len(column)
        var = math.fsum((v - mu) ** 2 for v in column) / (len(column) - ddof)
        constant = max(column) == min(column)
        z[:, d] = (x[:, d] - (column[0] if constant else mu)) / (1 if constant else var**power)
    return z


def min_max(train, x):
    z = np.empty(x.shape)
    for d in range(x.shape[1]):
        low, high = min(train[:, d]), max(train[:, d])
        z[:, d] = (x[:, d] - low) / ((high - low) or 1)
    return z


SCALERS = (("StandardScaler", standard), ("MinMaxScaler", min_max))


def slips(name, f, x):
    whole, rows = f(x.reshape(-1, 1), x.reshape(-1, 1)).reshape(x.shape), f(x.T, x.T).T
    out = {"whole_array": whole, "per_row": rows}
    if name == "StandardScaler":
        out |= {"sample_deviation": f(x, x, ddof=1), "by_variance": f(x, x, power=1)}
    return out


def cases(rng):
    small = np.array([[1.0, 10.0], [2.0, -10.0], [6.0, 30.0]])
    square = rng.normal(size=(3, 3)) * [1, 5, 100] + [0, -3, 1000]
    train = rng.normal(size=(6, 2)) * [2, 10] + [1, 50]
    tests = [train[:2] * 3 + 20, train[:1] - 100]
    view = Array(train, writable=False, strided=True)
    for name, f in SCALERS:
        for x, title in (
            (small, Text("three examples of two features", "三个样本，两个特征")),
            (square, Text("features of very different scale", "尺度悬殊的特征")),
        ):
            yield Case(
                Text(f"{name}: {title.en}", f"{name}：{title.zh}"),
                criterion="training",
                args=(name, x),
                expected=f(x, x),
                mistakes=slips(name, f, x),
            )
        right = [f(train, t) for t in tests]
        wrong = {"refitted": [f(t, t) for t in tests]}
        if name == "MinMaxScaler":
            wrong["clipped"] = [np.clip(r, 0, 1) for r in right]
        yield Case(
            Text(f"{name}: new data beyond the training range", f"{name}：超出训练范围的新数据"),
            criterion="leakage",
            drive="new_data",
            args=(name, train, *tests),
            expected=right,
            mistakes=wrong,
        )
        for x, new, title in (
            (
                np.array([[5.0, 1.0], [5.0, 2.0], [5.0, 4.0]]),
                np.array([[7.0, 1.5]]),
                Text("a column of 5", "一列全是 5"),
            ),
            (
                np.array([[0.1, 3.0], [0.1, 1.0], [0.1, 2.0]]),
                np.array([[0.6, 2.5]]),
                Text("a column of 0.1", "一列全是 0.1"),
            ),
            (
                np.array([[3.0, -4.0]]),
                np.array([[3.5, 0.0]]),
                Text("a single example", "只有一个样本"),
            ),
            (
                np.array([[0.0, 1e-7], [0.0, 3e-7]]),
                np.array([[1.0, 2e-7]]),
                Text("a column of 0; a tiny one that does vary", "一列全是 0；另一列很小但有变化"),
            ),
        ):
            yield Case(
                Text(f"{name}: {title.en}", f"{name}：{title.zh}"),
                criterion="constant",
                drive="constant",
                args=(name, x, new),
                expected={"train": f(x, x), "new": f(x, new)},
            )
        yield Case(
            Text(f"{name}: there and back", f"{name}：变换再还原"),
            criterion="use",
            drive="round_trip",
            args=(name, view, tests[0]),
            expected=tests[0],
        )
        yield Case(
            Text(f"{name}: fit(…).transform(…)", f"{name}：fit(…).transform(…)"),
            criterion="use",
            drive="chained",
            args=(name, view, tests[0]),
            expected=f(train, tests[0]),
        )
        yield Case(
            Text(f"{name}: fitted twice", f"{name}：拟合两次"),
            criterion="use",
            drive="fitted_twice",
            args=(name, small, train, tests[0]),
            expected=f(train, tests[0]),
        )
