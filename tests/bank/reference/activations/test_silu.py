import torch

from viva_bank.reference.activations.silu import silu, silu_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(silu, silu_backward, torch.nn.functional.silu)


def test_swish_with_any_beta(same_as_torch):
    same_as_torch(
        lambda x: silu(x, 2.5),
        lambda dy, x: silu_backward(dy, x, 2.5),
        lambda t: t * torch.sigmoid(2.5 * t),
    )
