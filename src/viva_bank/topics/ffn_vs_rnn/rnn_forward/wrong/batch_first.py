import numpy as np


def rnn_forward(x, h0, W_xh, W_hh, b):
    steps = x.shape[1]
    h = np.zeros((x.shape[0], h0.shape[1]))
    h[: len(h0)] = h0[: len(h)]
    hs = np.empty((x.shape[0], steps, h0.shape[1]))
    for t in range(steps):
        h = np.tanh(x[:, t] @ W_xh + h @ W_hh + b)
        hs[:, t] = h
    return hs, h
