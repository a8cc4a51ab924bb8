import numpy as np
import torch

from viva_bank.reference.optimisers.adadelta import AdaDelta


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(AdaDelta, lambda p: torch.optim.Adadelta(p, 1.0, rho=0.9), lr=1.0, rho=0.9)


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(AdaDelta)


def test_the_first_step_is_tiny_whatever_the_gradient():
    (moved,) = AdaDelta(eps=1e-6).step([np.zeros(1)], [np.full(1, 50.0)])
    np.testing.assert_allclose(moved, -np.sqrt(1e-6 / 0.1), rtol=1e-6)
