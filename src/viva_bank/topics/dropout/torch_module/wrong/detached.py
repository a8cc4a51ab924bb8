import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(p)
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        if self.p == 1:
            return x * 0
        scaled = x / (1 - self.p)
        with torch.no_grad():
            out = scaled * (torch.rand(x.shape) >= self.p)
        return out + 0 * x
