import torch
import torch.nn as nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not (p >= 0 and p <= 1):
            raise ValueError(p)
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        dropped = torch.rand(x.shape, device=x.device) < self.p
        scale = 1 / max(1 - self.p, 1e-12)
        return torch.where(dropped, torch.zeros_like(x), x * scale if self.p < 1 else x)

    def extra_repr(self):
        return f"p={self.p}"
