import numpy as np

from viva.authoring import Array, Case, Text


def forward(x, size, stride):
    n, c, h, w = x.shape
    out = np.empty((n, c, (h - size) // stride + 1, (w - size) // stride + 1))
    for i, j in np.ndindex(out.shape[2:]):
        r, s = i * stride, j * stride
        out[:, :, i, j] = x[:, :, r : r + size, s : s + size].max(axis=(2, 3))
    return out


def by_differences(dout, x, size, stride, step=1e-6):
    """Central differences of sum(dout * forward(x)): exact while no maximum changes hands."""
    dx = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[place] += step
        down[place] -= step
        change = forward(up, size, stride) - forward(down, size, stride)
        dx[place] = (dout * change).sum() / (2 * step)
    return dx


def by_loops(dout, x, size, stride, ties="first"):
    dx = np.zeros_like(x)
    for a, b, i, j in np.ndindex(dout.shape):
        g = dout[a, b, i, j]
        window = [
            (r, s)
            for r in range(i * stride, i * stride + size)
            for s in range(j * stride, j * stride + size)
        ]
        top = max(x[a, b, r, s] for r, s in window)
        best = [(r, s) for r, s in window if x[a, b, r, s] == top]
        for r, s in best if ties == "all" else best[:1]:
            if ties == "overwritten":
                dx[a, b, r, s] = g
            else:
                dx[a, b, r, s] += g
    return dx


def shuffled(rng, shape):
    """Distinct values at least 0.1 apart, so that differences see no tie."""
    return rng.permutation(int(np.prod(shape))).reshape(shape) / 10 - 1.0


def cases(rng):
    x = shuffled(rng, (2, 2, 4, 6))
    g = rng.normal(size=(2, 2, 2, 3))
    yield Case(
        Text("windows of 2, side by side", "窗口为 2，互不重叠"),
        args=(Array(g, writable=False), Array(x, writable=False), 2, 2),
        expected=by_differences(g, x, 2, 2),
        rtol=1e-5,
        mistakes={"shared": g.repeat(2, axis=2).repeat(2, axis=3) / 4},
    )
    x = shuffled(rng, (1, 3, 3, 6))
    g = rng.normal(size=(1, 3, 1, 2))
    yield Case(
        Text("windows of 3, all values negative", "窗口为 3，全是负数"),
        args=(g, x - 9, 3, 3),
        expected=by_differences(g, x - 9, 3, 3),
        rtol=1e-5,
    )
    x = shuffled(rng, (2, 2, 5, 7))
    x[0, 0, 2, 2] = 99.0
    g = rng.normal(size=(2, 2, 2, 3))
    yield Case(
        Text("windows of 3, stride 2; one value wins four times", "窗口 3，步幅 2；有个值胜出四次"),
        criterion="overlap",
        args=(g, x, 3, 2),
        expected=by_differences(g, x, 3, 2),
        rtol=1e-5,
        mistakes={"overwritten": by_loops(g, x, 3, 2, ties="overwritten")},
    )
    x = shuffled(rng, (1, 1, 4, 5))
    g = rng.normal(size=(1, 1, 2, 3))
    yield Case(
        Text("windows of 3, stride 1", "窗口 3，步幅 1"),
        criterion="overlap",
        args=(g, x, 3, 1),
        expected=by_differences(g, x, 3, 1),
        rtol=1e-5,
        mistakes={"overwritten": by_loops(g, x, 3, 1, ties="overwritten")},
    )
    x = np.zeros((1, 2, 4, 4))
    g = 1 + rng.random((1, 2, 2, 2))
    yield Case(
        Text("a map of zeros, as after a dead ReLU", "全零的图，像是 ReLU 全部失活之后"),
        criterion="ties",
        args=(g, x, 2, 2),
        expected=by_loops(g, x, 2, 2),
        mistakes={"all_ties": by_loops(g, x, 2, 2, ties="all")},
    )
    x = rng.integers(0, 3, size=(2, 1, 6, 4)).astype(float)
    g = rng.normal(size=(2, 1, 3, 2))
    yield Case(
        Text("three different values only", "只有三种取值"),
        criterion="ties",
        args=(g, x, 2, 2),
        expected=by_loops(g, x, 2, 2),
        mistakes={"all_ties": by_loops(g, x, 2, 2, ties="all")},
    )
    x = shuffled(rng, (1, 2, 8, 6))
    g = rng.normal(size=(1, 2, 3, 2))
    yield Case(
        Text(
            "windows of 2, stride 3: some inputs belong to none",
            "窗口 2，步幅 3：有的输入不属于任何窗口",
        ),
        criterion="edge",
        args=(g, x, 2, 3),
        expected=by_differences(g, x, 2, 3),
        rtol=1e-5,
    )
    x = shuffled(rng, (2, 2, 5, 4)).astype(np.float32)
    g = rng.normal(size=(2, 2, 2, 2)).astype(np.float32)
    yield Case(
        Text(
            "float32, non-contiguous; the last row has no window",
            "float32、不连续；最后一行没有窗口",
        ),
        criterion="edge",
        args=(Array(g, strided=True), Array(x, strided=True), 2, 2),
        expected=by_loops(g, x, 2, 2),
        same_dtype=True,
    )
