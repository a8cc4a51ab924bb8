import numpy as np

from viva.authoring import Array, Case, Text


def keys_of(x, planes, *, reverse=False):
    out = np.zeros((len(x), len(planes)), dtype=np.int64)
    for i, l in np.ndindex(out.shape):
        bits = "".join("1" if sum(p * x[i]) >= 0 else "0" for p in planes[l])
        out[i, l] = int(bits if reverse else bits[::-1], 2)
    return out


def answer(x, planes, q, k, *, join=any, cosine=True):
    """By looking at every vector; `join` says in how many tables the signatures must agree."""
    mine, theirs = keys_of(q[None], planes)[0], keys_of(x, planes)
    scored = []
    for i in range(len(x)):
        if join(theirs[i] == mine):
            score = float(x[i] @ q) / (float(np.linalg.norm(x[i])) if cosine else 1.0)
            scored.append((-score, i))
    return np.array([i for _, i in sorted(scored)[:k]], dtype=np.int64)


def telling(x, planes, q, k):
    """No common slip gives the right list here."""
    slips = ({"join": all}, {"cosine": False}, {"join": lambda _: True})
    right = list(answer(x, planes, q, k))
    return all(list(answer(x, planes, q, k, **slip)) != right for slip in slips)


def problem(rng, n, tables, bits, d):
    x = rng.normal(size=(n, d)) * rng.uniform(0.2, 5, size=(n, 1))
    return rng.normal(size=(tables, bits, d)), x


def cases(rng):
    planes, x = problem(rng, 6, 2, 5, 4)
    yield Case(
        Text("two tables of five bits", "两张表，每张五位"),
        criterion="signatures",
        drive="signatures",
        args=(Array(planes, writable=False), Array(x, strided=True)),
        expected=keys_of(x, planes),
        mistakes={"reversed_bits": keys_of(x, planes, reverse=True)},
    )
    planes, x = problem(rng, 3, 1, 50, 8)
    yield Case(
        Text("fifty bits", "五十位"),
        criterion="signatures",
        drive="signatures",
        args=(planes, x),
        expected=keys_of(x, planes),
        rtol=0.0,
        atol=0.0,
    )
    axis = np.array([[[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]])
    yield Case(
        Text("vectors that lie on a plane", "正好落在平面上的向量"),
        criterion="signatures",
        drive="signatures",
        args=(axis, np.array([[0.0, 2.0], [0.0, -2.0], [3.0, 0.0]])),
        expected=np.array([[7], [5], [3]]),
    )
    while True:
        planes, x = problem(rng, 40, 3, 4, 6)
        q = x[7] + 0.8 * rng.normal(size=6)
        some, every = answer(x, planes, q, 40), answer(x, planes, q, 40, join=all)
        if 5 <= len(some) < 30 and len(every) < len(some) and some[0] == 7:
            break
    yield Case(
        Text("all candidates from three tables", "三张表的全部候选"),
        criterion="lookup",
        args=(planes, x, q, 40),
        expected=some,
        mistakes={
            "exhaustive": answer(x, planes, q, 40, join=lambda _: True),
            "all_tables": every,
            "inner_product": answer(x, planes, q, 40, cosine=False),
        },
    )
    axis = np.eye(3)[None]
    x = np.array([[1.0, 1, 1], [1, 1, -1], [-1, -1, -1], [2, 1, 1]])
    yield Case(
        Text("a bucket with nothing in it", "桶里什么都没有"),
        criterion="lookup",
        args=(axis, x, np.array([-1.0, 1.0, -1.0]), 2),
        expected=np.zeros(0, dtype=np.int64),
        mistakes={
            "exhaustive": answer(x, axis, np.array([-1.0, 1.0, -1.0]), 2, join=lambda _: True)
        },
    )
    while True:
        planes, x = problem(rng, 30, 2, 2, 3)
        q = rng.normal(size=3)
        right = answer(x, planes, q, 4)
        if len(right) == 4 and telling(x, planes, q, 4):
            break
    yield Case(
        Text("the best four, vectors of all lengths", "最好的四个，向量有长有短"),
        criterion="ranking",
        args=(planes, x, q, 4),
        expected=right,
        mistakes={"inner_product": answer(x, planes, q, 4, cosine=False)},
    )
    first, second = np.array([1.0, 0, 0]), np.array([0, 1.0, 0])
    x = np.stack([second, 2 * first, first, 4 * second, second + first, 8 * first])
    yield Case(
        Text("equal cosines", "余弦相等"),
        criterion="ranking",
        args=(np.ones((2, 1, 3)), x, np.array([1.0, 1.0, 0.0]), 4),
        expected=np.array([4, 0, 1, 2]),
    )
    yield Case(
        Text("fewer candidates than asked for", "候选不够 k 个"),
        criterion="ranking",
        args=(np.ones((1, 1, 3)), np.stack([-first, first]), first, 5),
        expected=np.array([1]),
    )
    while True:
        planes, x = problem(rng, 24, 2, 2, 4)
        q = x[20] + 0.01 * rng.normal(size=4)
        if telling(x, planes, q, 6):
            break
    yield Case(
        Text("added in two calls, with queries in between", "分两次加入，中间查询"),
        criterion="growth",
        drive="grown",
        args=(planes, x[:10], x[10:], q, 6),
        expected=(answer(x[:10], planes, q, 6), answer(x, planes, q, 6)),
    )
    yield Case(
        Text("a query before anything is added", "什么都还没加入就查询"),
        criterion="growth",
        drive="grown",
        args=(planes, x[:0], x, q, 3),
        expected=(np.zeros(0, dtype=np.int64), answer(x, planes, q, 3)),
    )
