import numpy as np

from viva.authoring import Array, Case, Cost, Text


def curve(y, score):
    """The definition: precision and recall counted anew for each distinct score, largest first."""
    called = score[None, :] >= np.unique(score)[::-1][:, None]
    hits = called[:, y == 1].sum(axis=1)
    return hits / called.sum(axis=1), hits / (y == 1).sum()


def ap(y, score):
    precision, recall = curve(y, score)
    return float(np.diff(recall, prepend=0.0) @ precision)


def slips(y, score):
    precision, recall = curve(y, score)
    step = np.diff(recall, prepend=0.0)
    before = np.append(1.0, precision[:-1])
    best = np.maximum.accumulate(precision[::-1])[::-1]
    out = {
        "trapezoid": step @ (precision + before) / 2,
        "envelope": step @ best,
        "ascending": ap(y, -score),
    }
    right = ap(y, score)
    # Some rankings cannot tell a slip from the right value.
    return {k: float(v) for k, v in out.items() if abs(v - right) > 1e-4}


def case(title, y, score, criterion="values", **layout):
    return Case(
        title,
        criterion=criterion,
        args=(Array(y, **layout), Array(score, **layout)),
        expected=ap(y, score),
        mistakes=slips(y, score) if criterion == "values" else {},
    )


def cases(rng):
    yield case(
        Text("six scores, no ties", "六个分数，没有并列"),
        np.array([0, 1, 0, 1, 0, 1]),
        np.array([0.2, 0.9, 0.8, 0.7, 0.6, 0.3]),
    )
    y = (rng.random(40) < 0.3).astype(int)
    y[:2] = 0, 1
    score = rng.normal(size=40) + y
    yield case(
        Text("forty scores, negative ones too", "四十个分数，也有负的"), y, score, writable=False
    )
    yield case(Text("the same, strided", "同上，内存不连续"), y, score, strided=True)
    yield case(
        Text("all scores equal", "分数全都相同"),
        np.array([1, 1, 0, 0, 0]),
        np.full(5, 0.7),
        "ties",
    )
    yield case(
        Text("all equal, negatives first", "全都相同，负例在前"),
        np.array([0, 0, 0, 1, 1]),
        np.full(5, 0.7),
        "ties",
    )
    yield case(
        Text("precision rises from one tie to the next", "精确率从一段并列到下一段上升"),
        np.array([0, 1, 0, 1, 1]),
        np.array([0.9, 0.9, 0.1, 0.5, 0.5]),
        "ties",
    )
    yield case(
        Text("scores in five steps", "分数只有五档"),
        y,
        rng.integers(0, 5, size=40) / 4.0,
        "ties",
    )
    yield case(
        Text("only positives", "全是正例"), np.ones(3, dtype=int), np.array([0.1, 0.9, 0.4]), "edge"
    )
    yield case(Text("one example", "只有一个样本"), np.array([1]), np.array([0.2]), "edge")
    yield Case(
        Text("no positives", "没有正例"),
        criterion="edge",
        args=(np.zeros(3, dtype=int), np.array([0.1, 0.2, 0.3])),
        raises="ValueError",
    )
    n = 30_000
    y = (rng.random(n) < 0.1).astype(np.int8)
    yield Case(
        Text("30,000 different scores", "三万个不同的分数"),
        criterion="complexity",
        args=(y, rng.normal(size=n) + y),
        cost=Cost(at_most=40),
    )
