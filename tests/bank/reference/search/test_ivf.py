import numpy as np

from viva_bank.reference.search.brute_force import nearest, recall_at_k
from viva_bank.reference.search.ivf import InvertedFile


def test_with_all_cells_probed_it_is_exact_and_recall_rises_with_probes(rng):
    X, Q = rng.normal(size=(600, 12)), rng.normal(size=(30, 12))
    index = InvertedFile(20, rng).fit(X)
    exact, exact_d2 = nearest(Q, X, 5)
    recall = [recall_at_k(index.search(Q, 5, p)[0], exact) for p in (1, 5, 20)]
    assert recall[0] < recall[1] < recall[2] == 1
    np.testing.assert_allclose(index.search(Q, 5, 20)[1], exact_d2)


def test_every_vector_is_filed_once_under_its_nearest_centre(rng):
    X = rng.normal(size=(100, 4))
    index = InvertedFile(7, rng).fit(X)
    assert sorted(np.concatenate(index.lists)) == list(range(100))
    label = ((X[:, None] - index.centres) ** 2).sum(-1).argmin(1)
    assert all((label[ids] == j).all() for j, ids in enumerate(index.lists))


def test_a_cell_with_too_few_is_marked(rng):
    X = np.array([[0.0], [0.1], [9.0]])
    ids, d2 = InvertedFile(2, rng).fit(X).search(np.array([[9.0]]), 2, probes=1)
    assert ids.tolist() == [[2, -1]]
    assert d2.tolist() == [[0.0, np.inf]]


def test_no_cells_are_refused(rng, refuses):
    with refuses("at least 1"):
        InvertedFile(0, rng)
