import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from viva_bank.reference.losses.huber import (
    huber_loss,
    huber_loss_gradient,
    smooth_l1_loss,
    smooth_l1_loss_gradient,
)

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6)
thresholds = st.floats(0.01, 50)


@given(values=numbers, threshold=thresholds, reduction=st.sampled_from(["mean", "sum", "none"]))
def test_both_are_pytorchs(values, threshold, reduction):
    y_hat = np.array(values)
    y = np.linspace(-2, 3, len(values))
    for ours, gradient, oracle in (
        (huber_loss, huber_loss_gradient, torch.nn.functional.huber_loss),
        (smooth_l1_loss, smooth_l1_loss_gradient, torch.nn.functional.smooth_l1_loss),
    ):
        t = torch.tensor(y_hat, requires_grad=True)
        name = "delta" if "huber" in oracle.__name__ else "beta"
        loss = oracle(t, torch.tensor(y), reduction=reduction, **{name: threshold})
        loss.sum().backward()
        np.testing.assert_allclose(ours(y_hat, y, threshold, reduction), loss.detach().numpy())
        np.testing.assert_allclose(gradient(y_hat, y, threshold, reduction), t.grad, atol=1e-300)


def test_an_infinite_residual_has_an_infinite_loss_and_a_bounded_pull():
    y_hat, y = np.array([1e300]), np.array([0.0])
    with np.errstate(all="raise"):
        assert huber_loss(y_hat, y, 2.0) == pytest.approx(2e300)
        assert huber_loss_gradient(y_hat, y, 2.0) == 2.0


@pytest.mark.parametrize(
    "loss", [huber_loss, huber_loss_gradient, smooth_l1_loss, smooth_l1_loss_gradient]
)
def test_a_threshold_of_zero_is_refused(refuses, loss):
    with refuses("above 0"):
        loss(np.ones(2), np.ones(2), 0.0)
