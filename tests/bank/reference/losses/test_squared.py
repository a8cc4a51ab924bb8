import numpy as np
import pytest
import torch

from viva_bank.reference.losses.squared import l2_loss, l2_loss_gradient


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_it_is_pytorchs(rng, reduction):
    y_hat, y = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    t = torch.tensor(y_hat, requires_grad=True)
    loss = torch.nn.functional.mse_loss(t, torch.tensor(y), reduction=reduction)
    loss.sum().backward()
    np.testing.assert_allclose(l2_loss(y_hat, y, reduction), loss.detach().numpy())
    np.testing.assert_allclose(l2_loss_gradient(y_hat, y, reduction), t.grad)


def test_the_mean_is_its_minimiser():
    y = np.array([0.0, 1.0, 2.0, 3.0, 100.0])
    tries = np.linspace(-5, 105, 1101)
    best = tries[np.argmin([l2_loss(np.full(5, c), y) for c in tries])]
    assert best == pytest.approx(21.2)
