"""How weights start, and how to tell whether they started well; knows no training.

A dense weight has the shape (fan_in, fan_out), so that y = x W + b; a convolution kernel has
(out, in, *kernel).
"""
