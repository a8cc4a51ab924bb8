import numpy as np

from viva.authoring import Array, Case, Text


def path(X, y, lr, steps, *, scale=1.0):
    """All points (w, b) visited, without iterating: on a quadratic with Hessian A and least-norm
    minimum m, descent from 0 is at m − (I − lr·A)^t m after t steps."""
    n = len(X)
    Z = np.hstack([X, np.ones((n, 1))])
    A = 2 / n * Z.T @ Z
    m = np.linalg.pinv(Z) @ y
    lam, V = np.linalg.eigh(A)
    coordinates = V.T @ m
    return [V @ (coordinates - (1 - scale * lr * lam) ** t * coordinates) for t in range(steps + 1)]


def loss(X, y, theta):
    return sum((x @ theta[:-1] + theta[-1] - t) ** 2 for x, t in zip(X, y)) / len(y)


def split(theta):
    return {"w": theta[:-1], "b": float(theta[-1])}


def one_after_the_other(X, y, lr, steps):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        w = w - lr * 2 / len(y) * X.T @ (X @ w + b - y)
        b = b - lr * 2 * (X @ w + b - y).mean()
    return {"w": w, "b": float(b)}


def cases(rng):
    X = rng.normal(size=(6, 3)) + 0.5
    y = X @ np.array([1.0, -2.0, 0.5]) + 3.0 + 0.1 * rng.normal(size=6)
    lr, steps = 0.05, 4
    yield Case(
        Text("six rows, four steps", "六行，四步"),
        args=(Array(X, writable=False), Array(y, writable=False), lr, steps),
        expected=split(path(X, y, lr, steps)[-1]),
        mistakes={
            "summed": split(path(X, y, lr, steps, scale=6.0)[-1]),
            "no_factor_two": split(path(X, y, lr, steps, scale=0.5)[-1]),
            "uphill": split(path(X, y, lr, steps, scale=-1.0)[-1]),
            "one_after_the_other": one_after_the_other(X, y, lr, steps),
        },
    )
    yield Case(
        Text("the first step, from zero", "从零出发的第一步"),
        args=(Array(X, strided=True), y, lr, 1),
        expected=split(path(X, y, lr, 1)[-1]),
    )
    u = np.array([-1.0, 0.0, 1.0, 2.0])
    yield Case(
        Text("many steps: the line itself", "走很多步：应得到那条直线"),
        args=(u[:, None], 2.0 * u - 1.0, 0.2, 400),
        expected={"w": np.array([2.0]), "b": -1.0},
    )
    visited = path(X, y, lr, steps)
    yield Case(
        Text("six rows, four steps", "六行，四步"),
        criterion="history",
        args=(X, y, lr, steps),
        drive="history",
        expected=[loss(X, y, theta) for theta in visited[:-1]],
    )
    yield Case(
        Text("a learning rate that diverges", "学习率过大而发散"),
        criterion="history",
        args=(u[:, None], u, 1.5, 3),
        drive="history",
        expected=[loss(u[:, None], u, t) for t in path(u[:, None], u, 1.5, 3)[:-1]],
    )
    yield Case(
        Text("no step at all", "一步也不走"),
        criterion="edge",
        args=(X, y, 0.1, 0),
        drive="everything",
        expected={"w": np.zeros(3), "b": 0.0, "losses": []},
    )
    yield Case(
        Text("one row", "只有一行"),
        criterion="edge",
        args=(np.array([[2.0, -1.0]]), np.array([3.0]), 0.1, 1),
        drive="everything",
        # r = −3, so the gradient is 2·(−3)·(2, −1, 1)
        expected={"w": np.array([1.2, -0.6]), "b": 0.6, "losses": [9.0]},
    )
    X = np.repeat(rng.normal(size=(5, 1)), 2, axis=1)
    y = X[:, 0] - 1.0
    theta = path(X, y, 0.05, 3)
    yield Case(
        Text("two equal columns", "两列完全相同"),
        criterion="edge",
        args=(Array(X, order="F"), y, 0.05, 3),
        drive="everything",
        expected={**split(theta[-1]), "losses": [loss(X, y, t) for t in theta[:-1]]},
    )
