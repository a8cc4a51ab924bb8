import numpy as np
from sklearn.linear_model import LinearRegression

from viva_bank.reference.training.learning_curve import learning_curve


def test_it_is_scikit_learns_estimator_fitted_on_each_prefix(rng):
    X = rng.normal(size=(80, 4))
    y = X @ rng.normal(size=4) + rng.normal(size=80)
    train, validation = (X[:60], y[:60]), (X[60:], y[60:])

    def fit(X, y):
        return np.linalg.lstsq(X, y, rcond=None)[0]

    def error(w, X, y):
        return float(((X @ w - y) ** 2).mean())

    curve = learning_curve(fit, error, train, validation, [8, 30, 60], np.random.default_rng(1))
    order = np.random.default_rng(1).permutation(60)
    for i, size in enumerate((8, 30, 60)):
        chosen = order[:size]
        model = LinearRegression(fit_intercept=False).fit(X[chosen], y[chosen])
        for found, Xs, ys in (
            (curve.train_errors[i], X[chosen], y[chosen]),
            (curve.validation_errors[i], *validation),
        ):
            np.testing.assert_allclose(found, ((model.predict(Xs) - ys) ** 2).mean())
    assert curve.train_errors[0] < curve.train_errors[-1]
    assert curve.validation_errors[0] > curve.validation_errors[-1]


def test_a_size_beyond_the_data_is_refused(rng, refuses):
    data = (np.ones((3, 1)), np.ones(3))
    with refuses("numbers from 1 to 3"):
        learning_curve(lambda X, y: None, lambda m, X, y: 0.0, data, data, [4], rng)
