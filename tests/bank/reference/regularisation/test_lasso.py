import numpy as np
import pytest
from sklearn.linear_model import Lasso

from viva_bank.reference.regularisation.lasso import (
    largest_useful_penalty,
    lasso,
    lasso_proximal,
)


@pytest.fixture
def problem(rng):
    X = rng.normal(size=(80, 10))
    return X, 3 * X[:, 0] - 2 * X[:, 4] + 1 + 0.3 * rng.normal(size=80)


@pytest.mark.parametrize("lam", [0.05, 0.5])
def test_both_ways_are_scikit_learns_with_the_same_zeros(problem, lam):
    X, y = problem
    theirs = Lasso(alpha=lam, tol=1e-12, max_iter=100_000).fit(X, y)
    for solve in (lasso, lasso_proximal):
        w, b = solve(X, y, lam)
        np.testing.assert_allclose(w, theirs.coef_, atol=1e-6)
        np.testing.assert_allclose(b, theirs.intercept_, atol=1e-6)
        np.testing.assert_array_equal(w == 0, theirs.coef_ == 0)


def test_from_the_largest_useful_penalty_on_all_weights_are_zero(problem):
    X, y = problem
    top = largest_useful_penalty(X, y)
    assert not lasso(X, y, top * 1.0001)[0].any()
    assert lasso(X, y, top * 0.99)[0].any()


def test_a_negative_penalty_is_refused(problem, refuses):
    with refuses("0 or more"):
        lasso_proximal(*problem, -1.0)
