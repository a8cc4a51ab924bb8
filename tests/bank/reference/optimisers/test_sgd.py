import torch

from viva_bank.reference.optimisers.sgd import SGD


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(SGD, lambda p: torch.optim.SGD(p, 0.1), lr=0.1)


def test_the_penalty_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(SGD, lambda p: torch.optim.SGD(p, 0.1, weight_decay=0.3), lr=0.1, l2=0.3)


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(SGD)
