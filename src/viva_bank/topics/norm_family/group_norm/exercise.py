import numpy as np

from viva.authoring import Array, Case, Text


def normed(x, gamma, beta, groups, eps=1e-5, pick=None):
    """Group by group, from slices; `pick` gives the channels of group k some other way."""
    y = np.empty(x.shape)
    size = x.shape[1] // groups
    for n in range(len(x)):
        for k in range(groups):
            members = range(k * size, (k + 1) * size) if pick is None else pick(k)
            members = list(members)
            s = x[n, members]
            s = (s - s.sum() / s.size) / np.sqrt(((s - s.sum() / s.size) ** 2).sum() / s.size + eps)
            for row, c in enumerate(members):
                y[n, c] = gamma[c] * s[row] + beta[c]
    return y


def over(x, gamma, beta, groups, axes, eps=1e-5):
    g = x.reshape(len(x), groups, -1, *x.shape[2:])
    mu, var = g.mean(axis=axes, keepdims=True), g.var(axis=axes, keepdims=True)
    x_hat = ((g - mu) / np.sqrt(var + eps)).reshape(x.shape)
    return gamma[:, None, None] * x_hat + beta[:, None, None]


def images(rng, n, c, h, w):
    """Channels of different means and scales, so that the grouping shows."""
    scale = rng.uniform(0.5, 3, size=(n, c, 1, 1))
    return rng.normal(size=(n, c, h, w)) * scale + rng.normal(size=(n, c, 1, 1)) * 2


def slips(x, gamma, beta, groups):
    c = x.shape[1]
    return {
        "interleaved": normed(x, gamma, beta, groups, pick=lambda k: range(k, c, groups)),
        "swapped_sizes": normed(x, gamma, beta, c // groups),
        "over_batch": over(x, gamma, beta, groups, (0, 2, 3, 4)),
        "no_space": over(x, gamma, beta, groups, (2,)),
        "per_channel": normed(x, gamma, beta, c),
    }


def cases(rng):
    one, zero = np.ones(6), np.zeros(6)
    x = images(rng, 2, 6, 2, 2)
    yield Case(
        Text("two groups of three channels", "两组，每组三个通道"),
        args=(x, one, zero, 2),
        expected=normed(x, one, zero, 2),
        mistakes=slips(x, one, zero, 2),
    )
    x = images(rng, 3, 6, 3, 2)
    yield Case(
        Text("three groups, read-only, ε = 0.1", "三组，只读，ε = 0.1"),
        args=(Array(x, writable=False), one, zero, 3),
        kwargs={"eps": 0.1},
        expected=normed(x, one, zero, 3, 0.1),
    )
    x = images(rng, 2, 4, 3, 3)
    one, zero = np.ones(4), np.zeros(4)
    yield Case(
        Text("four groups of one channel: instance norm", "四组，每组一个通道：实例归一化"),
        criterion="ends",
        args=(x, one, zero, 4),
        expected=normed(x, one, zero, 4),
        mistakes={k: v for k, v in slips(x, one, zero, 4).items() if k != "per_channel"},
    )
    yield Case(
        Text("one group: layer norm over (C, H, W)", "一组：对 (C, H, W) 的层归一化"),
        criterion="ends",
        args=(x, one, zero, 1),
        expected=normed(x, one, zero, 1),
        mistakes={"per_channel": normed(x, one, zero, 4)},
    )
    gamma, beta = rng.uniform(0.5, 2, size=4) * [1, -1, 1, -1], rng.normal(size=4)
    x = images(rng, 4, 4, 4, 4)
    yield Case(
        Text("all axes of length 4", "四个轴长度都是 4"),
        criterion="affine",
        args=(x, gamma, beta, 2),
        expected=normed(x, gamma, beta, 2),
    )
    x = images(rng, 2, 4, 1, 3)
    yield Case(
        Text("a row of three positions", "只有一行三个位置"),
        criterion="affine",
        args=(x, gamma, beta, 2),
        expected=normed(x, gamma, beta, 2),
    )
    for c, groups in ((4, 3), (2, 4)):
        yield Case(
            Text(f"{groups} groups of {c} channels", f"{c} 个通道分成 {groups} 组"),
            criterion="edge",
            args=(np.ones((1, c, 2, 2)), np.ones(c), np.zeros(c), groups),
            raises="ValueError",
        )
    x = images(rng, 1, 4, 2, 2)
    x[:, :2] = 7.0
    yield Case(
        Text("a constant group", "有一组恒定"),
        criterion="edge",
        args=(x, one, beta, 2),
        expected=normed(x, one, beta, 2),
    )
    x = images(rng, 2, 4, 3, 2)
    for array, title in (
        (Array(x, strided=True), Text("a view with gaps", "不连续的视图")),
        (Array(x, order="F"), Text("column-major order", "列优先的内存次序")),
    ):
        yield Case(
            title,
            criterion="edge",
            args=(array, gamma, beta, 2),
            expected=normed(x, gamma, beta, 2),
        )
    a, b, c = (v.astype(np.float32) for v in (x, gamma, beta))
    yield Case(
        Text("float32", "float32"),
        criterion="edge",
        args=(a, b, c, 2),
        expected=normed(x, gamma, beta, 2).astype(np.float32),
        rtol=1e-4,
        atol=1e-4,
        same_dtype=True,
    )
