import numpy as np

from viva.authoring import Array, Case, Text


def edges(X, k):
    """The pairs (i, z) with z one of the k nearest of i, itself excluded by its index."""
    far = np.array([[np.sum((a - b) ** 2) for b in X] for a in X])
    out = []
    for i in range(len(X)):
        others = [j for j in range(len(X)) if j != i]
        out += [(i, j) for j in sorted(others, key=lambda j: far[i, j])[:k]]
    return out


def on(X, pairs, got):
    """(points, pairs): how far along each segment a point lies, and how far off its line."""
    a = np.array([X[i] for i, _ in pairs])
    d = np.array([X[z] for _, z in pairs]) - a
    rel = got[:, None] - a
    length = np.maximum((d**2).sum(axis=-1), 1e-300)
    t = (rel * d).sum(axis=-1) / length
    off = np.linalg.norm(rel - t[..., None] * d, axis=-1)
    return t, off / np.abs(X).max()


def shaped(args, got):
    X, n_new = np.asarray(args[0]), args[1]
    if not isinstance(got, np.ndarray) or got.shape != (n_new, X.shape[1]):
        shape = getattr(got, "shape", type(got).__name__)
        return Text(
            f"The result should have the shape {(n_new, X.shape[1])}, not {shape}.",
            f"结果的形状应为 {(n_new, X.shape[1])}，得到的是 {shape}。",
        )
    if not np.all(np.isfinite(got)):
        return Text("There are NaNs or infinities.", "结果里有 NaN 或无穷大。")
    return None


def segments(args, got):
    """Between two different rows, any two."""
    X = np.asarray(args[0])
    if fault := shaped(args, got):
        return fault
    every = [(i, z) for i in range(len(X)) for z in range(i)]
    t, off = on(X, every, got)
    fits = ((off < 1e-7) & (t > -1e-7) & (t < 1 + 1e-7)).any(axis=1)
    if not fits.all():
        return Text(
            f"{np.count_nonzero(~fits)} of {len(got)} points lie on no segment between two rows.",
            f"{len(got)} 个点里有 {np.count_nonzero(~fits)} 个不在 X 的任何两行之间的线段上。",
        )
    return None


def neighbours(args, got):
    X, k = np.asarray(args[0]), args[2]
    if fault := shaped(args, got):
        return fault
    copies = (got[:, None] == X).all(axis=-1).any(axis=1).mean()
    if copies > 0.02:
        return Text(
            f"{copies:.0%} of the points are copies of rows: is a row its own neighbour?",
            f"{copies:.0%} 的点是原样本的复制品：是不是把自己算成邻居了？",
        )
    t, off = on(X, edges(X, k), got)
    fits = ((off < 1e-7) & (t > -1e-7) & (t < 1 + 1e-7)).any(axis=1)
    if not fits.all():
        return Text(
            f"{np.count_nonzero(~fits)} of {len(got)} points do not lie between a row and "
            f"one of its {k} nearest neighbours.",
            f"{len(got)} 个点里有 {np.count_nonzero(~fits)} 个不在某一行与它的 {k} 个最近邻之间。",
        )
    return None


def spread(args, got):
    """Each neighbour pair gets its share, and u fills [0, 1)."""
    X, n_new, k = np.asarray(args[0]), args[1], args[2]
    if fault := shaped(args, got):
        return fault
    pairs = edges(X, k)
    plain = sorted({tuple(sorted(p)) for p in pairs})
    t, off = on(X, plain, got)
    best = np.where((off < 1e-7) & (t > -1e-7) & (t < 1 + 1e-7), off, np.inf).argmin(axis=1)
    u = t[np.arange(len(got)), best]
    for e, (i, z) in enumerate(plain):
        mine = u[best == e]
        # one direction or both: twice as many points
        fair = n_new / (len(X) * k) * (((i, z) in pairs) + ((z, i) in pairs))
        if not 0.5 * fair < len(mine) < 1.7 * fair:
            return Text(
                f"Between rows {i} and {z} lie {len(mine)} of {n_new} points; "
                f"about {fair:.0f} are due.",
                f"第 {i} 行和第 {z} 行之间有 {len(mine)} 个点（共 {n_new} 个），"
                f"按理应有约 {fair:.0f} 个。",
            )
        if max(abs(np.quantile(mine, q) - q) for q in (0.1, 0.25, 0.5, 0.75, 0.9)) > 0.22:
            return Text(
                f"Between rows {i} and {z} the points are not spread evenly over the segment.",
                f"第 {i} 行和第 {z} 行之间，点在线段上分布得不均匀。",
            )
    if len(np.unique(np.round(u, 9))) < 0.9 * len(u):
        return Text("Many points share the same u.", "许多点用了同一个 u。")
    return None


def seeded(args, got):
    for points in got.values():
        if fault := shaped(args, points):
            return fault
    if not np.array_equal(got["first"], got["same"]):
        return Text(
            "The same generator state gave different points: use only `rng`.",
            "同样状态的随机数发生器给出了不同的点：只能用 `rng`。",
        )
    if np.array_equal(got["first"], got["other"]):
        return Text("Another seed gave the same points.", "换了种子，点却没变。")
    return None


def twins(args, got):
    """Rows 0 and 1 are equal and far from the rest; k = 1, so nothing leads away from them."""
    if fault := segments(args, got):
        return fault
    X = np.asarray(args[0])
    near = np.linalg.norm(got - X[0], axis=1)
    if np.any((near > 1e-9) & (near < 50)):
        return Text(
            "Of two equal rows each is the other's nearest neighbour; exclude a row by its index, "
            "not by its distance.",
            "两行数值相同时互为最近邻；要按下标排除自己，而不是按距离。",
        )
    return None


def cases(rng):
    X = rng.normal(size=(12, 2)) * [3.0, 1.0]
    yield Case(
        Text("twelve rows in the plane", "平面上的十二行"),
        criterion="segments",
        args=(Array(X, writable=False), 200, 3, 5),
        check="segments",
    )
    Y = rng.normal(size=(9, 5)) + 10
    yield Case(
        Text("nine rows, five features, strided", "九行五个特征，内存不连续"),
        criterion="segments",
        args=(Array(Y, strided=True), 100, 4, 6),
        check="segments",
    )
    yield Case(
        Text("two rows", "只有两行"),
        criterion="segments",
        args=(np.array([[0.0, 1.0, 0.0], [4.0, 3.0, 1.0]]), 50, 1, 7),
        check="segments",
    )
    for k in (1, 3, 11):
        yield Case(
            Text(f"twelve rows, k = {k}", f"十二行，k = {k}"),
            criterion="neighbours",
            args=(X, 200, k, k),
            check="neighbours",
        )
    yield Case(
        Text("five features, k = 2", "五个特征，k = 2"),
        criterion="neighbours",
        args=(Y, 200, 2, 8),
        check="neighbours",
    )
    pair = np.array([[100.0, 0.0], [100.0, 0.0], [0.0, 0.0], [1.0, 2.0], [3.0, -1.0]])
    yield Case(
        Text("two equal rows far away, k = 1", "远处有两行完全相同，k = 1"),
        criterion="neighbours",
        args=(pair, 100, 1, 9),
        check="twins",
    )
    yield Case(
        Text("2,000 points from seven rows, k = 2", "由七行生成 2,000 个点，k = 2"),
        criterion="spread",
        args=(rng.normal(size=(7, 3)), 2000, 2, 10),
        check="spread",
    )
    yield Case(
        Text("800 points from four rows, k = 1", "由四行生成 800 个点，k = 1"),
        criterion="spread",
        args=(rng.normal(size=(4, 2)), 800, 1, 11),
        check="spread",
    )
    yield Case(
        Text("the same seed twice, then another", "同一个种子两次，再换一个"),
        criterion="edge",
        args=(X, 20, 3),
        drive="again",
        check="seeded",
    )
    yield Case(
        Text("no new rows", "不需要新行"), criterion="edge", args=(X, 0, 3, 1), check="shaped"
    )
    for k in (0, 12, 13):
        yield Case(
            Text(f"k = {k} with twelve rows", f"十二行，k = {k}"),
            criterion="edge",
            args=(X, 5, k, 1),
            raises="ValueError",
        )
