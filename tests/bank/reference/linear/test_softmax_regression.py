import numpy as np
import sklearn.linear_model
from sklearn.datasets import load_iris

from viva_bank.reference.linear.softmax_regression import SoftmaxRegression


def test_it_is_scikit_learns_optimum_on_iris():
    X, y = load_iris(return_X_y=True)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    ours = SoftmaxRegression(3, l2=0.01).fit(X, y)
    theirs = sklearn.linear_model.LogisticRegression(C=1 / (150 * 0.01), tol=1e-8, max_iter=2000)
    theirs.fit(X, y)
    np.testing.assert_allclose(ours.W, theirs.coef_.T, atol=1e-4)
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-4)
    assert (ours.predict(X) == theirs.predict(X)).all()


def test_one_class_is_refused(refuses):
    with refuses("at least 2 classes"):
        SoftmaxRegression(1)
