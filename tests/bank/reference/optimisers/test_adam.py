import numpy as np
import torch

from viva_bank.reference.optimisers.adam import Adam


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(
        Adam, lambda p: torch.optim.Adam(p, 0.03, betas=(0.8, 0.95)), lr=0.03, beta1=0.8, beta2=0.95
    )


def test_the_penalty_inside_the_gradient_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(
        Adam, lambda p: torch.optim.Adam(p, 0.03, weight_decay=0.2), lr=0.03, l2=0.2
    )


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(Adam)


def test_the_first_step_is_the_rate_whatever_the_gradient():
    for g in (1e-3, 1e3):
        (moved,) = Adam(0.1, eps=1e-12).step([np.zeros(1)], [np.array([g])])
        np.testing.assert_allclose(moved, -0.1, rtol=1e-6)


def test_a_share_of_one_is_refused(refuses):
    with refuses("beta2 is 1.0"):
        Adam(0.1, beta2=1.0)
