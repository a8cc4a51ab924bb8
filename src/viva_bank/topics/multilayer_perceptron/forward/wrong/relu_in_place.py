import numpy as np


def forward(X, weights, biases):
    H = X
    for l, (W, b) in enumerate(zip(weights, biases)):
        if l:
            H[H < 0] = 0
        H = H @ W
        H += b
        b -= b                       # "already added"
    return H
