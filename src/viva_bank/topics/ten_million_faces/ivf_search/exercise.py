import numpy as np

from viva.authoring import Array, Case, Text


def squared(a, b):
    return float(sum((a - b) ** 2))


def product(a, b):
    return -float(sum(a * b))


def search(centroids, x, q, k, nprobe, away=squared):
    numbers = range(len(centroids))
    home = [min(numbers, key=lambda c: (away(row, centroids[c]), c)) for row in x]
    probed = sorted(numbers, key=lambda c: (away(q, centroids[c]), c))[:nprobe]
    found = sorted((squared(x[i], q), i) for i in range(len(x)) if home[i] in probed)[:k]
    ids = np.array([i for _, i in found], dtype=np.int64)
    return ids, np.array([d for d, _ in found], dtype=float)


def problem(rng, n, lists, d):
    return rng.normal(size=(lists, d)), rng.normal(size=(n, d)), rng.normal(size=d)


def cases(rng):
    centroids, x, q = problem(rng, 30, 5, 3)
    while list(search(centroids, x, q, 6, 1)[0]) == list(search(centroids, x, q, 6, 5)[0]):
        centroids, x, q = problem(rng, 30, 5, 3)
    ids, d = search(centroids, x, q, 6, 5)
    yield Case(
        Text("all five lists", "五个表全部探查"),
        args=(Array(centroids, writable=False), Array(x, writable=False), q, 6, 5),
        expected=(ids, d),
        mistakes={"one_list": search(centroids, x, q, 6, 1), "rooted": (ids, np.sqrt(d))},
    )
    yield Case(
        Text("more lists asked for than there are", "要探查的比表还多"),
        args=(centroids, Array(x, strided=True), q, 3, 50),
        expected=search(centroids, x, q, 3, 5),
    )
    while True:
        centroids, x, q = problem(rng, 40, 8, 4)
        answers = {n: search(centroids, x, q, 5, n) for n in (1, 2, 3, 8)}
        found = {tuple(ids) for ids, _ in answers.values()}
        slip = search(centroids, x, q, 5, 2, product)[0]
        if len(answers[1][0]) and len(found | {tuple(slip)}) == 5:
            break
    for nprobe in (1, 2, 3):
        yield Case(
            Text(f"nprobe = {nprobe}, of eight lists", f"八个表，nprobe = {nprobe}"),
            criterion="probing",
            args=(centroids, x, q, 5, nprobe),
            expected=answers[nprobe],
            mistakes={
                "exhaustive": answers[8],
                "rooted": (answers[nprobe][0], np.sqrt(answers[nprobe][1])),
            }
            | ({"one_list": answers[1]} if nprobe > 1 else {}),
        )
    square = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 4.0], [9.0, 9.0]])
    points = np.array([[2.0, 0.0], [4.0, 1.0], [4.0, -1.0], [2.0, 2.0], [0.0, 4.0], [4.0, 1.0]])
    yield Case(
        Text("a vector half-way between two centroids", "到两个中心一样远的向量"),
        criterion="edge",
        args=(square, points, np.array([3.5, 0.0]), 9, 1),
        expected=search(square, points, np.array([3.5, 0.0]), 9, 1),
    )
    yield Case(
        Text("a query half-way between two centroids", "到两个中心一样远的查询"),
        criterion="edge",
        args=(square, points, np.array([2.0, 0.5]), 9, 1),
        expected=search(square, points, np.array([2.0, 0.5]), 9, 1),
    )
    yield Case(
        Text("equal distances", "距离相等"),
        criterion="edge",
        args=(square, points, np.array([4.0, 0.0]), 2, 4),
        expected=(np.array([1, 2]), np.array([1.0, 1.0])),
    )
    yield Case(
        Text("the nearest list is empty", "最近的表是空的"),
        criterion="edge",
        args=(square, points, np.array([9.0, 8.0]), 2, 1),
        expected=(np.zeros(0, dtype=np.int64), np.zeros(0)),
    )
    while True:
        centroids, x, q = problem(rng, 20, 4, 2)
        homes = {int(((row - centroids) ** 2).sum(axis=1).argmin()) for row in x[:8]}
        found = {tuple(search(centroids, x, q, 6, n)[0]) for n in (1, 2, 4)}
        slip = search(centroids, x, q, 6, 2, product)[0]
        # no list is empty, the number of probes shows, and so does the wrong similarity
        if len(homes) == 4 and len(found | {tuple(slip)}) == 4:
            break
    yield Case(
        Text("added in two calls, with a search in between", "分两次加入，中间搜索一次"),
        criterion="growth",
        drive="grown",
        args=(centroids, x[:8], x[8:], q, 6, 2),
        expected=(search(centroids, x[:8], q, 6, 2), search(centroids, x, q, 6, 2)),
    )
    yield Case(
        Text("a search before anything is added", "什么都还没加入就搜索"),
        criterion="growth",
        drive="grown",
        args=(centroids, x[:0], x, q, 4, 3),
        expected=((np.zeros(0, dtype=np.int64), np.zeros(0)), search(centroids, x, q, 4, 3)),
    )
