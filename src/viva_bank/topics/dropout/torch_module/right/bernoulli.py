import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError("drop probability must be between 0 and 1")
        self.p = p

    def forward(self, x):
        if self.training and self.p > 0:
            keep = 1.0 - self.p
            mask = torch.bernoulli(torch.full_like(x, keep, dtype=torch.float32))
            if keep > 0:
                mask = mask / keep
            return x * mask.to(x.dtype)
        return x
