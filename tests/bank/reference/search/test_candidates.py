import numpy as np

from viva_bank.reference.search.brute_force import nearest
from viva_bank.reference.search.candidates import ranked


def test_with_all_candidates_it_is_the_exact_search(rng):
    X, q = rng.normal(size=(20, 3)), rng.normal(size=3)
    ids, d2 = ranked(q, X, np.arange(20), 5)
    exact, exact_d2 = nearest(q[None], X, 5)
    np.testing.assert_array_equal(ids, exact[0])
    np.testing.assert_allclose(d2, exact_d2[0])


def test_repeats_count_once_and_what_is_missing_is_marked(rng):
    ids, d2 = ranked(np.zeros(2), rng.normal(size=(5, 2)), np.array([3, 3, 1]), 4)
    assert sorted(ids.tolist()) == [-1, -1, 1, 3]
    assert ids[2:].tolist() == [-1, -1]
    assert np.isinf(d2[2:]).all()


def test_none_at_all_is_refused(refuses):
    with refuses("at least 1 neighbour"):
        ranked(np.zeros(2), np.zeros((1, 2)), np.array([0]), 0)
