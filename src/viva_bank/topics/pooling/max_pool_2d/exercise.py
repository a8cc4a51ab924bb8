import numpy as np

from viva.authoring import Array, Case, Text


def by_loops(x, size, stride, padding, *, fill=-np.inf, up=False):
    """The definition, one window at a time; `up` keeps windows that stick out at the end."""
    n, c, h, w = x.shape

    def starts(length):
        free = length + 2 * padding - size
        return range(-(-free // stride) + 1 if up else free // stride + 1)

    rows, cols = starts(h), starts(w)
    out = np.empty((n, c, len(rows), len(cols)), dtype=x.dtype)
    for a, b, i, j in np.ndindex(out.shape):
        top, left = i * stride - padding, j * stride - padding
        inside = [
            x[a, b, r, s] if 0 <= r < h and 0 <= s < w else fill
            for r in range(top, top + size)
            for s in range(left, left + size)
        ]
        out[a, b, i, j] = max(inside)
    return out


def cases(rng):
    x = rng.normal(size=(2, 3, 6, 4))
    yield Case(
        Text("6 × 4 maps, windows of 2", "6 × 4 的图，窗口为 2"),
        args=(Array(x, writable=False), 2),
        expected=by_loops(x, 2, 2, 0),
    )
    x = rng.normal(size=(1, 2, 5, 8))
    yield Case(
        Text("5 × 8 maps, windows of 3: the rest is dropped", "5 × 8 的图，窗口为 3：剩余部分舍去"),
        args=(Array(x, writable=False), 3),
        expected=by_loops(x, 3, 3, 0),
        mistakes={"rounded_up": by_loops(x, 3, 3, 0, up=True)},
    )
    x = rng.normal(size=(1, 1, 3, 3)) - 4
    yield Case(
        Text("one window as large as the map", "窗口和整张图一样大"),
        args=(x, 3),
        expected=x.max().reshape(1, 1, 1, 1),
    )
    x = rng.normal(size=(2, 2, 7, 6))
    yield Case(
        Text("overlapping: windows of 3, stride 2", "有重叠：窗口 3，步幅 2"),
        criterion="stride",
        args=(x, 3),
        kwargs={"stride": 2},
        expected=by_loops(x, 3, 2, 0),
        mistakes={
            "stride_ignored": by_loops(x, 3, 3, 0),
            "rounded_up": by_loops(x, 3, 2, 0, up=True),
        },
    )
    yield Case(
        Text("gaps: windows of 2, stride 3", "有间隔：窗口 2，步幅 3"),
        criterion="stride",
        args=(x, 2, 3),
        expected=by_loops(x, 2, 3, 0),
    )
    yield Case(
        Text("stride 1, windows of 1: nothing changes", "步幅 1、窗口 1：原样返回"),
        criterion="stride",
        args=(x, 1, 1),
        expected=x,
    )
    low = -1 - rng.random((1, 2, 5, 4))
    yield Case(
        Text("all values negative, padding 1", "全是负数，填充 1"),
        criterion="padding",
        args=(low, 3, 2, 1),
        expected=by_loops(low, 3, 2, 1),
        mistakes={"zeros": by_loops(low, 3, 2, 1, fill=0.0)},
    )
    low = -1e300 * (1 + rng.random((1, 1, 4, 6)))
    yield Case(
        Text("values near −1e300, padding 2", "数值在 −1e300 附近，填充 2"),
        criterion="padding",
        args=(low, 4, 3, 2),
        expected=by_loops(low, 4, 3, 2),
    )
    yield Case(
        Text("padding, default stride", "有填充，步幅取默认值"),
        criterion="padding",
        args=(x, 2),
        kwargs={"padding": 1},
        expected=by_loops(x, 2, 2, 1),
    )
    x = rng.normal(size=(2, 3, 4, 5)).astype(np.float32)
    yield Case(
        Text("float32 in, float32 out", "输入 float32，输出也是 float32"),
        criterion="care",
        args=(Array(x, strided=True), 3, 2),
        expected=by_loops(x, 3, 2, 0),
        same_dtype=True,
    )
    yield Case(
        Text("no images at all", "一张图也没有"),
        criterion="care",
        args=(np.zeros((0, 3, 6, 8)), 2),
        expected=np.zeros((0, 3, 3, 4)),
    )
