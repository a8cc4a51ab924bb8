import torch

from viva_bank.reference.activations.leaky_relu import leaky_relu, leaky_relu_backward


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(
        leaky_relu, leaky_relu_backward, lambda t: torch.nn.functional.leaky_relu(t, 0.01)
    )


def test_any_slope(same_as_torch):
    same_as_torch(
        lambda x: leaky_relu(x, 0.3),
        lambda dy, x: leaky_relu_backward(dy, x, 0.3),
        lambda t: torch.nn.functional.leaky_relu(t, 0.3),
    )
