"""Normalisation of activations and weights, forward and backward; knows no network.

What differs between the members is the axes that share a mean and a variance, for x of shape
(N, C, H, W): batch (N, H, W), layer (C, H, W), instance (H, W), group (C/G, H, W).
"""
