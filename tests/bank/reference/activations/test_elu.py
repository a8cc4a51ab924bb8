import torch

from viva_bank.reference.activations.elu import elu, elu_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(elu, elu_backward, torch.nn.functional.elu)


def test_alpha_is_the_floor(same_as_torch):
    same_as_torch(
        lambda x: elu(x, 1.7),
        lambda dy, x: elu_backward(dy, x, 1.7),
        lambda t: torch.nn.functional.elu(t, 1.7),
    )
