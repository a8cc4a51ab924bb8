import torch

from viva_bank.reference.activations.mish import mish, mish_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(mish, mish_backward, torch.nn.functional.mish)
