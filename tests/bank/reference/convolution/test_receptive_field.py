import pytest
import torch

from viva_bank.reference.convolution.receptive_field import Layer, receptive_field

STACKS = [
    [Layer(3)],
    [Layer(3), Layer(3), Layer(3)],
    [Layer(7, 2), Layer(3, 2), Layer(3)],
    [Layer(3, 1, 1), Layer(3, 1, 2), Layer(3, 1, 4)],
    [Layer(1), Layer(2, 2), Layer(5, 3, 2)],
]


@pytest.mark.parametrize("stack", STACKS)
def test_it_is_the_reach_of_a_gradient_through_pytorchs_convolutions(stack):
    x = torch.zeros(1, 1, 200, dtype=torch.float64, requires_grad=True)
    y = x
    for s in stack:
        w = torch.ones(1, 1, s.kernel, dtype=torch.float64)
        y = torch.nn.functional.conv1d(y, w, None, s.stride, 0, s.dilation)
    y[0, 0, y.shape[2] // 2].backward()
    reached = torch.nonzero(x.grad[0, 0]).ravel()
    assert receptive_field(stack) == reached[-1] - reached[0] + 1


def test_three_threes_see_a_seven_and_nothing_sees_one():
    assert receptive_field([Layer(3)] * 3) == receptive_field([Layer(7)]) == 7
    assert receptive_field([]) == 1


def test_a_stride_of_zero_is_refused(refuses):
    with refuses("at least 1"):
        receptive_field([Layer(3, 0)])
