import math

import torch
from torch import nn


class LSTM(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.W = nn.Parameter(torch.empty(input_size, 4 * hidden_size))
        self.U = nn.Parameter(torch.empty(hidden_size, 4 * hidden_size))
        self.b = nn.Parameter(torch.empty(4 * hidden_size))
        bound = 1 / math.sqrt(hidden_size)
        nn.init.uniform_(self.W, -bound, bound)
        nn.init.uniform_(self.U, -bound, bound)
        with torch.no_grad():
            self.b.zero_()
            self.b[hidden_size : 2 * hidden_size].fill_(1.0)

    def forward(self, x, state=None):
        H = self.U.shape[0]
        if state is None:
            h = torch.zeros(x.shape[1], H, dtype=x.dtype, device=x.device)
            c = torch.zeros_like(h)
        else:
            h, c = state
        projected = nn.functional.linear(x, self.W.T, self.b)
        hs = []
        for t in range(x.shape[0]):
            z = projected[t] + h @ self.U
            gates = torch.sigmoid(z)
            g = torch.tanh(z[:, 2 * H : 3 * H])
            c = gates[:, H : 2 * H] * c + gates[:, :H] * g
            h = gates[:, 3 * H :] * torch.tanh(c)
            hs.append(h.unsqueeze(0))
        return torch.cat(hs, dim=0), (h, c)
