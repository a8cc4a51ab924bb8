import numpy as np
import torch

from viva_bank.reference.normalisation.rms_norm import rms_norm_backward, rms_norm_forward


def test_it_is_pytorchs_forward_and_backward(rng):
    x, dy, gamma = rng.normal(size=(2, 3, 5)), rng.normal(size=(2, 3, 5)), rng.normal(size=5)
    tx, tg = torch.tensor(x, requires_grad=True), torch.tensor(gamma, requires_grad=True)
    y = torch.nn.functional.rms_norm(tx, (5,), tg, eps=1e-5)
    y.backward(torch.tensor(dy))
    ours, cache = rms_norm_forward(x, gamma)
    np.testing.assert_allclose(ours, y.detach().numpy(), atol=1e-12)
    dx, dgamma = rms_norm_backward(dy, cache)
    np.testing.assert_allclose(dx, tx.grad, atol=1e-12)
    np.testing.assert_allclose(dgamma, tg.grad, atol=1e-12)


def test_the_mean_is_left_alone():
    y, _ = rms_norm_forward(np.array([[3.0, 4.0]]), np.ones(2), eps=0.0)
    np.testing.assert_allclose(y, np.array([[3, 4]]) / np.sqrt(12.5))


def test_a_parameter_of_another_length_is_refused(refuses):
    with refuses("one number per feature"):
        rms_norm_forward(np.ones((2, 3)), np.ones(2))
