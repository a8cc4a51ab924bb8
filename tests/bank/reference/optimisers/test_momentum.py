import numpy as np
import torch

from viva_bank.reference.optimisers.momentum import Momentum


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(Momentum, lambda p: torch.optim.SGD(p, 0.05, momentum=0.8), lr=0.05, mu=0.8)


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(Momentum)


def test_at_a_constant_rate_it_is_sutskevers_form(rng):
    optimiser, theta = Momentum(0.1, 0.9), np.zeros(2)
    published, v = np.zeros(2), np.zeros(2)
    for _ in range(20):
        g = rng.normal(size=2)
        (theta,) = optimiser.step([theta], [g])
        v = 0.9 * v - 0.1 * g
        published = published + v
        np.testing.assert_allclose(theta, published, atol=1e-13)


def test_a_momentum_of_one_is_refused(refuses):
    with refuses("mu is 1.0"):
        Momentum(0.1, 1.0)
