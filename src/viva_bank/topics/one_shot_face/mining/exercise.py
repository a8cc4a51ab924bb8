import numpy as np

from viva.authoring import Array, Case, Text


def table(rows):
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def hard(dist, labels, *, itself=False, easy=False):
    rows = []
    for a in range(len(labels)):
        same = [i for i in range(len(labels)) if labels[i] == labels[a] and (itself or i != a)]
        other = [i for i in range(len(labels)) if labels[i] != labels[a]]
        if same and other:
            sign = -1 if easy else 1
            p = min(same, key=lambda i: (-sign * dist[a, i], i))
            n = min(other, key=lambda i: (sign * dist[a, i], i))
            rows.append((a, p, n))
    return table(rows)


def semi(dist, labels, margin, *, nearer=False, beyond=False):
    rows = []
    everyone = range(len(labels))
    for a in everyone:
        for p in everyone:
            if p == a or labels[p] != labels[a]:
                continue
            low = -np.inf if nearer else dist[a, p]
            high = np.inf if beyond else dist[a, p] + margin
            found = [i for i in everyone if labels[i] != labels[a] and low < dist[a, i] < high]
            if found:
                rows.append((a, p, min(found, key=lambda i: (dist[a, i], i))))
    return table(rows)


def distances(rng, n, d=3, diagonal=0.0):
    x = rng.normal(size=(n, d))
    out = np.sqrt(((x[:, None] - x) ** 2).sum(axis=2))
    np.fill_diagonal(out, diagonal)
    return out


def cases(rng):
    labels = np.array([0, 1, 0, 2, 1, 0, 2, 2])
    dist = distances(rng, 8)
    yield Case(
        Text("eight pictures of three people", "三个人的八张照片"),
        criterion="batch_hard",
        args=(Array(dist, writable=False), labels),
        expected=hard(dist, labels),
        mistakes={"easiest": hard(dist, labels, easy=True)},
    )
    dist = distances(rng, 8, diagonal=50.0)
    yield Case(
        Text("the diagonal holds large numbers", "对角线上是很大的数"),
        criterion="batch_hard",
        args=(Array(dist, strided=True), 10 - 7 * labels),
        expected=hard(dist, labels),
        mistakes={"self_positive": hard(dist, labels, itself=True)},
    )
    while True:
        dist = distances(rng, 8)
        right = semi(dist, labels, 0.4)
        near, far = semi(dist, labels, 0.4, nearer=True), semi(dist, labels, 0.4, beyond=True)
        if 3 <= len(right) < len(far) and len(right) <= len(near) and not_same(right, near):
            break
    yield Case(
        Text("semi-hard, margin 0.4", "semi-hard，间隔 0.4"),
        criterion="semi_hard",
        drive="semi_hard",
        args=(Array(dist, writable=False), labels, 0.4),
        expected=right,
        mistakes={"hardest_negative": near, "no_margin": far},
    )
    yield Case(
        Text("semi-hard, a wide margin", "semi-hard，间隔很大"),
        criterion="semi_hard",
        drive="semi_hard",
        args=(dist, labels, 9.0),
        expected=semi(dist, labels, 9.0),
    )
    pairs = np.array([0, 0, 1, 1, 1])
    line = np.array(
        [
            [0.0, 2.0, 2.0, 3.0, 3.0],
            [2.0, 0.0, 5.0, 4.0, 4.0],
            [2.0, 5.0, 0.0, 2.0, 1.0],
            [3.0, 4.0, 2.0, 0.0, 3.0],
            [3.0, 4.0, 1.0, 3.0, 0.0],
        ]
    )
    tied = np.ones((5, 5))
    yield Case(
        Text("all distances equal", "所有距离都相等"),
        criterion="ties",
        args=(tied, np.array([1, 0, 0, 1, 0])),
        expected=hard(tied, np.array([1, 0, 0, 1, 0])),
    )
    yield Case(
        Text("some negatives exactly as far as the positive, or at the margin",
             "有的负样本恰好与正样本一样远，或恰好在间隔上"),
        criterion="ties",
        drive="semi_hard",
        args=(line, pairs, 2.0),
        expected=semi(line, pairs, 2.0),
    )  # fmt: skip
    labels = np.array([3, 1, 3, 0, 2])
    dist = distances(rng, 5)
    yield Case(
        Text("three people with a single picture", "有三个人只有一张照片"),
        criterion="edge",
        args=(dist, labels),
        expected=hard(dist, labels),
    )
    yield Case(
        Text("everybody is the same person", "全是同一个人"),
        criterion="edge",
        args=(dist, np.zeros(5, dtype=int)),
        expected=np.zeros((0, 3), dtype=np.int64),
    )
    yield Case(
        Text("no two pictures of one person", "没有两张照片属于同一个人"),
        criterion="edge",
        drive="semi_hard",
        args=(dist, np.arange(5), 1.0),
        expected=np.zeros((0, 3), dtype=np.int64),
    )
    apart = np.array([[0.0, 1.0, 9.0], [1.0, 0.0, 9.0], [9.0, 9.0, 0.0]])
    yield Case(
        Text("every negative is beyond the margin", "所有负样本都在间隔之外"),
        criterion="edge",
        drive="semi_hard",
        args=(apart, np.array([4, 4, 5]), 0.5),
        expected=np.zeros((0, 3), dtype=np.int64),
    )


def not_same(a, b):
    return a.shape != b.shape or bool((a != b).any())
