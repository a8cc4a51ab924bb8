import pytest
import torch

from viva_bank.reference.convolution.cost import (
    conv_multiply_adds,
    conv_parameters,
    dense_multiply_adds,
    dense_parameters,
)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(
    ("c_in", "c_out", "kernel", "groups"), [(3, 8, (3, 5), 1), (6, 12, (1, 3), 3)]
)
def test_the_parameters_are_those_of_pytorchs_modules(c_in, c_out, kernel, groups, bias):
    conv = torch.nn.Conv2d(c_in, c_out, kernel, groups=groups, bias=bias)
    assert conv_parameters(c_in, c_out, kernel, bias, groups) == sum(
        p.numel() for p in conv.parameters()
    )
    linear = torch.nn.Linear(c_in, c_out, bias=bias)
    assert dense_parameters(c_in, c_out, bias) == sum(p.numel() for p in linear.parameters())


def test_the_multiply_adds_are_half_of_pytorchs_counted_flops():
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        y = torch.nn.Conv2d(3, 8, 3, padding=1, bias=False)(torch.zeros(1, 3, 10, 12))
    assert 2 * conv_multiply_adds(3, 8, (3, 3), tuple(y.shape[2:])) == counter.get_total_flops()
    with FlopCounterMode(display=False) as counter:
        torch.nn.Linear(7, 5, bias=False)(torch.zeros(1, 7))
    assert 2 * dense_multiply_adds(7, 5) == counter.get_total_flops()


def test_published_figures():
    # VGG-16's first dense layer, and the 28×28×192 → 3×3×128 example.
    assert dense_parameters(7 * 7 * 512, 4096, bias=False) == 102_760_448
    assert conv_parameters(192, 128, (3, 3), bias=False) == 221_184
    assert conv_multiply_adds(192, 128, (3, 3), (28, 28)) == 173_408_256


def test_groups_that_do_not_divide_are_refused(refuses):
    with refuses("do not divide"):
        conv_parameters(6, 8, (3, 3), groups=4)
    with refuses("at least 1"):
        dense_parameters(0, 3)
