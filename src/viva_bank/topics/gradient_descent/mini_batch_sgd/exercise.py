import numpy as np

from viva.authoring import Array, Case, Text


def walk(X, y, w, lr, epochs, batch_size, seed, slip=""):
    """Example by example: every batch's gradient is added up over its own examples."""
    rng = np.random.default_rng(seed)
    n = len(X)
    w = list(w)
    order = list(range(n)) if slip == "no_shuffle" else list(rng.permutation(n))
    for epoch in range(epochs):
        if epoch and not slip.endswith(("same_order", "no_shuffle")):
            order = list(rng.permutation(n))
        queue = list(order)
        while queue:
            batch, queue = queue[:batch_size], queue[batch_size:]
            if slip == "dropped" and len(batch) < batch_size:
                break
            share = batch_size if slip == "divided_by_b" else len(batch)
            g = [0.0] * len(w)
            for i in batch:
                error = sum(a * b for a, b in zip(X[i], w)) - y[i]
                g = [a + 2 * error * x / share for a, x in zip(g, X[i])]
            w = [a - lr * b for a, b in zip(w, g)]
    return np.array(w)


def cases(rng):
    X, w = rng.normal(size=(8, 3)), rng.normal(size=3)
    y = X @ np.array([1.0, 0.5, -1.0]) + rng.normal(size=8)
    one = (X, y, w, 0.1, 1, 4, 5)
    yield Case(
        Text("one epoch, two batches of four", "一个 epoch，两批，每批四个"),
        args=(
            Array(X, writable=False), Array(y, writable=False), Array(w, writable=False),
            0.1, 1, 4, 5,
        ),
        expected=walk(*one),
        mistakes={"no_shuffle": walk(*one, slip="no_shuffle")},
    )  # fmt: skip
    yield Case(
        Text("the whole set is one batch", "整个训练集是一批"),
        args=(Array(X, strided=True), y, w, 0.05, 1, 8, 6),
        expected=walk(X, y, w, 0.05, 1, 8, 6),
    )
    several = (X, y, w, 0.05, 3, 2, 7)
    yield Case(
        Text("three epochs, batches of two", "三个 epoch，每批两个"),
        criterion="shuffling",
        args=several,
        expected=walk(*several),
        mistakes={s: walk(*several, slip=s) for s in ("same_order", "no_shuffle")},
    )
    after = np.random.default_rng(8)
    for _ in range(2):
        after.permutation(8)
    yield Case(
        Text("two epochs draw exactly two permutations", "两个 epoch 恰好抽两次排列"),
        criterion="shuffling",
        args=(X, y, w, 0.05, 2, 4, 8),
        drive="and_after",
        expected={"w": walk(X, y, w, 0.05, 2, 4, 8), "next_draw": after.random()},
    )
    partial = (X, y, w, 0.1, 1, 3, 9)
    yield Case(
        Text("eight examples in batches of three", "八个样本，每批三个"),
        criterion="last_batch",
        args=partial,
        expected=walk(*partial),
        mistakes={s: walk(*partial, slip=s) for s in ("dropped", "divided_by_b")},
    )
    yield Case(
        Text("a last batch of one", "最后一批只有一个"),
        criterion="last_batch",
        args=(X, y, w, 0.1, 1, 7, 10),
        expected=walk(X, y, w, 0.1, 1, 7, 10),
    )
    yield Case(
        Text("batches larger than the data", "批比数据还大"),
        criterion="edge",
        args=(X[:3], y[:3], w, 0.1, 1, 10, 11),
        expected=walk(X[:3], y[:3], w, 0.1, 1, 10, 11),
    )
    yield Case(
        Text("batches of one", "每批一个"),
        criterion="edge",
        args=(X[:4], y[:4], w, 0.05, 1, 1, 12),
        expected=walk(X[:4], y[:4], w, 0.05, 1, 1, 12),
    )
    yield Case(
        Text("no epoch", "零个 epoch"), criterion="edge", args=(X, y, w, 0.1, 0, 4, 13), expected=w
    )
