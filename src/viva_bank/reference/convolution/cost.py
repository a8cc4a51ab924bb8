"""Parameters and multiply-adds of convolutional and dense layers.

    convolution  parameters C_out·(C_in/g)·K_h·K_w (+ C_out),  multiply-adds the same without bias
    × H_out·W_out dense        parameters d_in·d_out (+ d_out),              multiply-adds
    d_in·d_out

A convolution's parameters do not depend on the size of the image: only a dense layer after
flattening grows with it. A multiply-add is counted once (some count it as two operations); biases
are not counted.

Source: He and Sun (2015), "Convolutional neural networks at constrained time cost", equation 1;
Howard et al. (2017), "MobileNets", equation 2.
"""

from __future__ import annotations


def conv_parameters(
    c_in: int, c_out: int, kernel: tuple[int, int], bias: bool = True, groups: int = 1
) -> int:
    """Weights and, if asked, biases."""
    if groups < 1 or c_in % groups or c_out % groups:
        raise ValueError(f"{groups} groups do not divide {c_in} and {c_out} channels.")
    return c_out * (c_in // groups) * kernel[0] * kernel[1] + c_out * bias


def conv_multiply_adds(
    c_in: int, c_out: int, kernel: tuple[int, int], out: tuple[int, int], groups: int = 1
) -> int:
    """For one image; `out` is the output's height and width."""
    return conv_parameters(c_in, c_out, kernel, bias=False, groups=groups) * out[0] * out[1]


def dense_parameters(d_in: int, d_out: int, bias: bool = True) -> int:
    """Weights and, if asked, biases."""
    if d_in < 1 or d_out < 1:
        raise ValueError(f"d_in is {d_in}, d_out {d_out}: give at least 1 of each.")
    return d_in * d_out + d_out * bias


def dense_multiply_adds(d_in: int, d_out: int) -> int:
    """For one example."""
    return dense_parameters(d_in, d_out, bias=False)
