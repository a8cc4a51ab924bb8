import torch
from torch import nn


class LSTM(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        bound = hidden_size**-0.5
        self.W = nn.Parameter(torch.empty(input_size, 4 * hidden_size).uniform_(-bound, bound))
        self.U = nn.Parameter(torch.empty(hidden_size, 4 * hidden_size).uniform_(-bound, bound))
        b = torch.zeros(4 * hidden_size)
        b[hidden_size : 2 * hidden_size] = 1
        self.b = nn.Parameter(b)

    def forward(self, x, state=None):
        if state is None:
            zeros = x.new_zeros(x.shape[1], self.hidden_size)
            state = zeros, zeros.clone()
        h, c = state
        out = []
        for step in x:
            i, f, g, o = (step @ self.W + h @ self.U + self.b).chunk(4, dim=1)
            c *= f.sigmoid()
            c += i.sigmoid() * g.tanh()
            h = o.sigmoid() * c.tanh()
            out.append(h)
        return torch.stack(out), (h, c)
