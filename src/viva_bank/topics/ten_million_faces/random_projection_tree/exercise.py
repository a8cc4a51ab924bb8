import numpy as np

from viva.authoring import Array, Case, Text

SAME = Text(
    "Every point must be in exactly one leaf.",
    "每个点都必须恰好属于一个叶子。",
)


def halved(m, leaf_size):
    """The sizes of the leaves of m points, smallest first."""
    if m <= leaf_size:
        return [m]
    return sorted(halved(m // 2, leaf_size) + halved(m - m // 2, leaf_size))


def as_leaves(got):
    """Sorted tuples of ids, or None if this is no list of arrays of whole numbers."""
    if not isinstance(got, list | tuple):
        return None
    out = []
    for leaf in got:
        ids = np.asarray(leaf)
        if ids.ndim != 1 or (ids.size and ids.dtype.kind not in "iu"):
            return None
        out.append(tuple(sorted(ids.tolist())))
    return out


def shared_out(args, got):
    x, leaf_size, _ = args
    leaves = as_leaves(got)
    if leaves is None or sorted(i for leaf in leaves for i in leaf) != list(range(len(x))):
        return SAME
    sizes, want = sorted(map(len, leaves)), halved(len(x), leaf_size)
    if sizes != want:
        return Text(
            f"The leaves hold {sizes} points; halving gives {want}.",
            f"各叶子的点数是 {sizes}，对半分应为 {want}。",
        )
    return None


def nearest_in_a_leaf(args, got):
    x, _, _, queries, k = args
    leaves = as_leaves(got[0])
    if leaves is None or sorted(i for leaf in leaves for i in leaf) != list(range(len(x))):
        return SAME
    for q, ids in zip(queries, got[1], strict=True):
        ids = np.asarray(ids).tolist()
        home = next((leaf for leaf in leaves if ids and ids[0] in leaf), None)
        if home is None:
            return Text("A query returned nothing.", "有个查询什么也没返回。")
        if not set(ids) <= set(home):
            return Text(
                "A query returned points of several leaves; it should look into one.",
                "有个查询返回了不止一个叶子里的点，只应看一个叶子。",
            )
        d = ((x - q) ** 2).sum(axis=1)
        want = sorted(home, key=lambda i: (d[i], i))[:k]
        if ids != want:
            return Text(
                f"From the leaf {list(home)} a query returned {ids}; nearest first that is {want}.",
                f"叶子是 {list(home)}，查询返回了 {ids}；由近到远应为 {want}。",
            )
    return None


def by_the_generator(args, got):
    trees = [as_leaves(tree) for tree in got]
    if len(trees) != 3 or any(tree is None for tree in trees):
        return SAME
    first, again, other = (sorted(tree) for tree in trees)
    if first != again:
        return Text(
            "Two trees from generators with the same seed differ: is all randomness from `rng`?",
            "种子相同的两个发生器建出的树不一样：随机数是不是都来自 `rng`？",
        )
    if first == other:
        return Text(
            "Trees from different seeds are the same.",
            "不同种子建出的树是一样的。",
        )
    return None


def in_all_directions(args, got):
    """The first split of many trees: the difference of the halves' means points along ±w."""
    x = args[0]
    one_sign = 0
    for tree in got:
        leaves = as_leaves(tree)
        if leaves is None or len(leaves) != 2:
            return SAME
        a, b = (x[list(leaf)] for leaf in leaves)
        if np.any((a.max(axis=0) <= b.min(axis=0)) | (b.max(axis=0) <= a.min(axis=0))):
            return Text(
                "A split runs along one coordinate axis; the direction should mix all coordinates.",
                "有的切分是沿单个坐标轴的；方向应当把所有坐标混在一起。",
            )
        signs = np.sign(a.mean(axis=0) - b.mean(axis=0))
        one_sign += bool(np.all(signs == signs[0]))
    # Of 40 normal directions in 4-d about 5 have entries of one sign; 20 is 7 deviations away.
    if one_sign > 20:
        return Text(
            "Nearly all directions have entries of one sign: N(0, I) points anywhere.",
            "几乎所有方向的各分量都同号：N(0, I) 应当朝哪里都有可能。",
        )
    return None


def cases(rng):
    for n, leaf_size in ((40, 5), (23, 4), (7, 1), (3, 8)):
        x = rng.normal(size=(n, 6))
        yield Case(
            Text(
                f"{n} points, leaves of at most {leaf_size}", f"{n} 个点，叶子至多 {leaf_size} 个"
            ),
            criterion="structure",
            args=(Array(x, writable=False), leaf_size, int(rng.integers(1000))),
            check="shared_out",
        )
    x = rng.normal(size=(60, 5))
    yield Case(
        Text("every stored point finds itself", "每个存入的点都能找到自己"),
        criterion="query",
        drive="nearest",
        args=(x, 4, int(rng.integers(1000)), x, 1),
        expected=[np.array([i]) for i in range(60)],
    )
    moved = x + 1e-9 * rng.normal(size=x.shape)
    yield Case(
        Text("so does a point moved by 10⁻⁹", "挪动了 10⁻⁹ 的点也一样"),
        criterion="query",
        drive="nearest",
        args=(Array(x, strided=True), 1, int(rng.integers(1000)), moved, 3),
        expected=[np.array([i]) for i in range(60)],
    )
    for leaf_size, k in ((8, 3), (8, 20), (100, 4)):
        yield Case(
            Text(
                f"the nearest {k}, leaves of at most {leaf_size}",
                f"最近的 {k} 个，叶子至多 {leaf_size} 个",
            ),
            criterion="query",
            drive="leaves_and_nearest",
            args=(x, leaf_size, int(rng.integers(1000)), rng.normal(size=(12, 5)), k),
            check="nearest_in_a_leaf",
        )
    grid = np.array([[1.0, 0], [0, 1], [-1, 0], [0, -1], [1, 0], [2, 0]])
    yield Case(
        Text("equal distances within a leaf", "叶子里有相等的距离"),
        criterion="query",
        drive="nearest",
        args=(grid, 6, 1, np.zeros((1, 2)), 4),
        expected=[np.array([0, 1, 2, 3])],
    )
    x = rng.normal(size=(30, 4))
    yield Case(
        Text("seeds 3, 3 and 4", "种子 3、3、4"),
        criterion="random",
        drive="three_trees",
        args=(x, 4, [3, 3, 4]),
        check="by_the_generator",
    )
    yield Case(
        Text("the first split of forty trees", "四十棵树的第一次切分"),
        criterion="random",
        drive="three_trees",
        args=(rng.normal(size=(400, 4)), 300, rng.integers(1 << 30, size=40).tolist()),
        check="in_all_directions",
    )
    yield Case(
        Text("twenty equal points", "二十个相同的点"),
        criterion="duplicates",
        args=(np.ones((20, 3)), 3, 5),
        check="shared_out",
    )
    x = rng.integers(0, 2, size=(25, 2)).astype(float)
    yield Case(
        Text("25 points at the corners of a square", "25 个点都在正方形的四角上"),
        criterion="duplicates",
        args=(x, 2, 6),
        check="shared_out",
    )
