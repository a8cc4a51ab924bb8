import torch


class LSTM(torch.nn.Module):
    """Parameters W (D, 4H), U (H, 4H), b (4H,); blocks in the order i, f, g, o."""

    def __init__(self, input_size, hidden_size):
        super().__init__()

    def forward(self, x, state=None):
        """x: (T, N, D); state: (h, c), each (N, H). Returns (T, N, H) and the last (h, c)."""
        return x, state
