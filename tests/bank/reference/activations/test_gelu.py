import numpy as np
import torch

from viva_bank.reference.activations.gelu import (
    gelu,
    gelu_backward,
    gelu_tanh,
    gelu_tanh_backward,
)


def test_it_is_pytorchs_function_and_gradient(same_as_torch):
    same_as_torch(gelu, gelu_backward, torch.nn.functional.gelu)


def test_the_tanh_form_is_pytorchs(same_as_torch):
    same_as_torch(
        gelu_tanh,
        gelu_tanh_backward,
        lambda t: torch.nn.functional.gelu(t, approximate="tanh"),
        np.linspace(-6, 6, 121).reshape(11, 11),
        atol32=1e-5,  # PyTorch takes 1 + tanh u, which cancels in the tail; ours does not
    )


def test_the_two_forms_differ_by_less_than_five_in_ten_thousand():
    x = np.linspace(-8, 8, 100_001)
    gap = np.abs(gelu(x) - gelu_tanh(x))
    assert 4.7e-4 < gap.max() < 4.8e-4
    assert 2.69 < abs(x[gap.argmax()]) < 2.71
