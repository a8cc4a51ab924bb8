import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from viva_bank.reference.convolution.shape import (
    output_size,
    same_padding,
    transposed_output_size,
)

numbers = {
    "size": st.integers(1, 20),
    "kernel": st.integers(1, 6),
    "stride": st.integers(1, 4),
    "padding": st.integers(0, 4),
    "dilation": st.integers(1, 3),
}


@given(**numbers)
def test_it_is_pytorchs_and_fails_where_pytorch_does(size, kernel, stride, padding, dilation):
    x, w = torch.zeros(1, 1, size), torch.zeros(1, 1, kernel)
    try:
        y = torch.nn.functional.conv1d(x, w, None, stride, padding, dilation)
    except RuntimeError:
        with pytest.raises(ValueError, match="smaller kernel or more padding"):
            output_size(size, kernel, stride, padding, dilation)
    else:
        assert output_size(size, kernel, stride, padding, dilation) == y.shape[2]


@given(**numbers, extra=st.integers(0, 3))
def test_transposed_it_is_pytorchs(size, kernel, stride, padding, dilation, extra):
    x, w = torch.zeros(1, 1, size), torch.zeros(1, 1, kernel)
    args = (size, kernel, stride, padding, extra, dilation)
    try:
        y = torch.nn.functional.conv_transpose1d(x, w, None, stride, padding, extra, 1, dilation)
    except RuntimeError:
        with pytest.raises(ValueError, match=r"less padding|keep it below"):
            transposed_output_size(*args)
    else:
        if y.shape[2] > 0:
            assert transposed_output_size(*args) == y.shape[2]


def test_same_padding_keeps_the_size(refuses):
    for kernel, dilation in ((1, 1), (3, 1), (5, 2), (2, 2)):
        assert output_size(17, kernel, 1, same_padding(kernel, dilation), dilation) == 17
    with refuses("odd kernel"):
        same_padding(4)


def test_a_stride_of_zero_is_refused(refuses):
    with refuses("at least 1 each"):
        output_size(5, 3, stride=0)
