import numpy as np


def rnn_forward(x, h0, W_xh, W_hh, b):
    """x: (T, N, D); h0: (N, H); W_xh: (D, H); W_hh: (H, H); b: (H,).

    Returns all states (T, N, H) and the last one (N, H)."""
    hs = np.empty((len(x), *h0.shape))
    h = h0
    for t in range(len(x)):
        h = np.tanh(x[t] @ W_xh + h @ W_hh + b)
        hs[t] = h
    return hs, h
