import numpy as np

from viva.authoring import Array, Case, Text


def dual(X, y, epochs, *, when=lambda s, y: s <= 0, at_once=True, last_row_decides=False):
    """The dual form: how often each row was wrong says everything. w = Σ αᵢ yᵢ xᵢ, b = Σ αᵢ yᵢ."""
    gram = X @ X.T + 1.0
    alpha = np.zeros(len(y))
    for _ in range(epochs):
        old = alpha.copy()
        for i in range(len(y)):
            seen = alpha if at_once else old
            if when(y[i] * ((seen * y) @ gram[i]), y[i]):
                alpha[i] += 1
        if (alpha == old).all() or (last_row_decides and alpha[-1] == old[-1]):
            break
    a = alpha * y
    return {"w": a @ X, "b": float(a.sum()), "updates": int(alpha.sum())}


SLIPS = {"every_example": lambda s, y: True, "strict": lambda s, y: s < 0}


def same(a, b):
    return all(np.array_equal(a[k], b[k]) for k in a)


def draw(rng, n, d):
    """Whole numbers, so that every score is exact; learned within 60 epochs but not within 2."""
    while True:
        X = rng.integers(-4, 5, size=(n, d)).astype(float)
        normal = rng.integers(-3, 4, size=d)
        score = X @ normal + 1
        y = np.where(score > 0, 1.0, -1.0)
        if abs(y.sum()) == n or (np.abs(score) < 2).any():
            continue
        result = dual(X, y, 60)
        if not same(result, dual(X, y, 61)) or same(result, dual(X, y, 2)):
            continue
        slips = (
            dual(X, y, 60, **slip)
            for slip in (
                {"when": SLIPS["strict"]},
                {"when": lambda s, y: s < 0 or (s == 0 and y < 0)},
                {"at_once": False},
                {"last_row_decides": True},
                {"when": SLIPS["every_example"]},
            )
        )
        if not any(same(result, s) for s in slips):
            return X, y


def cases(rng):
    X, y = draw(rng, 8, 2)
    yield Case(
        Text("eight points in the plane", "平面上八个点"),
        args=(Array(X, writable=False), Array(y, writable=False), 60),
        expected=dual(X, y, 60),
        mistakes={
            **{name: dual(X, y, 60, when=when) for name, when in SLIPS.items()},
            "whole_batch": dual(X, y, 60, at_once=False),
        },
    )
    Z, t = draw(rng, 10, 3)
    yield Case(
        Text("ten points in space", "空间里十个点"),
        args=(Array(Z, strided=True), t, 60),
        expected=dual(Z, t, 60),
    )
    yield Case(
        Text("the first epoch only", "只走一个 epoch"),
        args=(X, y, 1),
        expected=dual(X, y, 1),
    )
    line = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])
    labels = np.array([1.0, -1.0, 1.0])
    yield Case(
        Text("whole numbers, with scores of exactly 0", "整数坐标，有得分恰好为 0 的点"),
        criterion="boundary",
        args=(line, labels, 40),
        expected=dual(line, labels, 40),
    )
    for label in (-1.0, 1.0):
        yield Case(
            Text("all rows are zero vectors", "每一行都是零向量"),
            criterion="boundary",
            args=(np.zeros((2, 2)), np.array([label, label]), 5),
            expected={"w": np.zeros(2), "b": label, "updates": 1},
        )
    xor = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    labels = np.array([-1.0, 1.0, 1.0, -1.0])
    for epochs in (1, 7, 8):
        yield Case(
            Text(f"XOR, {epochs} epochs", f"XOR，{epochs} 个 epoch"),
            criterion="stopping",
            args=(xor, labels, epochs),
            expected=dual(xor, labels, epochs),
        )
    yield Case(
        Text("learned in a few epochs, ten million allowed", "几个 epoch 就学会，允许一千万个"),
        criterion="stopping",
        args=(X, y, 10_000_000),
        expected=dual(X, y, 60),
    )
    yield Case(
        Text("no epoch", "零个 epoch"),
        criterion="edge",
        args=(X, y, 0),
        expected={"w": np.zeros(2), "b": 0.0, "updates": 0},
    )
    yield Case(
        Text("one row", "只有一行"),
        criterion="edge",
        args=(np.array([[2.0, -3.0]]), np.array([-1.0]), 3),
        expected={"w": np.array([-2.0, 3.0]), "b": -1.0, "updates": 1},
    )
    yield Case(
        Text("labels as integers", "标签是整数"),
        criterion="edge",
        args=(X, y.astype(int), 60),
        expected=dual(X, y, 60),
    )
