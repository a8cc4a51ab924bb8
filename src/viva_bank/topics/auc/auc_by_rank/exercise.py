import numpy as np

from viva.authoring import Array, Case, Cost, Text


def by_pairs(y, score):
    """The definition itself, O(n²): an expectation that shares nothing with a ranking."""
    a, b = score[y == 1][:, None], score[y == 0][None, :]
    return float(((a > b) + 0.5 * (a == b)).mean())


def cases(rng):
    y = np.array([0, 1, 0, 1, 1])
    s = np.array([0.1, 0.4, 0.35, 0.8, 0.3])
    yield Case(
        Text("five scores, no ties", "五个分数，没有并列"),
        args=(y, s),
        expected=by_pairs(y, s),
        mistakes={"upside_down": 1 - by_pairs(y, s)},
    )
    y = (rng.random(40) < 0.3).astype(int)
    y[:2] = 0, 1
    s = rng.normal(size=40) + y
    yield Case(
        Text("forty scores, three in ten positive", "四十个分数，三成是正例"),
        args=(Array(y, writable=False), Array(s, writable=False)),
        expected=by_pairs(y, s),
        mistakes={"upside_down": 1 - by_pairs(y, s)},
    )
    yield Case(
        Text("negative scores, perfectly separated", "分数为负，完全分开"),
        args=(np.array([0, 0, 1]), np.array([-3.0, -2.0, -1.0])),
        expected=1.0,
    )
    yield Case(
        Text("all scores equal", "分数全都相同"),
        criterion="ties",
        args=(np.array([1, 0, 1, 0, 0]), np.full(5, 0.7)),
        expected=0.5,
    )
    s = rng.integers(0, 4, size=30) / 4.0
    y = (rng.random(30) < 0.5).astype(int)
    y[:2] = 0, 1
    yield Case(
        Text("scores in four steps", "分数只有四档"), criterion="ties", args=(y, s),
        expected=by_pairs(y, s),
    )  # fmt: skip
    yield Case(
        Text("positives first in the array, all tied", "正例排在前面，全部并列"),
        criterion="ties",
        args=(np.array([1, 1, 0, 0]), np.zeros(4)),
        expected=0.5,
    )
    for name, zh, label in (("only positives", "只有正例", 1), ("only negatives", "只有负例", 0)):
        yield Case(
            Text(name, zh),
            criterion="edge",
            args=(np.full(3, label), np.array([0.1, 0.2, 0.3])),
            raises="ValueError",
        )
    n = 60_000
    y = (rng.random(n) < 0.5).astype(int)
    s = np.round(rng.normal(size=n) + y, 3)
    yield Case(
        Text("60,000 scores with ties", "六万个分数，有并列"),
        criterion="complexity",
        args=(y, s),
        cost=Cost(at_most=10),
    )
