"""How large the output of a convolution or pooling is, along one axis.

    convolution             ⌊(W + 2P − D·(K − 1) − 1)/S⌋ + 1        (D = 1: ⌊(W − K + 2P)/S⌋ + 1)
    transposed convolution  (W − 1)·S − 2P + D·(K − 1) + P_out + 1

Source: Dumoulin and Visin (2016), "A guide to convolution arithmetic for deep learning",
relationships 6, 14 and 15.
"""

from __future__ import annotations


def output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """The number of places where the (dilated) kernel fits. ValueError if there is none."""
    _refuse(size, kernel, stride, padding, dilation)
    reach = dilation * (kernel - 1) + 1
    if reach > size + 2 * padding:
        raise ValueError(
            f"The kernel reaches over {reach} and the padded input has {size + 2 * padding}: "
            "give a smaller kernel or more padding."
        )
    return (size + 2 * padding - reach) // stride + 1


def transposed_output_size(
    size: int,
    kernel: int,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    dilation: int = 1,
) -> int:
    """The size that a convolution with these numbers would turn back into `size`."""
    _refuse(size, kernel, stride, padding, dilation)
    if not 0 <= output_padding < max(stride, dilation):
        raise ValueError(f"output_padding is {output_padding}: keep it below stride or dilation.")
    result = (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1
    if result < 1:
        raise ValueError(f"The output would have size {result}: give less padding.")
    return result


def same_padding(kernel: int, dilation: int = 1) -> int:
    """The padding that keeps the size at stride 1. ValueError if the reach is even."""
    twice = dilation * (kernel - 1)
    if twice % 2:
        raise ValueError(f"A kernel of {kernel} needs unequal padding: give an odd kernel.")
    return twice // 2


def _refuse(size: int, kernel: int, stride: int, padding: int, dilation: int) -> None:
    if min(size, kernel, stride, dilation) < 1 or padding < 0:
        raise ValueError(
            f"size {size}, kernel {kernel}, stride {stride}, padding {padding}, "
            f"dilation {dilation}: "
            "give at least 1 each, and a padding of 0 or more."
        )
