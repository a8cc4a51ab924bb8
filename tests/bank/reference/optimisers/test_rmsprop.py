import torch

from viva_bank.reference.optimisers.rmsprop import RMSProp


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(
        RMSProp, lambda p: torch.optim.RMSprop(p, 0.02, alpha=0.9), lr=0.02, rho=0.9
    )


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(RMSProp)
