import math

import numpy as np

from viva.authoring import Array, Case, Text


def unit_by_unit(x, h0, W_xh, W_hh, b, carry=True):
    """The formula for one unit of one sequence at a time, in plain Python."""
    hs = np.zeros((len(x), *h0.shape))
    for t, n, j in np.ndindex(hs.shape):
        before = hs[t - 1, n] if t and carry else h0[n]
        total = b[j]
        total += sum(x[t, n, d] * W_xh[d, j] for d in range(x.shape[2]))
        total += sum(before[i] * W_hh[i, j] for i in range(len(before)))
        hs[t, n, j] = math.tanh(total)
    return hs, (hs[-1] if len(x) else h0)


def layer(rng, t, n, d, h, start=0.0):
    return (
        rng.normal(size=(t, n, d)),
        start * rng.normal(size=(n, h)),
        rng.normal(size=(d, h)) / 2,
        rng.normal(size=(h, h)) / 2,
        rng.normal(size=h) / 2,
    )


def cases(rng):
    args = layer(rng, 4, 2, 3, 5)
    x, h0, W_xh, W_hh, b = args
    hs, last = unit_by_unit(*args)
    yield Case(
        Text("four steps, two sequences", "四步，两个序列"),
        args=tuple(Array(a, writable=False) for a in args),
        expected=(hs, last),
        mistakes={
            "forgets": unit_by_unit(*args, carry=False),
            "transposed": unit_by_unit(x, h0, W_xh, W_hh.T, b),
        },
    )
    args = layer(rng, 3, 3, 3, 3)
    yield Case(
        Text("all sizes equal to three", "各个尺寸都等于三"),
        args=args,
        expected=unit_by_unit(*args),
    )
    args = layer(rng, 3, 2, 2, 4, start=1.0)
    x, h0, W_xh, W_hh, b = args
    yield Case(
        Text("a state other than zero", "初始状态不为零"),
        criterion="start",
        args=args,
        expected=unit_by_unit(*args),
        mistakes={
            "zero_start": unit_by_unit(x, 0 * h0, W_xh, W_hh, b),
            "forgets": unit_by_unit(*args, carry=False),
        },
    )
    args = layer(rng, 6, 2, 2, 3, start=1.0)
    hs, last = unit_by_unit(*args)
    yield Case(
        Text("a sequence read in two pieces", "一个序列分两段读"),
        criterion="start",
        drive="in_two_pieces",
        args=(*args, 2),
        expected=(hs, last),
    )
    args = layer(rng, 3, 2, 2, 3, start=1.0)
    hs, last = unit_by_unit(*args)
    yield Case(
        Text("the arguments are needed afterwards", "输入之后还要用"),
        criterion="contract",
        args=(Array(args[0], strided=True), *args[1:]),
        expected=(hs, last),
        mistakes={"same_state": (np.broadcast_to(last, hs.shape).copy(), last)},
    )
    args = layer(rng, 1, 1, 2, 3, start=1.0)
    yield Case(
        Text("one step of one sequence", "一个序列，只有一步"),
        criterion="contract",
        args=args,
        expected=unit_by_unit(*args),
    )
    args = layer(rng, 0, 2, 3, 4, start=1.0)
    yield Case(
        Text("no step at all", "一步也没有"),
        criterion="contract",
        args=args,
        expected=(np.zeros((0, 2, 4)), args[1]),
    )
