import numpy as np
import pytest
from sklearn.linear_model import Ridge

from viva_bank.reference.generalisation.bias_variance import bias_variance


def test_the_parts_add_up_and_a_penalty_trades_one_for_the_other(rng):
    X, w = rng.normal(size=(30, 8)), rng.normal(size=8)
    grid = rng.normal(size=(40, 8))
    found = []
    for lam in (0.01, 300.0):
        fits = [
            Ridge(alpha=lam).fit(X, X @ w + 2 * rng.normal(size=30)).predict(grid)
            for _ in range(200)
        ]
        d = bias_variance(np.stack(fits), grid @ w)
        assert d.bias_squared + d.variance == pytest.approx(d.error)
        found.append(d)
    assert found[0].bias_squared < 0.1 * found[1].bias_squared
    assert found[0].variance > 5 * found[1].variance


def test_for_least_squares_they_are_the_closed_form(rng):
    X, w = rng.normal(size=(30, 4)), rng.normal(size=4)
    hat = np.linalg.pinv(X)
    fits = [X @ (hat @ (X @ w + rng.normal(size=30))) for _ in range(4000)]
    d = bias_variance(np.stack(fits), X @ w)
    # Mean variance of the fitted values: σ²·d/n.
    assert d.variance == pytest.approx(4 / 30, rel=0.05)
    assert d.bias_squared < 1e-3


def test_nothing_is_refused(refuses):
    with refuses("at least one resample"):
        bias_variance(np.zeros((0, 3)), np.zeros(3))
