import math

import numpy as np

from viva.authoring import Array, Case, Text


def normed(x, gamma, eps=1e-6):
    """Vector by vector in float64, with an exact sum."""
    wide = np.asarray(x, dtype=float)
    y = np.empty(wide.shape)
    for place in np.ndindex(wide.shape[:-1]):
        v = wide[place]
        y[place] = gamma * v / math.sqrt(math.fsum(t * t for t in v) / len(v) + eps)
    return y


def slips(x, gamma, eps=1e-6):
    square = (x**2).mean(axis=-1, keepdims=True)
    centred = x - x.mean(axis=-1, keepdims=True)
    return {
        "centred": gamma * centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps),
        "length": gamma * x / np.sqrt((x**2).sum(axis=-1, keepdims=True) + eps),
        "over_batch": gamma * x / np.sqrt((x**2).mean(axis=0) + eps),
        "no_root": gamma * x / (square + eps),
        "eps_outside": gamma * x / (np.sqrt(square) + eps),
    }


# A computation in float32 is as good as one in float64 here.
SINGLE = {"rtol": 1e-5, "atol": 1e-7}


def cases(rng):
    x = np.array([[3.0, 4.0, 0.0, 0.0], [1.0, -1.0, 2.0, 2.0]])
    one = np.ones(4)
    yield Case(
        Text("two vectors, γ = 1", "两个向量，γ = 1"),
        args=(x, one),
        expected=normed(x, one),
        **SINGLE,
        mistakes=slips(x, one),
    )
    x, gamma = rng.normal(size=(4, 4)) + 1, rng.uniform(0.5, 2, size=4) * [1, -1, 1, 1]
    yield Case(
        Text("a square, read-only, ε = 0.3", "方阵，只读，ε = 0.3"),
        args=(Array(x, writable=False), Array(gamma, writable=False)),
        kwargs={"eps": 0.3},
        expected=normed(x, gamma, 0.3),
        **SINGLE,
        mistakes=slips(x, gamma, 0.3),
    )
    x = rng.normal(size=(2, 3, 4)) * rng.uniform(0.5, 4, size=(2, 3, 1))
    yield Case(
        Text("(2, 3, 4), a view with gaps", "(2, 3, 4)，不连续的视图"),
        args=(Array(x, strided=True), gamma),
        expected=normed(x, gamma),
        **SINGLE,
        mistakes=slips(x, gamma),
    )
    yield Case(
        Text("a single vector of shape (4,)", "单个形状为 (4,) 的向量"),
        args=(x[0, 0], gamma),
        expected=normed(x[0, 0], gamma),
        **SINGLE,
    )
    x = np.array([[0.0, 0.0, 0.0, 0.0], [1e-3, -2e-3, 0.0, 3e-3]])
    yield Case(
        Text("a zero vector and a tiny one", "一个零向量，一个很小的向量"),
        criterion="eps",
        args=(x, one),
        expected=normed(x, one),
        **SINGLE,
        mistakes=slips(x, one),
    )
    for x, title in (
        (
            np.array([[300.0, -400.0, 100.0, 600.0]]),
            Text("float16, a few hundred", "float16，几百大小"),
        ),
        (
            np.array([[1e-3, -2e-3, 5e-4, 2e-4]]),
            Text("float16, a thousandth", "float16，千分之一大小"),
        ),
    ):
        x, gamma = x.astype(np.float16), np.array([1.0, 0.5, -2.0, 1.0], np.float16)
        yield Case(
            title,
            criterion="half",
            args=(x, gamma),
            expected=normed(x, gamma.astype(float)).astype(np.float16),
            rtol=2e-3,
            atol=1e-5,
            same_dtype=True,
        )
    x, gamma = rng.normal(size=(2, 3)).astype(np.float32), np.ones(3, np.float32)
    yield Case(
        Text("float32 stays float32", "float32 不变"),
        criterion="half",
        args=(x, gamma),
        expected=normed(x, gamma.astype(float)).astype(np.float32),
        rtol=1e-4,
        atol=1e-6,
        same_dtype=True,
    )
