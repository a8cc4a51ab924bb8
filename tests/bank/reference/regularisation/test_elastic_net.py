import numpy as np
import pytest
from sklearn.linear_model import ElasticNet

from viva_bank.reference.regularisation.elastic_net import elastic_net


@pytest.mark.parametrize("alpha", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("shape", [(60, 8), (20, 30)])
def test_it_is_scikit_learns(rng, shape, alpha):
    X = rng.normal(1, 2, size=shape)
    y = X[:, 0] - 2 * X[:, 1] + rng.normal(size=shape[0])
    w, b = elastic_net(X, y, 0.3, alpha)
    theirs = ElasticNet(alpha=0.3, l1_ratio=alpha, tol=1e-12, max_iter=200_000).fit(X, y)
    np.testing.assert_allclose(w, theirs.coef_, atol=1e-6)
    np.testing.assert_allclose(b, theirs.intercept_, atol=1e-5)


def test_a_constant_feature_gets_no_weight(rng):
    X = np.column_stack([rng.normal(size=20), np.ones(20)])
    assert elastic_net(X, X[:, 0], 0.1, 0.5)[0][1] == 0


def test_a_share_above_one_is_refused(refuses):
    with refuses("alpha in"):
        elastic_net(np.ones((2, 1)), np.ones(2), 0.1, 1.5)
