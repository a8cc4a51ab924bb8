import torch
from torch import nn


class MyBatchNorm2d(nn.Module):
    """Batch norm of (N, C, H, W); weight, bias, running_mean, running_var have shape (C,)."""

    def __init__(self, channels, eps=1e-5, momentum=0.1):
        super().__init__()

    def forward(self, x):
        return x
