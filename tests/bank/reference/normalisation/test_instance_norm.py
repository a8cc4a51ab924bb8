import numpy as np
import torch

from viva_bank.reference.normalisation.instance_norm import (
    instance_norm_backward,
    instance_norm_forward,
)


def test_it_is_pytorchs_forward_and_backward(rng):
    x, dy = rng.normal(1, 3, size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 4, 5))
    gamma, beta = rng.normal(size=3), rng.normal(size=3)
    tx, tg, tb = (torch.tensor(v, requires_grad=True) for v in (x, gamma, beta))
    y = torch.nn.functional.instance_norm(tx, weight=tg, bias=tb)
    y.backward(torch.tensor(dy))
    ours, cache = instance_norm_forward(x, gamma, beta)
    np.testing.assert_allclose(ours, y.detach().numpy(), atol=1e-10)
    for mine, theirs in zip(instance_norm_backward(dy, cache), (tx, tg, tb), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-10)


def test_contrast_and_brightness_of_a_picture_do_not_matter(rng):
    x, one, zero = rng.normal(size=(1, 2, 8, 8)), np.ones(2), np.zeros(2)
    y, _ = instance_norm_forward(x, one, zero, eps=0.0)
    brighter, _ = instance_norm_forward(5 * x + 3, one, zero, eps=0.0)
    np.testing.assert_allclose(y, brighter, atol=1e-12)


def test_a_single_pixel_is_refused(refuses):
    with refuses("at least 2 values"):
        instance_norm_forward(np.ones((4, 2, 1, 1)), np.ones(2), np.zeros(2))
