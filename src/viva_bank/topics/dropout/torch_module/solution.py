import torch
from torch import nn


class Dropout(nn.Module):
    """Drops entries with probability p while training; the identity in evaluation."""

    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"p is {p}, which is not in [0, 1]")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        if self.p == 1:
            return x * 0
        keep = torch.rand(x.shape, device=x.device) >= self.p
        return x * keep / (1 - self.p)
