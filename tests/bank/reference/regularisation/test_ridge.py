from itertools import pairwise

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from viva_bank.reference.regularisation.ridge import ridge


@pytest.mark.parametrize("lam", [0.01, 1.0, 100.0])
@pytest.mark.parametrize("shape", [(40, 5), (4, 9)])
def test_it_is_scikit_learns(rng, shape, lam):
    X, y = rng.normal(2, 1, size=shape), rng.normal(5, 1, size=shape[0])
    w, b = ridge(X, y, lam)
    theirs = Ridge(alpha=lam).fit(X, y)
    np.testing.assert_allclose(w, theirs.coef_, atol=1e-9)
    np.testing.assert_allclose(b, theirs.intercept_)


def test_without_a_penalty_it_is_least_squares_of_least_length(rng):
    X, y = rng.normal(size=(20, 3)), rng.normal(size=20)
    X = np.column_stack([X, X[:, 0]])  # a doubled feature
    w, _ = ridge(X, y, 0.0)
    np.testing.assert_allclose(w, np.linalg.pinv(X - X.mean(0)) @ (y - y.mean()), atol=1e-9)
    assert w[0] == pytest.approx(w[3])


def test_the_length_shrinks_with_the_penalty_and_never_to_zero(rng):
    X, y = rng.normal(size=(30, 4)), rng.normal(size=30)
    lengths = [np.linalg.norm(ridge(X, y, lam)[0]) for lam in (0, 1, 10, 1e6)]
    assert all(a > b > 0 for a, b in pairwise(lengths))


def test_a_negative_penalty_is_refused(refuses):
    with refuses("0 or more"):
        ridge(np.ones((2, 1)), np.ones(2), -1.0)
