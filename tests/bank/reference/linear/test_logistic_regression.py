import numpy as np
import sklearn.linear_model

from viva_bank.reference.linear.logistic_regression import (
    LogisticRegression,
    logistic_loss_and_gradient,
)


def problem(rng):
    X = rng.normal(size=(120, 3)) * [1.0, 4.0, 0.3]
    y = (X @ np.array([1.0, -0.5, 2.0]) + 0.7 + rng.logistic(size=120) > 0).astype(float)
    return X, y


def test_it_is_scikit_learns_optimum(rng):
    X, y = problem(rng)
    for l2 in (1e-3, 0.1):
        ours = LogisticRegression(l2).fit(X, y)
        # scikit-learn minimises C·Σ loss + ½‖w‖²: C = 1/(N·λ).
        theirs = sklearn.linear_model.LogisticRegression(C=1 / (120 * l2), tol=1e-10, max_iter=1000)
        theirs.fit(X, y)
        np.testing.assert_allclose(ours.w, theirs.coef_[0], rtol=1e-4)
        np.testing.assert_allclose(ours.b, theirs.intercept_[0], rtol=1e-4)
        np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X)[:, 1], atol=1e-5)


def test_the_gradient_is_that_of_finite_differences(rng, numeric_gradient):
    X, y = problem(rng)
    theta = rng.normal(size=4)
    _, dw, db = logistic_loss_and_gradient(theta[:3], float(theta[3]), X, y, 0.2)
    numeric = numeric_gradient(
        lambda t: logistic_loss_and_gradient(t[:3], float(t[3]), X, y, 0.2)[0], theta
    )
    np.testing.assert_allclose([*dw, db], numeric, atol=1e-7)


def test_separable_data_with_a_large_scale_stay_finite():
    X, y = np.array([[-1e4], [-1.0], [1.0], [1e4]]), np.array([0.0, 0.0, 1.0, 1.0])
    model = LogisticRegression(1e-6).fit(X, y)
    assert np.isfinite(model.w).all()
    assert ((model.predict_proba(X) > 0.5) == y).all()


def test_a_single_class_is_refused(refuses):
    with refuses("at least one example of each"):
        LogisticRegression().fit(np.ones((3, 1)), np.ones(3))
    with refuses("penalty of 0 or more"):
        LogisticRegression(-1.0)
