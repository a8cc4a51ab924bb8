import itertools

import numpy as np

from viva.authoring import Array, Case, Text


def hidden_by_energy(v, W, b, c):
    """p(h_j = 1 | v) by summing e^{-E} over all states of the hidden layer."""
    states = np.array(list(itertools.product((0.0, 1.0), repeat=len(c))))
    out = np.empty((len(v), len(c)))
    for n, row in enumerate(v):
        minus_energy = row @ W @ states.T + row @ b + states @ c
        p = np.exp(minus_energy - minus_energy.max())
        out[n] = p @ states / p.sum()
    return out


def visible_by_energy(h, W, b, c):
    return hidden_by_energy(h, W.T, c, b)


def estimate(v0, W, b, c, seed, *, sample=True):
    rng = np.random.default_rng(seed)
    p0 = hidden_by_energy(v0, W, b, c)
    h0 = 1.0 * (rng.random(p0.shape) < p0) if sample else p0
    q = visible_by_energy(h0, W, b, c)
    v1 = 1.0 * (rng.random(q.shape) < q) if sample else q
    p1 = hidden_by_energy(v1, W, b, c)
    outer = [np.outer(x, p) - np.outer(y, r) for x, p, y, r in zip(v0, p0, v1, p1, strict=True)]
    return np.mean(outer, axis=0), (v0 - v1).mean(axis=0), (p0 - p1).mean(axis=0)


def machine(rng, n, v, h):
    data = 1.0 * (rng.random((n, v)) < 0.4)
    return data, rng.normal(size=(v, h)), rng.normal(size=v), rng.normal(size=h)


def sure(n):
    """A machine whose samples are certain: 3 visible units, 2 hidden ones, one of each state."""
    W = np.zeros((3, 2))
    return np.ones((n, 3)), W, np.array([1000.0, -1000.0, 1000.0]), np.array([1000.0, -1000.0])


def cases(rng):
    v, W, b, c = machine(rng, 4, 3, 5)
    yield Case(
        Text(
            "hidden given visible, against the sum over all states",
            "由可见层得隐藏层，与穷举全部状态对照",
        ),
        criterion="conditionals",
        drive="hidden",
        args=(Array(v, writable=False), W, c),
        expected=hidden_by_energy(v, W, b, c),
    )
    h = 1.0 * (rng.random((4, 5)) < 0.5)
    yield Case(
        Text(
            "visible given hidden, against the sum over all states",
            "由隐藏层得可见层，与穷举全部状态对照",
        ),
        criterion="conditionals",
        drive="visible",
        args=(Array(h, writable=False), W, b),
        expected=visible_by_energy(h, W, b, c),
    )
    v, W, b, c = machine(rng, 3, 4, 4)
    yield Case(
        Text("as many hidden as visible units", "隐藏单元与可见单元一样多"),
        criterion="conditionals",
        drive="visible",
        args=(v, W, b),
        expected=visible_by_energy(v, W, b, c),
    )
    for n, sizes in ((1, (1, 3, 2)), (2, (1, 4, 4)), (3, (1, 2, 6))):
        v, W, b, c = machine(rng, *sizes)
        seed = int(rng.integers(1000))
        right = estimate(v, W, b, c, seed)
        slips = {
            "swapped": tuple(-part for part in right),
            "mean_field": estimate(v, W, b, c, seed, sample=False),
        }
        if len(b) == len(c):
            slips["wrong_bias"] = estimate(v, W, c, b, seed)
        yield Case(
            Text(f"one case, machine {n}", f"一条数据，第 {n} 台机器"),
            criterion="update",
            args=(v, W, b, c, seed),
            expected=right,
            mistakes=slips,
        )
    v, W, b, c = machine(rng, 6, 4, 3)
    seed = int(rng.integers(1000))
    right = estimate(v, W, b, c, seed)
    yield Case(
        Text("a batch of six", "一批六条"),
        criterion="average",
        args=(Array(v, strided=True), Array(W, writable=False), b, c, seed),
        expected=right,
        mistakes={
            "summed": tuple(6 * part for part in right),
            "swapped": tuple(-part for part in right),
            "mean_field": estimate(v, W, b, c, seed, sample=False),
        },
    )
    yield Case(
        Text("units that are certain", "概率为 0 或 1 的单元"),
        criterion="stability",
        args=(*sure(3), 5),
        expected=(
            np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]]),
            np.array([0.0, 1.0, 0.0]),
            np.zeros(2),
        ),
    )
