import math

import numpy as np
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.losses.entropy import cross_entropy, entropy, kl_divergence

weights = arrays(np.float64, (3, 4), elements=st.floats(0, 10)).map(lambda w: w + (w.sum() == 0))
distributions = weights.map(lambda w: w + 0.0 + (w.sum(1, keepdims=True) == 0))
distributions = distributions.map(lambda w: w / w.sum(1, keepdims=True))


@given(p=distributions, q=distributions)
def test_they_are_scipys_and_kl_is_the_difference(p, q):
    np.testing.assert_allclose(entropy(p), scipy.stats.entropy(p, axis=1), atol=1e-12)
    kl = scipy.stats.entropy(p, q, axis=1)
    np.testing.assert_allclose(kl_divergence(p, q), kl, atol=1e-9)
    np.testing.assert_allclose(cross_entropy(p, q), entropy(p) + kl, atol=1e-9)
    assert (kl_divergence(p, q) >= -1e-12).all()


def test_any_number_of_batch_axes(rng):
    p, q = rng.dirichlet(np.ones(5), size=(2, 3)), rng.dirichlet(np.ones(5), size=(2, 3))
    np.testing.assert_allclose(entropy(p), scipy.stats.entropy(p, axis=-1))
    np.testing.assert_allclose(kl_divergence(p, q), scipy.stats.entropy(p, q, axis=-1))
    np.testing.assert_allclose(cross_entropy(p, q), entropy(p) + kl_divergence(p, q))


def test_the_uniform_one_has_the_most_entropy():
    assert math.isclose(entropy(np.full((1, 8), 1 / 8))[0], math.log(8))
    assert entropy(np.array([[0.0, 1.0, 0.0]]))[0] == 0


def test_what_q_calls_impossible_costs_infinitely_much():
    p, q = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])
    assert cross_entropy(p, q)[0] == math.inf
    assert kl_divergence(p, q)[0] == math.inf
    np.testing.assert_allclose(kl_divergence(q, p), math.log(2))


def test_near_equality_keeps_its_digits():
    p = np.array([[0.5 + 1e-6, 0.5 - 1e-6]])
    np.testing.assert_allclose(kl_divergence(p, np.array([[0.5, 0.5]])), 2e-12, rtol=1e-3)


def test_numbers_that_add_up_to_two_are_refused(refuses):
    with refuses("add up to 1"):
        entropy(np.ones((1, 2)))
    with refuses("add up to 1"):
        kl_divergence(np.array([[0.5, 0.5]]), np.array([[1.5, -0.5]]))
