"""Convolution and pooling: shapes, costs, and the layers with their backward passes.

Images are (batch, channel, height, width); kernels (out, in, height, width). What is called
convolution is cross-correlation: the kernel is not flipped.
"""
