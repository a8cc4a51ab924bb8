import numpy as np
from sklearn.datasets import load_wine
from sklearn.naive_bayes import GaussianNB

from viva_bank.reference.generative.naive_bayes import GaussianNaiveBayes


def test_it_is_scikit_learns_on_wine():
    X, y = load_wine(return_X_y=True)
    names = np.array(["barolo", "grignolino", "barbera"])[y]
    ours, theirs = (
        GaussianNaiveBayes().fit(X[::2], names[::2]),
        GaussianNB().fit(X[::2], names[::2]),
    )
    np.testing.assert_allclose(
        ours.predict_log_proba(X), theirs.predict_log_proba(X), rtol=1e-6, atol=1e-6
    )
    assert (ours.predict(X) == theirs.predict(X)).all()


def test_a_constant_feature_does_no_harm(rng):
    X = np.column_stack([rng.normal(size=20), np.ones(20)])
    X[:10, 0] += 10
    y = np.repeat([1, 0], 10)
    assert (GaussianNaiveBayes().fit(X, y).predict(X) == y).all()


def test_no_data_are_refused(refuses):
    with refuses("at least one example"):
        GaussianNaiveBayes().fit(np.zeros((0, 2)), np.zeros(0))
