import numpy as np
import pytest

from viva_bank.reference.metric_learning.mining import hard_triplets, semi_hard_triplets


def by_hand(X, y, margin):
    """All triplets by three loops: the definitions, word for word."""
    n = len(X)
    d = [[((X[i] - X[j]) ** 2).sum() for j in range(n)] for i in range(n)]
    hard, semi = [], []
    for a in range(n):
        positives = [p for p in range(n) if p != a and y[p] == y[a]]
        negatives = [q for q in range(n) if y[q] != y[a]]
        if positives and negatives:
            hard.append(
                (a, max(positives, key=lambda p: d[a][p]), min(negatives, key=lambda q: d[a][q]))
            )
        for p in positives:
            fits = [q for q in negatives if d[a][p] < d[a][q] < d[a][p] + margin]
            if fits:
                semi.append((a, p, min(fits, key=lambda q: d[a][q])))
    return hard, semi


@pytest.mark.parametrize("margin", [0.2, 2.0])
def test_both_are_the_definitions(rng, margin):
    for _ in range(10):
        X, y = rng.normal(size=(14, 3)), rng.integers(0, 4, 14)
        hard, semi = by_hand(X, y, margin)
        assert [tuple(t) for t in hard_triplets(X, y).tolist()] == hard
        assert [tuple(t) for t in semi_hard_triplets(X, y, margin).tolist()] == semi


def test_without_a_positive_or_a_negative_there_are_none(rng):
    X = rng.normal(size=(4, 2))
    for y in (np.arange(4), np.zeros(4, int)):
        assert hard_triplets(X, y).shape == (0, 3)
        assert semi_hard_triplets(X, y).shape == (0, 3)


def test_a_missing_label_is_refused(refuses):
    with refuses("give as many"):
        hard_triplets(np.ones((3, 2)), np.array([0, 1]))
