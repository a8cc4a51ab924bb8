import numpy as np

from viva.authoring import Array, Case, Text


def by_sorting(queries, base, k, *, sign=1):
    ids, scores = [], []
    for q in queries:
        all_of = [float(sum(q * row)) for row in base]
        best = sorted(range(len(base)), key=lambda i: (-sign * all_of[i], i))[:k]
        ids.append(best)
        scores.append([all_of[i] for i in best])
    shape = (len(queries), min(k, len(base)))
    return np.array(ids, dtype=np.int64).reshape(shape), np.array(scores, float).reshape(shape)


def cases(rng):
    queries, base = rng.normal(size=(3, 4)), rng.normal(size=(20, 4))
    ids, scores = by_sorting(queries, base, 5)
    low = by_sorting(queries, base, 5, sign=-1)
    yield Case(
        Text("three queries, twenty vectors in one chunk", "三个查询，二十个向量放在一块里"),
        args=(Array(queries, writable=False), base, 5, 100),
        expected=(ids, scores),
        mistakes={"worst": low},
    )
    yield Case(
        Text("the single best", "只要最好的一个"),
        args=(queries, -base, 1, 20),
        expected=by_sorting(queries, -base, 1),
    )
    many = rng.normal(size=(300, 4))
    yield Case(
        Text("the best 30 of 300", "三百个里取前三十"),
        args=(queries, many, 30, 300),
        expected=by_sorting(queries, many, 30),
    )
    base = rng.normal(size=(23, 3)).astype(np.float32)
    queries = rng.normal(size=(2, 3)).astype(np.float32)
    yield Case(
        Text("float32, non-contiguous queries", "float32，查询在内存里不连续"),
        args=(Array(queries, strided=True), base, 4, 30),
        expected=by_sorting(queries.astype(float), base.astype(float), 4),
        rtol=1e-5,
    )
    queries, base = rng.normal(size=(4, 5)), rng.normal(size=(47, 5))
    ids, scores = by_sorting(queries, base, 6)
    for chunk, words in (
        (10, Text("chunks of ten, the last one short", "每块十个，最后一块不满")),
        (3, Text("chunks smaller than k", "每块比 k 还小")),
        (47, Text("one chunk of exactly n", "一块正好 n 个")),
        (1, Text("one vector at a time", "一次一个向量")),
    ):
        yield Case(
            words,
            criterion="chunks",
            args=(queries, base, 6, chunk),
            expected=(ids, scores),
            mistakes={"local_ids": (ids % chunk, scores)},
        )
    queries = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    base = rng.integers(0, 3, size=(30, 2)).astype(float)
    for k, chunk in ((4, 40), (11, 9), (17, 9)):
        yield Case(
            Text(f"scores of 0 to 4 only, the best {k}", f"得分只有 0 到 4，取前 {k} 个"),
            criterion="ties",
            args=(queries, base, k, chunk),
            expected=by_sorting(queries, base, k),
        )
    yield Case(
        Text("all scores equal, over several chunks", "得分全部相同，分成几块"),
        criterion="ties",
        args=(queries, np.ones((25, 2)), 7, 8),
        expected=by_sorting(queries, np.ones((25, 2)), 7),
    )
    queries, base = rng.normal(size=(2, 3)), rng.normal(size=(4, 3))
    for k, n, words in (
        (9, 4, Text("nine of four", "四个里取九个")),
        (4, 4, Text("four of four", "四个里取四个")),
        (3, 0, Text("nothing to search", "没有可搜的向量")),
    ):
        yield Case(
            words,
            criterion="edge",
            args=(queries, base[:n], k, 3),
            expected=by_sorting(queries, base[:n], k),
        )
