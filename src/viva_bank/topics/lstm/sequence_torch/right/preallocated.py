import torch
from torch import nn


class LSTM(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        k = hidden_size**-0.5
        self.W = nn.Parameter((2 * torch.rand(input_size, 4 * hidden_size) - 1) * k)
        self.U = nn.Parameter((2 * torch.rand(hidden_size, 4 * hidden_size) - 1) * k)
        z, o = torch.zeros(hidden_size), torch.ones(hidden_size)
        self.b = nn.Parameter(torch.cat([z, o, z, z]))

    def forward(self, x, state=None):
        size = self.b.numel() // 4
        out = x.new_empty(x.shape[0], x.shape[1], size)
        h, c = state or (x.new_zeros(x.shape[1], size), x.new_zeros(x.shape[1], size))
        for t, step in enumerate(x):
            i, f, g, o = torch.split(step @ self.W + h @ self.U + self.b, size, dim=-1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
            out[t] = h
        return out, (h, c)
