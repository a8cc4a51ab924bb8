import numpy as np
import pytest
from sklearn.cluster import KMeans

from viva_bank.reference.clustering.k_means import k_means, k_means_plus_plus


def test_from_the_same_start_it_ends_where_scikit_learn_does(rng):
    X = rng.normal(size=(120, 3)) + rng.integers(0, 3, (120, 1)) * 4
    start = k_means_plus_plus(X, 5, rng)
    ours = k_means(X, start, max_steps=300)
    theirs = KMeans(5, init=start, n_init=1, tol=0, max_iter=300, algorithm="lloyd").fit(X)
    np.testing.assert_allclose(ours.centres, theirs.cluster_centers_)
    np.testing.assert_array_equal(ours.labels, theirs.labels_)
    np.testing.assert_allclose(ours.objective[-1], theirs.inertia_)


@pytest.mark.parametrize("max_steps", [1, 3, 100])
def test_the_objective_never_rises_and_ends_at_that_of_the_result(rng, max_steps):
    for _ in range(10):
        X = rng.normal(size=(60, 2))
        found = k_means(X, X[rng.choice(60, 6, replace=False)], max_steps)
        assert (np.diff(found.objective) <= 1e-9).all()
        exact = ((X - found.centres[found.labels]) ** 2).sum()
        np.testing.assert_allclose(found.objective[-1], exact)


def test_plus_plus_spreads_the_centres_and_beats_random_starts(rng):
    X = np.concatenate([rng.normal(c, 0.1, size=(50, 2)) for c in (0, 10, 20, 30)])
    seeded = [k_means(X, k_means_plus_plus(X, 4, rng)).objective[-1] for _ in range(20)]
    plain = [k_means(X, X[rng.choice(200, 4, replace=False)]).objective[-1] for _ in range(20)]
    assert np.mean(seeded) < 0.2 * np.mean(plain)


def test_equal_points_a_lonely_centre_and_float32_do_no_harm(rng):
    X = np.zeros((5, 2), np.float32)
    assert k_means_plus_plus(X, 3, rng).shape == (3, 2)
    far = np.array([[0.0, 0.0], [9.0, 9.0]], np.float32)
    found = k_means(X, far)
    np.testing.assert_array_equal(found.centres, far)
    assert found.centres.dtype == np.float32


def test_more_centres_than_points_are_refused(rng, refuses):
    with refuses("give 1 to 3 centres"):
        k_means_plus_plus(np.ones((3, 2)), 4, rng)
