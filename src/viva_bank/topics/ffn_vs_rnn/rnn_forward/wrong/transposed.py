import numpy as np


def rnn_forward(x, h0, W_xh, W_hh, b):
    hs = np.empty((len(x), *h0.shape))
    h = h0
    for t in range(len(x)):
        h = np.tanh(x[t] @ W_xh + h @ W_hh.T + b)
        hs[t] = h
    return hs, h
