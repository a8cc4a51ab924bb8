import numpy as np

from viva.authoring import Array, Case, Cost, Text


def by_thresholds(y, score):
    """The definition: count anew for each distinct score, largest first."""
    thresholds = np.append(np.inf, np.unique(score)[::-1])
    called = score[None, :] >= thresholds[:, None]
    return called[:, y == 0].mean(axis=1), called[:, y == 1].mean(axis=1), thresholds


def slips(y, score):
    fpr, tpr, t = by_thresholds(y, score)
    called = (score[None, :] >= t[1:, None]).sum(axis=1)
    fdr = np.append(0.0, fpr[1:] * (y == 0).sum() / called)
    return {
        "axes_swapped": (tpr, fpr, t),
        "no_origin": (fpr[1:], tpr[1:], t[1:]),
        "precision": (fdr, tpr, t),
    }


def case(title, y, score, criterion="values", **layout):
    return Case(
        title,
        criterion=criterion,
        args=(Array(y, **layout), Array(score, **layout)),
        expected=by_thresholds(y, score),
        mistakes=slips(y, score) if criterion == "values" else {},
    )


def cases(rng):
    yield case(
        Text("five scores, no ties", "五个分数，没有并列"),
        np.array([0, 1, 0, 1, 1]),
        np.array([0.1, 0.4, 0.35, 0.8, 0.3]),
    )
    y = (rng.random(30) < 0.4).astype(int)
    y[:2] = 0, 1
    score = rng.normal(size=30) + y
    yield case(
        Text("thirty scores, negative ones too", "三十个分数，也有负的"), y, score, writable=False
    )
    yield case(Text("the same, strided", "同上，内存不连续"), y, score, strided=True)
    yield case(
        Text("two examples, the wrong way round", "两个样本，排反了"),
        np.array([1, 0]),
        np.array([-2.0, 3.0]),
    )
    yield case(
        Text("all scores equal", "分数全都相同"),
        np.array([1, 0, 1, 0, 0]),
        np.full(5, 0.7),
        "ties",
    )
    score = rng.integers(0, 5, size=30) / 4.0
    yield case(Text("scores in five steps", "分数只有五档"), y, score, "ties")
    yield case(
        Text("a tie at the top and one at the bottom", "最高分和最低分各有并列"),
        np.array([1, 0, 1, 0, 1, 0, 0]),
        np.array([0.9, 0.9, 0.5, 0.4, 0.1, 0.1, 0.1]),
        "ties",
    )
    for en, zh, labels in (
        ("only positives", "只有正例", [1, 1, 1]),
        ("only negatives", "只有负例", [0, 0, 0]),
        ("no examples", "没有样本", []),
    ):
        yield Case(
            Text(en, zh),
            criterion="edge",
            args=(np.array(labels, dtype=int), np.linspace(0.1, 0.9, len(labels))),
            raises="ValueError",
        )
    n = 60_000
    y = (rng.random(n) < 0.5).astype(np.int8)
    yield Case(
        Text("60,000 different scores", "六万个不同的分数"),
        criterion="complexity",
        args=(y, rng.normal(size=n) + y),
        cost=Cost(at_most=40),
    )
