import numpy as np
import pytest
import scipy.special
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.activations.softmax import (
    log_softmax,
    log_softmax_backward,
    softmax,
    softmax_backward,
    softmax_jacobian,
)

scores = arrays(np.float64, (3, 4), elements=st.floats(-1e4, 1e4))


@given(z=scores, axis=st.sampled_from([0, 1, -1]))
def test_it_is_scipys(z, axis):
    np.testing.assert_allclose(softmax(z, axis), scipy.special.softmax(z, axis), atol=1e-15)
    np.testing.assert_allclose(log_softmax(z, axis), scipy.special.log_softmax(z, axis), atol=1e-9)
    np.testing.assert_allclose(softmax(z, axis).sum(axis), 1.0)


@pytest.mark.parametrize("axis", [0, 1, 2, -1])
def test_the_gradients_are_autograds(rng, axis):
    z, dy = rng.normal(size=(2, 3, 4)) * 3, rng.normal(size=(2, 3, 4))
    for backward, oracle in (
        (softmax_backward, torch.softmax),
        (log_softmax_backward, torch.log_softmax),
    ):
        t = torch.tensor(z, requires_grad=True)
        oracle(t, dim=axis).backward(torch.tensor(dy))
        np.testing.assert_allclose(backward(dy, z, axis), t.grad, atol=1e-12)


def test_the_jacobian_is_the_backward_pass_as_a_matrix(rng):
    z, dp = rng.normal(size=5), rng.normal(size=5)
    J = softmax_jacobian(softmax(z))
    np.testing.assert_allclose(J @ dp, softmax_backward(dp, z), atol=1e-15)
    np.testing.assert_allclose(J.sum(axis=1), 0, atol=1e-15)


def test_huge_scores_neither_overflow_nor_lose_the_logarithm():
    z = np.array([[1e4, 0.0, -1e4]])
    np.testing.assert_array_equal(softmax(z), [[1.0, 0.0, 0.0]])
    np.testing.assert_array_equal(log_softmax(z), [[0.0, -1e4, -2e4]])


def test_float32_stays_and_an_empty_batch_is_fine():
    assert softmax(np.zeros((0, 3), np.float32)).dtype == np.float32
    assert log_softmax(np.ones((2, 3), np.float32)).dtype == np.float32


def test_no_scores_are_refused(refuses):
    with refuses("at least one score"):
        softmax(np.zeros((2, 0)))
