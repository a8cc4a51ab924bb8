import numpy as np
import torch

from viva_bank.reference.regularisation.penalties import (
    l1_penalty,
    l1_penalty_gradient,
    l2_penalty,
    l2_penalty_gradient,
    soft_threshold,
)


def test_values_and_gradients_are_autograds(rng):
    w = rng.normal(size=(3, 2))
    for penalty, gradient, oracle in (
        (l1_penalty, l1_penalty_gradient, lambda t: 0.7 * t.abs().sum()),
        (l2_penalty, l2_penalty_gradient, lambda t: 0.35 * (t**2).sum()),
    ):
        t = torch.tensor(w, requires_grad=True)
        value = oracle(t)
        value.backward()
        np.testing.assert_allclose(penalty(w, 0.7), value.item())
        np.testing.assert_allclose(gradient(w, 0.7), t.grad)


def test_the_soft_threshold_is_pytorchs_and_the_minimiser(rng):
    w = np.concatenate([rng.normal(size=20), [0.3, -0.3, 0.0]])
    u = soft_threshold(w, 0.3)
    np.testing.assert_allclose(u, torch.nn.functional.softshrink(torch.tensor(w), 0.3), atol=1e-15)
    tried = np.linspace(-4, 4, 80_001)
    for w_i, u_i in zip(w, u, strict=True):
        best = tried[np.argmin(0.5 * (tried - w_i) ** 2 + 0.3 * np.abs(tried))]
        assert abs(best - u_i) <= 1.1e-4


def test_it_gives_exact_zeros_where_a_gradient_step_gives_none(rng):
    w = rng.normal(size=50)
    assert (soft_threshold(w, 0.5) == 0).any()
    assert (w - l1_penalty_gradient(w, 0.5) != 0).all()


def test_a_negative_threshold_is_refused(refuses):
    with refuses("0 or more"):
        soft_threshold(np.ones(1), -1.0)
