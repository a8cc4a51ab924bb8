import numpy as np

from viva.authoring import Array, Case, Text


def normed(x, gamma, beta, eps=1e-5, ddof=0, outside=False):
    """Slice by slice: the definition, with no axis argument in it."""
    n = gamma.size
    y = np.empty(x.shape)
    for place in np.ndindex(x.shape[: x.ndim - gamma.ndim]):
        s = x[place]
        mu = s.sum() / n
        var = ((s - mu) ** 2).sum() / (n - ddof)
        y[place] = gamma * (s - mu) / (var**0.5 + eps if outside else (var + eps) ** 0.5) + beta
    return y


def over_batch(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta


def last_only(x, gamma, beta, eps=1e-5):
    mu, var = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
    return gamma * (x - mu) / np.sqrt(var + eps) + beta


def cases(rng):
    x = np.array([[1.0, 2.0, 6.0], [-3.0, 0.0, 0.0]])
    one, zero = np.ones(3), np.zeros(3)
    yield Case(
        Text("two rows, γ = 1, β = 0", "两行，γ = 1，β = 0"),
        args=(x, one, zero),
        expected=normed(x, one, zero),
        mistakes={
            "over_batch": over_batch(x, one, zero),
            "unbiased": normed(x, one, zero, ddof=1),
            "eps_outside": normed(x, one, zero, outside=True),
        },
    )
    x = rng.normal(size=(4, 4)) * 2 + 1
    gamma, beta = rng.uniform(0.5, 2, size=4), rng.normal(size=4)
    yield Case(
        Text("a square, read-only, ε = 0.2", "方阵，只读，ε = 0.2"),
        args=tuple(Array(a, writable=False) for a in (x, gamma, beta)),
        kwargs={"eps": 0.2},
        expected=normed(x, gamma, beta, 0.2),
        mistakes={
            "over_batch": over_batch(x, gamma, beta, 0.2),
            "unbiased": normed(x, gamma, beta, 0.2, ddof=1),
            "eps_outside": normed(x, gamma, beta, 0.2, outside=True),
        },
    )
    for shape, k, title in (
        ((2, 3, 4), 1, Text("(2, 3, 4), over the last axis", "(2, 3, 4)，最后一个轴")),
        ((2, 3, 3, 3), 3, Text("(2, 3, 3, 3), over the last three", "(2, 3, 3, 3)，最后三个轴")),
        ((2, 2, 3, 2), 2, Text("(2, 2, 3, 2), over the last two", "(2, 2, 3, 2)，最后两个轴")),
    ):
        x = rng.normal(size=shape) + rng.normal(size=shape[:2] + (1,) * (len(shape) - 2))
        gamma, beta = rng.uniform(0.5, 2, size=shape[-k:]), rng.normal(size=shape[-k:])
        right = normed(x, gamma, beta)
        slips = {"over_batch": over_batch(x, gamma, beta)}
        if k > 1:
            slips["last_axis_only"] = last_only(x, gamma, beta)
        yield Case(
            title,
            criterion="axes",
            args=(Array(x, strided=True), gamma, beta),
            expected=right,
            mistakes=slips,
        )
    x = rng.normal(size=(2, 3))
    gamma, beta = rng.uniform(0.5, 2, size=(2, 3)), rng.normal(size=(2, 3))
    yield Case(
        Text("no leading axis at all", "前面一个轴都没有"),
        criterion="axes",
        args=(x, gamma, beta),
        expected=normed(x, gamma, beta),
    )
    for x, gamma, title in (
        ((2, 3), (1,), Text("a γ of (1,) would broadcast", "(1,) 的 γ 能广播，但不对")),
        ((3, 2, 2), (3, 2), Text("a γ of (3, 2) for (3, 2, 2)", "(3, 2, 2) 配 (3, 2) 的 γ")),
    ):
        yield Case(
            title,
            criterion="axes",
            args=(np.ones(x), np.ones(gamma), np.zeros(gamma)),
            raises="ValueError",
        )
    x = np.array([[5.0, 5.0, 5.0], [1e-3, 2e-3, 4e-3]])
    yield Case(
        Text("a constant row, and one that hardly varies", "一行恒定，一行几乎不变"),
        criterion="edge",
        args=(x, one, zero + 0.5),
        expected=normed(x, one, zero + 0.5),
    )
    x = rng.normal(size=(1, 5)) + 3
    gamma, beta = np.ones(5), np.zeros(5)
    yield Case(
        Text("a single example", "单个样本"),
        criterion="edge",
        args=(x, gamma, beta),
        expected=normed(x, gamma, beta),
    )
    x = (np.array([[1.0, 2.0, 6.0], [-3.0, 0.0, 0.0]])).astype(np.float32)
    one, half = np.ones(3, np.float32), np.full(3, 0.5, np.float32)
    yield Case(
        Text("float32", "float32"),
        criterion="edge",
        args=(x, one, half),
        expected=normed(x, one, half).astype(np.float32),
        rtol=1e-4,
        atol=1e-5,
        same_dtype=True,
    )
