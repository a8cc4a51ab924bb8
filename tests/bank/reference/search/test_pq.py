import numpy as np

from viva_bank.reference.search.brute_force import nearest, recall_at_k, squared_distances
from viva_bank.reference.search.pq import ProductQuantiser


def test_the_distance_is_that_to_the_reconstruction(rng):
    X, Q = rng.normal(size=(300, 8)), rng.normal(size=(10, 8))
    pq = ProductQuantiser(4, 16, rng).fit(X)
    ids, d2 = pq.search(Q, 300)
    exact = np.take_along_axis(squared_distances(Q, pq.decode(pq.codes)), ids, axis=1)
    np.testing.assert_allclose(d2, exact, atol=1e-10)
    assert (np.diff(d2, axis=1) >= 0).all()


def test_each_part_is_coded_by_its_nearest_centroid(rng):
    X = rng.normal(size=(100, 6))
    pq = ProductQuantiser(3, 8, rng).fit(X)
    assert (pq.codes.dtype, pq.codes.shape) == (np.uint8, (100, 3))
    for j in range(3):
        d2 = ((X[:, None, 2 * j : 2 * j + 2] - pq.codebooks[j]) ** 2).sum(-1)
        np.testing.assert_array_equal(pq.codes[:, j], d2.argmin(1))


def test_finer_codes_reconstruct_better_and_find_more(rng):
    X, Q = rng.normal(size=(400, 16)), rng.normal(size=(20, 16))
    exact, _ = nearest(Q, X, 10)
    errors, recalls = [], []
    for m, k_star in ((2, 4), (4, 32), (16, 64)):
        pq = ProductQuantiser(m, k_star, np.random.default_rng(0)).fit(X)
        errors.append(((X - pq.decode(pq.codes)) ** 2).mean())
        recalls.append(recall_at_k(pq.search(Q, 10)[0], exact))
    assert errors[0] > errors[1] > errors[2]
    assert recalls[0] < recalls[1] < recalls[2]


def test_as_many_centroids_as_vectors_are_exact(rng):
    X, Q = rng.normal(size=(30, 4)), rng.normal(size=(5, 4))
    pq = ProductQuantiser(2, 30, rng).fit(X)
    np.testing.assert_allclose(pq.decode(pq.codes), X)
    np.testing.assert_array_equal(pq.search(Q, 3)[0], nearest(Q, X, 3)[0])


def test_unequal_parts_and_too_many_centroids_are_refused(rng, refuses):
    with refuses("3 equal parts"):
        ProductQuantiser(3, 4, rng).fit(np.ones((9, 4)))
    with refuses("1 to 256 centroids"):
        ProductQuantiser(2, 257, rng)
    with refuses("give 1 to 9"):
        ProductQuantiser(2, 1, rng).fit(rng.normal(size=(9, 4))).search(np.ones((1, 4)), 10)
