import numpy as np
from sklearn.preprocessing import RobustScaler as Oracle

from viva_bank.reference.data.robust import RobustScaler


def test_it_is_scikit_learns_on_unseen_data_too(rng):
    X, unseen = rng.lognormal(size=(41, 3)) * [1, 100, 0.01], rng.normal(size=(5, 3)) * 50
    X[:, 2] = 0.1  # a constant feature
    ours, theirs = RobustScaler().fit(X), Oracle().fit(X)
    np.testing.assert_allclose(ours.transform(X), theirs.transform(X), atol=1e-12)
    np.testing.assert_allclose(ours.transform(unseen), theirs.transform(unseen), atol=1e-12)
    np.testing.assert_allclose(ours.inverse(ours.transform(unseen)), unseen)


def test_float32_stays_and_no_data_are_refused(rng, refuses):
    X = rng.normal(size=(9, 2)).astype(np.float32)
    assert RobustScaler().fit(X).transform(X).dtype == np.float32
    with refuses("at least one row"):
        RobustScaler().fit(np.zeros((0, 2)))
