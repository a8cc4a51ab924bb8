import numpy as np

from viva.authoring import Array, Case, Cost, Text


def codes_of(x, codebooks):
    M, K, s = codebooks.shape
    out = np.empty((len(x), M), dtype=np.uint8)
    for i, m in np.ndindex(out.shape):
        piece = x[i, m * s : (m + 1) * s]
        out[i, m] = min(range(K), key=lambda k: (float(sum((piece - codebooks[m, k]) ** 2)), k))
    return out


def decoded(codes, codebooks):
    return np.stack([np.concatenate([codebooks[m, c] for m, c in enumerate(row)]) for row in codes])


def interleaved(x, codebooks):
    M, _, s = codebooks.shape
    return x.reshape(len(x), s, M).transpose(0, 2, 1).reshape(len(x), -1)


def problem(rng, n, M, K, s):
    return rng.normal(size=(n, M * s)), rng.normal(size=(M, K, s))


def cases(rng):
    x, books = problem(rng, 6, 2, 4, 3)
    yield Case(
        Text("six vectors, two pieces of three", "六个向量，切成两段，每段三维"),
        criterion="encode",
        args=(Array(x, writable=False), books),
        expected=codes_of(x, books),
        mistakes={"interleaved": codes_of(interleaved(x, books), books)},
    )
    x, books = problem(rng, 5, 3, 5, 3)
    yield Case(
        Text("three pieces of three", "三段，每段三维"),
        criterion="encode",
        args=(Array(x, strided=True), Array(books, order="F")),
        expected=codes_of(x, books),
    )
    x, books = problem(rng, 4, 4, 3, 1)
    yield Case(
        Text("pieces of a single coordinate", "每段只有一维"),
        criterion="encode",
        args=(x, books),
        expected=codes_of(x, books),
    )
    for M, K, s, words in (
        (2, 4, 3, Text("two pieces of three", "两段，每段三维")),
        (3, 6, 3, Text("three pieces of three", "三段，每段三维")),
        (1, 4, 2, Text("one piece", "只有一段")),
    ):
        x, books = problem(rng, 7, M, K, s)
        codes = rng.integers(0, K, size=(7, M)).astype(np.uint8)
        q = rng.normal(size=M * s)
        near = decoded(codes_of(q[None], books), books)[0]
        right = ((decoded(codes, books) - q) ** 2).sum(axis=1)
        per_piece = ((decoded(codes, books) - q) ** 2).reshape(7, M, s).sum(axis=2)
        yield Case(
            words,
            criterion="distances",
            drive="distances",
            args=(Array(q, writable=False), codes, books),
            expected=right,
            mistakes={
                "symmetric": ((decoded(codes, books) - near) ** 2).sum(axis=1),
                "rooted": np.sqrt(right),
                "interleaved": ((decoded(codes, books) - interleaved(q[None], books)[0]) ** 2).sum(
                    axis=1
                ),
            },
        )
    x, books = problem(rng, 1, 8, 64, 80)
    codes = rng.integers(0, 64, size=(20_000, 8)).astype(np.uint8)
    yield Case(
        Text("20,000 codes, ten queries of 640 coordinates", "两万个码，十个 640 维的查询"),
        criterion="tables",
        drive="ten_queries",
        args=(x[0], codes, books),
        cost=Cost(at_most=10),
    )
    corners = np.array([[[0.0, 0.0], [2.0, 0.0], [0.0, 2.0]], [[5.0, 5.0], [1.0, 1.0], [1.0, 1.0]]])
    yield Case(
        Text("centroids equally near", "有几个中心一样近"),
        criterion="edge",
        args=(np.array([[1.0, 1.0, 1.0, 1.0], [1.0, 2.0, 3.0, 3.0]]), corners),
        expected=np.array([[0, 1], [2, 0]], dtype=np.uint8),
    )
    line = np.arange(256.0).reshape(1, 256, 1)
    yield Case(
        Text("256 centroids, and the dtype", "256 个中心，以及 dtype"),
        criterion="edge",
        args=(np.array([[255.2], [127.9], [-3.0]]), line),
        expected=np.array([[255], [128], [0]], dtype=np.uint8),
        same_dtype=True,
    )
    yield Case(
        Text("distances to the last of 256 centroids", "到 256 个中心里最后一个的距离"),
        criterion="edge",
        drive="distances",
        args=(
            np.array([1.0, 2.0]),
            np.array([[255, 255], [0, 128]], dtype=np.uint8),
            np.concatenate([line, line]),
        ),
        expected=np.array([254.0**2 + 253.0**2, 1.0 + 126.0**2]),
    )
    x, books = problem(rng, 1, 2, 4, 3)
    yield Case(
        Text("nothing to encode", "没有可编码的向量"),
        criterion="edge",
        args=(np.zeros((0, 6)), books),
        expected=np.zeros((0, 2), dtype=np.uint8),
    )
    yield Case(
        Text("no codes", "一个码也没有"),
        criterion="edge",
        drive="distances",
        args=(x[0], np.zeros((0, 2), dtype=np.uint8), books),
        expected=np.zeros(0),
    )
