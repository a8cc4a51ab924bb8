import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.losses.softmax_cross_entropy import (
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)


@given(
    z=arrays(np.float64, (4, 5), elements=st.floats(-1000, 1000)),
    y=arrays(np.int64, 4, elements=st.integers(0, 4)),
    epsilon=st.sampled_from([0.0, 0.1, 1.0]),
    reduction=st.sampled_from(["mean", "sum", "none"]),
)
def test_it_is_pytorchs(z, y, epsilon, reduction):
    t = torch.tensor(z, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(
        t, torch.tensor(y), reduction=reduction, label_smoothing=epsilon
    )
    loss.sum().backward()
    ours = softmax_cross_entropy(z, y, epsilon, reduction)
    np.testing.assert_allclose(ours, loss.detach().numpy(), rtol=1e-9, atol=1e-12)
    dz = softmax_cross_entropy_gradient(z, y, epsilon, reduction)
    np.testing.assert_allclose(dz, t.grad, atol=1e-12)


def test_a_sure_error_has_a_finite_loss_and_the_full_gradient():
    z, y = np.array([[1e4, 0.0]]), np.array([1])
    assert softmax_cross_entropy(z, y) == 1e4
    np.testing.assert_array_equal(softmax_cross_entropy_gradient(z, y), [[1.0, -1.0]])


def test_float32_stays():
    z, y = np.ones((2, 3), np.float32), np.array([0, 2])
    assert softmax_cross_entropy(z, y, reduction="none").dtype == np.float32
    assert softmax_cross_entropy_gradient(z, y).dtype == np.float32


@pytest.mark.parametrize("label", [-1, 3])
def test_a_label_out_of_range_is_refused(refuses, label):
    with refuses("use 0 … 2"):
        softmax_cross_entropy(np.ones((1, 3)), np.array([label]))


def test_a_share_above_one_and_an_empty_batch_are_refused(refuses):
    with refuses("share in"):
        softmax_cross_entropy(np.ones((1, 3)), np.array([0]), epsilon=1.1)
    with refuses("at least one element"):
        softmax_cross_entropy(np.ones((0, 3)), np.zeros(0, np.int64))
