import numpy as np
import scipy.stats

from viva_bank.reference.normalisation.standardise import standardise, standardise_backward


def test_it_is_the_z_score_with_the_biased_deviation(rng):
    x = rng.normal(4, 3, size=(5, 6))
    s = standardise(x, (0,), eps=0.0)
    np.testing.assert_allclose(s.x_hat, scipy.stats.zscore(x, axis=0, ddof=0))
    np.testing.assert_allclose(s.var, x.var(axis=0, keepdims=True))


def test_the_gradient_is_that_of_finite_differences(rng, numeric_gradient):
    x, g = rng.normal(size=(2, 3, 2)), rng.normal(size=(2, 3, 2))
    axes = (0, 2)
    numeric = numeric_gradient(lambda v: float((standardise(v, axes).x_hat * g).sum()), x)
    np.testing.assert_allclose(standardise_backward(g, standardise(x, axes)), numeric, atol=1e-8)


def test_a_constant_becomes_zero_and_nothing_is_refused(refuses):
    np.testing.assert_array_equal(standardise(np.full((3, 2), 7.0), (0,)).x_hat, 0)
    with refuses("empty, give data"):
        standardise(np.zeros((0, 2)), (0,))
