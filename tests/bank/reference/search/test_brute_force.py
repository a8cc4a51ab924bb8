import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.neighbors import NearestNeighbors

from viva_bank.reference.search.brute_force import nearest, recall_at_k, squared_distances


@given(seed=st.integers(0, 99), offset=st.sampled_from([0.0, 1e3, 1e6]))
def test_it_is_scikit_learns(seed, offset):
    rng = np.random.default_rng(seed)
    X, Q = rng.normal(size=(30, 5)) + offset, rng.normal(size=(4, 5)) + offset
    ids, d2 = nearest(Q, X, 7)
    distance, expected = NearestNeighbors(n_neighbors=7, algorithm="brute").fit(X).kneighbors(Q)
    exact = ((Q[:, None] - X) ** 2).sum(-1)
    np.testing.assert_allclose(squared_distances(Q, X), exact, rtol=1e-6, atol=1e-8)
    np.testing.assert_array_equal(ids, np.argsort(exact, axis=1)[:, :7])
    if offset == 0:  # far from the origin scikit-learn's own differences cancel
        np.testing.assert_array_equal(ids, expected)
        np.testing.assert_allclose(np.sqrt(d2), distance, atol=1e-6)


def test_a_point_is_at_no_distance_from_itself_and_ties_go_to_the_smaller_id():
    X = np.array([[1.0, 1.0], [0.0, 0.0], [1.0, 1.0]])
    ids, d2 = nearest(X[2:], X, 3)
    assert ids.tolist() == [[0, 2, 1]]
    assert d2[0, 0] == 0


def test_recall_counts_what_was_found():
    assert recall_at_k(np.array([[1, 2, -1]]), np.array([[2, 3, 1]])) == 2 / 3


def test_too_large_a_k_is_refused(refuses):
    with refuses("give 1 to 2"):
        nearest(np.ones((1, 2)), np.ones((2, 2)), 3)
