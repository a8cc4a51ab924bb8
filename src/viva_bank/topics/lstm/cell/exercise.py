import math

import numpy as np

from viva.authoring import Array, Case, Text


def sigma(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def unit_by_unit(x, h, c, W, U, b, *, order="ifgo", content=math.tanh, out=math.tanh, new=True):
    """The formulas for one unit at a time; the keywords are slips."""
    n, size = h.shape
    h2, c2 = np.empty((n, size)), np.empty((n, size))
    for a, j in np.ndindex(n, size):
        z = {}
        for block, name in enumerate(order):
            col = block * size + j
            z[name] = b[col] + sum(x[a] * W[:, col]) + sum(h[a] * U[:, col])
        c2[a, j] = sigma(z["f"]) * c[a, j] + sigma(z["i"]) * content(z["g"])
        h2[a, j] = sigma(z["o"]) * out(c2[a, j] if new else c[a, j])
    return h2, c2


def step(rng, n, d, h):
    return (
        rng.normal(size=(n, d)),
        rng.normal(size=(n, h)),
        rng.normal(size=(n, h)),
        rng.normal(size=(d, 4 * h)),
        rng.normal(size=(h, 4 * h)),
        rng.normal(size=4 * h),
    )


def slips(args):
    return {
        "torch_order": unit_by_unit(*args, order="ifog"),
        "sigmoid_candidate": unit_by_unit(*args, content=sigma),
        "no_tanh_out": unit_by_unit(*args, out=float),
        "old_cell": unit_by_unit(*args, new=False),
    }


def only_bias(c, **z):
    """One sequence whose gates are set by the bias alone: z.i, z.f, z.g, z.o for every unit."""
    size = len(c)
    b = np.concatenate([np.full(size, z[name]) for name in "ifgo"])
    zeros = np.zeros((1, size))
    return (zeros, zeros, np.array([c]), np.zeros((size, 4 * size)), np.zeros((size, 4 * size)), b)


def cases(rng):
    args = step(rng, 3, 4, 2)
    yield Case(
        Text("three sequences", "三个序列"),
        args=tuple(Array(a, writable=False) for a in args),
        expected=unit_by_unit(*args),
        mistakes=slips(args),
    )
    args = step(rng, 2, 3, 3)
    yield Case(
        Text("as many inputs as units", "输入维数等于隐藏维数"),
        args=args,
        expected=unit_by_unit(*args),
    )
    args = step(rng, 1, 1, 1)
    yield Case(Text("one of everything", "全都只有一个"), args=args, expected=unit_by_unit(*args))
    for name, zh, z in (
        ("the forget gate half open", "遗忘门半开", {"i": -3.0, "f": 0.2, "g": 0.5, "o": 2.0}),
        ("the input gate wide open", "输入门大开", {"i": 3.0, "f": -3.0, "g": -2.0, "o": 2.0}),
        (
            "the output gate nearly shut",
            "输出门几乎关上",
            {"i": 1.0, "f": 1.0, "g": 1.0, "o": -4.0},
        ),
    ):
        args = only_bias([0.7, -1.5], **z)
        yield Case(
            Text(name, zh),
            criterion="gates",
            args=args,
            expected=unit_by_unit(*args),
            mistakes=slips(args),
        )
    args = only_bias([0.7, -1.5, 30.0], i=-1000.0, f=1000.0, g=5.0, o=1000.0)
    yield Case(
        Text(
            "forget gate open, input gate shut: the cell is copied",
            "遗忘门全开、输入门全关：原样复制细胞",
        ),
        criterion="saturation",
        args=args,
        expected=(np.tanh(args[2]), args[2]),
    )
    args = only_bias([0.7, -1.5], i=1000.0, f=-1000.0, g=-1000.0, o=1000.0)
    yield Case(
        Text("forget gate shut, input gate open: overwritten", "遗忘门全关、输入门全开：整个改写"),
        criterion="saturation",
        args=args,
        expected=(np.full((1, 2), -math.tanh(1.0)), np.full((1, 2), -1.0)),
    )
    args = tuple(a.astype(np.float32) for a in step(rng, 2, 3, 2))
    yield Case(
        Text("float32 in, float32 out; non-contiguous", "输入 float32，输出也是；内存不连续"),
        criterion="care",
        args=tuple(Array(a, strided=True) for a in args),
        expected=tuple(v.astype(np.float32) for v in unit_by_unit(*args)),
        rtol=1e-4,
        atol=1e-5,
        same_dtype=True,
    )
