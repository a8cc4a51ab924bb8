import itertools
import math

import numpy as np

from viva.authoring import Array, Case, Text


def by_enumeration(v, W, b, c):
    """The definition: log of the sum over all 2^H hidden states."""
    states = np.array(list(itertools.product((0.0, 1.0), repeat=len(c))))
    out = np.empty(len(v))
    for n, row in enumerate(v):
        exponent = row @ W @ states.T + row @ b + states @ c
        top = exponent.max()
        out[n] = -top - math.log(sum(math.exp(e - top) for e in exponent))
    return out


def at_the_mean(v, W, b, c):
    a = v @ W + c
    return -v @ b - (a / (1 + np.exp(-a))).sum(axis=1)


def machine(rng, n, v, h):
    data = 1.0 * (rng.random((n, v)) < 0.5)
    data[0, 0] = 1.0
    return data, rng.normal(size=(v, h)), rng.normal(size=v), rng.normal(size=h)


def cases(rng):
    for title, sizes in (
        (
            Text("five rows, 4 visible and 3 hidden units", "五行，4 个可见单元，3 个隐藏单元"),
            (5, 4, 3),
        ),
        (Text("more hidden than visible units", "隐藏单元多于可见单元"), (2, 2, 6)),
        (Text("all sizes equal", "各个尺寸都相等"), (4, 4, 4)),
        (Text("one row, one unit of each", "一行，可见、隐藏单元各一个"), (1, 1, 1)),
    ):
        args = machine(rng, *sizes)
        v, W, b, c = args
        right = by_enumeration(*args)
        yield Case(
            title,
            args=tuple(Array(a, writable=False) for a in args),
            expected=right,
            mistakes={
                "no_visible_bias": by_enumeration(v, W, 0 * b, c),
                "expected_energy": at_the_mean(*args),
                "sign": -right,
            },
        )
    v, W, b, c = machine(rng, 3, 3, 2)
    yield Case(
        Text("pre-activations of ±1000", "激活前的值为 ±1000"),
        criterion="stability",
        args=(v, W, b, np.array([1000.0, -1000.0])),
        expected=-v @ b - (v @ W[:, 0] + 1000),
    )
    yield Case(
        Text("a free energy of about −2·10⁻¹⁸", "自由能约为 −2·10⁻¹⁸"),
        criterion="stability",
        args=(np.zeros((2, 3)), W, b, np.array([-41.0, -45.0])),
        expected=np.full(2, -(math.exp(-41) + math.exp(-45))),
        atol=0.0,
    )
    v, W, b, c = machine(rng, 3, 20, 300)
    shift = v @ W + c
    yield Case(
        Text("300 hidden units", "300 个隐藏单元"),
        criterion="complexity",
        args=(v, W, b, c),
        expected=-(v @ b) - np.logaddexp(0, shift).sum(axis=1),
    )
    v, W, b, c = machine(rng, 4, 3, 2)
    yield Case(
        Text("non-contiguous arguments", "内存不连续的输入"),
        criterion="care",
        args=(Array(v, strided=True), Array(W, order="F"), b, c),
        expected=by_enumeration(v, W, b, c),
    )
    yield Case(
        Text("no rows", "一行也没有"),
        criterion="care",
        args=(np.zeros((0, 3)), W, b, c),
        expected=np.zeros(0),
    )
