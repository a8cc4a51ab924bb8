import numpy as np
import pytest

from viva_bank.reference.search.brute_force import nearest, recall_at_k
from viva_bank.reference.search.hnsw import HNSW


@pytest.fixture
def index(rng):
    X = rng.normal(size=(400, 8))
    return HNSW(8, 40, rng).fit(X), X


def test_recall_rises_with_ef_to_nearly_one(rng, index):
    hnsw, X = index
    Q = rng.normal(size=(50, 8))
    exact, _ = nearest(Q, X, 5)
    recall = [recall_at_k(hnsw.search(Q, 5, ef)[0], exact) for ef in (5, 20, 100)]
    assert recall[0] <= recall[1] <= recall[2]
    assert recall[2] > 0.98
    ids, d2 = hnsw.search(Q, 5, 100)
    np.testing.assert_allclose(d2, ((X[ids] - Q[:, None]) ** 2).sum(-1))
    assert (np.diff(d2, axis=1) >= 0).all()


def test_the_graph_keeps_its_limits_and_upper_layers_thin_out(index):
    hnsw, _ = index
    assert len(hnsw.graph[0]) == 400
    for layer, links in enumerate(hnsw.graph):
        assert max(map(len, links.values())) <= (16 if layer == 0 else 8)
        assert all(i not in n and len(set(n)) == len(n) for i, n in links.items())
        assert all(j in links for n in links.values() for j in n)
    # A point is on layer 1 with probability 1/M.
    assert 20 < len(hnsw.graph[1]) < 90
    assert hnsw._entry in hnsw.graph[-1]


def test_clusters_stay_connected(rng):
    X = np.concatenate([rng.normal(c, 0.01, size=(60, 4)) for c in (0, 50, 100)])
    ids, _ = HNSW(4, 20, rng).fit(X).search(X, 1, ef=20)
    assert (ids[:, 0] == np.arange(180)).mean() > 0.95


def test_too_few_points_are_marked_and_bad_numbers_refused(rng, refuses):
    ids, d2 = HNSW(2, 4, rng).fit(np.array([[0.0], [1.0]])).search(np.array([[0.2]]), 3, ef=5)
    assert ids.tolist() == [[0, 1, -1]]
    assert np.isinf(d2[0, 2])
    with refuses("2 <= M"):
        HNSW(1, 4, rng)
    with refuses("1 <= k <= ef"):
        HNSW(2, 4, rng).fit(np.ones((2, 1))).search(np.ones((1, 1)), 6, ef=5)
    with refuses("call fit first"):
        HNSW(2, 4, rng).search(np.ones((1, 1)), 1)
