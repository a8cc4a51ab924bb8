import numpy as np

from viva.authoring import Array, Case, Text


def unit_by_unit(X, weights, biases, *, relu_last=False, relu=True, bias=True):
    out = []
    for x in X:
        h = list(x)
        for l, (W, b) in enumerate(zip(weights, biases)):
            z = [
                sum(h[i] * W[i, j] for i in range(W.shape[0])) + (b[j] if bias else 0.0)
                for j in range(W.shape[1])
            ]
            last = l == len(weights) - 1
            h = [max(0.0, v) for v in z] if (relu and not last) or (relu_last and last) else z
        out.append(h)
    return np.array(out).reshape(len(X), weights[-1].shape[1])


def network(rng, sizes):
    pairs = list(zip(sizes[:-1], sizes[1:]))
    return (
        [rng.normal(size=p) for p in pairs],
        [rng.normal(size=b) for _, b in pairs],
    )


def cases(rng):
    X = rng.normal(size=(5, 3))
    X[0, 0] = -1.5
    # Hidden units and logits of both signs.
    W, b = network(rng, (3, 4, 2))
    b[0][:2] = -5.0, 5.0
    b[1][:] = -8.0, 8.0
    expected = unit_by_unit(X, W, b)
    yield Case(
        Text("two layers", "两层"),
        args=(Array(X, writable=False), W, b),
        expected=expected,
        mistakes={
            "relu_at_the_end": unit_by_unit(X, W, b, relu_last=True),
            "no_activation": unit_by_unit(X, W, b, relu=False),
            "no_biases": unit_by_unit(X, W, b, bias=False),
        },
    )
    W, b = network(rng, (3, 6, 5, 4, 2))
    yield Case(
        Text("four layers", "四层"),
        criterion="depth",
        args=(Array(X, strided=True), W, b),
        expected=unit_by_unit(X, W, b),
    )
    W, b = network(rng, (3, 3, 3, 3))
    yield Case(
        Text("three square layers", "三个方阵层"),
        criterion="depth",
        args=(X, W, b),
        expected=unit_by_unit(X, W, b),
    )
    # The same matrix twice: which layer is the last cannot be told from its values.
    twin = rng.normal(size=(3, 3))
    W, b = [twin, twin.copy(), twin.copy()], [-np.ones(3)] * 3
    yield Case(
        Text("three equal layers", "三层完全相同"),
        criterion="depth",
        args=(X, W, b),
        expected=unit_by_unit(X, W, b),
    )
    W, b = network(rng, (3, 2))
    b[0][:] = -9.0, 9.0
    yield Case(
        Text("a single layer: linear", "只有一层：就是线性的"),
        criterion="output",
        args=(X, W, b),
        expected=X @ W[0] + b[0],
    )
    W, b = network(rng, (3, 4, 2))
    b[0][:2] = -5.0, 5.0
    b[1][:] = -50.0
    yield Case(
        Text("all logits negative", "logits 全为负"),
        criterion="output",
        args=(X, W, b),
        expected=unit_by_unit(X, W, b),
    )
    W, b = network(rng, (3, 4, 2))
    b[0][:2] = -5.0, 5.0
    b[1][:] = -8.0, 8.0
    yield Case(
        Text("one row", "单行"),
        criterion="edge",
        args=(X[:1], W, b),
        expected=unit_by_unit(X[:1], W, b),
    )
    yield Case(
        Text("no rows", "零行"), criterion="edge", args=(X[:0], W, b), expected=np.zeros((0, 2))
    )
    yield Case(
        Text("weights and biases afterwards", "算完之后的权重和偏置"),
        criterion="edge",
        args=(X, W, b),
        drive="untouched",
        expected={"out": unit_by_unit(X, W, b), "weights": W, "biases": b},
    )
