import numpy as np
import pytest
import torch

from viva_bank.reference.losses.absolute import l1_loss, l1_loss_gradient


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_it_is_pytorchs(rng, reduction):
    y_hat, y = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    y_hat[0, 0] = y[0, 0]  # the kink: PyTorch too takes 0 here
    t = torch.tensor(y_hat, requires_grad=True)
    loss = torch.nn.functional.l1_loss(t, torch.tensor(y), reduction=reduction)
    loss.sum().backward()
    np.testing.assert_allclose(l1_loss(y_hat, y, reduction), loss.detach().numpy())
    np.testing.assert_allclose(l1_loss_gradient(y_hat, y, reduction), t.grad)


def test_the_median_is_its_minimiser():
    y = np.array([0.0, 1.0, 2.0, 3.0, 100.0])
    tries = np.linspace(-5, 105, 1101)
    best = tries[np.argmin([l1_loss(np.full(5, c), y) for c in tries])]
    assert best == pytest.approx(2.0)
