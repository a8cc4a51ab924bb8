import numpy as np
from sklearn.neighbors import NearestNeighbors

from viva_bank.reference.imbalance.smote import smote


def test_each_new_point_lies_on_a_segment_to_a_near_neighbour(rng):
    X = rng.normal(size=(30, 4))
    new = smote(X, 200, rng, k=3)
    # scikit-learn's neighbours: the first column is the row itself.
    neighbours = NearestNeighbors(n_neighbors=4).fit(X).kneighbors(X, return_distance=False)[:, 1:]
    a = np.repeat(np.arange(30), 3)
    start, along = X[a], X[neighbours.ravel()] - X[a]
    used = set()
    for p in new:
        u = ((p - start) * along).sum(1) / (along**2).sum(1)
        off = np.linalg.norm(start + u[:, None] * along - p, axis=1)
        fits = (off < 1e-9) & (u >= -1e-12) & (u < 1)
        assert fits.any()
        used.update(a[fits].tolist())
    assert len(used) > 20


def test_a_twin_is_a_neighbour_and_the_row_itself_is_none(rng):
    X = np.array([[0.0], [0.0], [10.0], [11.0]])
    new = smote(X, 100, rng, k=1)
    assert set(np.unique(new[new < 5])) == {0.0}
    assert ((new <= 0) | (new >= 10)).all()


def test_float32_stays_and_none_is_fine(rng):
    X = rng.normal(size=(6, 2)).astype(np.float32)
    assert smote(X, 3, rng, k=2).dtype == np.float32
    assert smote(X, 0, rng, k=2).shape == (0, 2)


def test_too_few_rows_are_refused(rng, refuses):
    with refuses("1 <= k < rows"):
        smote(np.ones((5, 2)), 1, rng, k=5)
