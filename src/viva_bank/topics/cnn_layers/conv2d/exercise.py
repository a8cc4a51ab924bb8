import numpy as np

from viva.authoring import Array, Case, Cost, Text


def by_definition(x, w, b, stride=1, padding=0, before=None):
    """One output value at a time; `before` (default: padding) rows of zeros come first."""
    n, c, h, wd = x.shape
    k, _, p, q = w.shape
    before = padding if before is None else before
    big = np.zeros((n, c, h + 2 * padding, wd + 2 * padding), dtype=x.dtype)
    big[:, :, before : before + h, before : before + wd] = x
    ho, wo = (h + 2 * padding - p) // stride + 1, (wd + 2 * padding - q) // stride + 1
    y = np.empty((n, k, ho, wo), dtype=x.dtype)
    for a, f, i, j in np.ndindex(y.shape):
        patch = big[a, :, i * stride : i * stride + p, j * stride : j * stride + q]
        y[a, f, i, j] = (patch * w[f]).sum() + b[f]
    return y


def layer(rng, n, c, h, w, k, p, q):
    return rng.normal(size=(n, c, h, w)), rng.normal(size=(k, c, p, q)), rng.normal(size=k)


def cases(rng):
    x, w, b = layer(rng, 2, 3, 5, 6, 4, 3, 3)
    yield Case(
        Text("two images, 3 × 3 kernels", "两张图，3 × 3 的核"),
        args=(Array(x, writable=False), Array(w, writable=False), Array(b, writable=False)),
        expected=by_definition(x, w, b),
        mistakes={
            "flipped": by_definition(x, w[:, :, ::-1, ::-1], b),
            "no_bias": by_definition(x, w, 0 * b),
        },
    )
    x, w, b = layer(rng, 2, 3, 3, 4, 4, 1, 1)
    yield Case(
        Text("1 × 1 kernels; as many filters as columns", "1 × 1 的核，核的个数等于列数"),
        args=(x, w, b),
        expected=by_definition(x, w, b),
        mistakes={"no_bias": by_definition(x, w, 0 * b)},
    )
    x, w, b = layer(rng, 1, 1, 4, 5, 1, 2, 2)
    yield Case(
        Text("one channel, one filter", "单通道、单个核"),
        args=(x, w, b),
        expected=by_definition(x, w, b),
    )
    x, w, b = layer(rng, 2, 2, 6, 7, 3, 3, 3)
    yield Case(
        Text("stride 2, a remainder that is dropped", "步幅 2，有余数要舍去"),
        criterion="stride_padding",
        args=(x, w, b, 2),
        expected=by_definition(x, w, b, 2),
        mistakes={"stride_ignored": by_definition(x, w, b, 1)},
    )
    yield Case(
        Text("padding 1 keeps the size", "填充 1，尺寸不变"),
        criterion="stride_padding",
        args=(x, w, b),
        kwargs={"padding": 1},
        expected=by_definition(x, w, b, 1, 1),
        mistakes={
            "one_sided": by_definition(x, w, b, 1, 1, before=2),
            "flipped": by_definition(x, w[:, :, ::-1, ::-1], b, 1, 1),
        },
    )
    yield Case(
        Text("stride 3, padding 2", "步幅 3，填充 2"),
        criterion="stride_padding",
        args=(x, w, b, 3, 2),
        expected=by_definition(x, w, b, 3, 2),
    )
    x, w, b = layer(rng, 2, 2, 7, 6, 3, 2, 4)
    yield Case(
        Text("kernels of 2 × 4", "2 × 4 的核"),
        criterion="layout",
        args=(Array(x, strided=True), Array(w, order="F"), b),
        expected=by_definition(x, w, b),
    )
    x, w, b = (v.astype(np.float32) for v in layer(rng, 1, 2, 5, 4, 2, 3, 1))
    yield Case(
        Text("float32 in, float32 out; kernels of 3 × 1", "输入 float32，输出也是；3 × 1 的核"),
        criterion="layout",
        args=(x, w, b),
        expected=by_definition(x, w, b),
        rtol=1e-4,
        atol=1e-5,
        same_dtype=True,
    )
    x, w, b = layer(rng, 8, 4, 20, 20, 32, 3, 3)
    yield Case(
        Text("8 images of 4 × 20 × 20, 32 filters", "8 张 4 × 20 × 20 的图，32 个核"),
        criterion="speed",
        args=(x, w, b, 1, 1),
        cost=Cost(at_most=10),
    )
