import numpy as np


def forward(X, weights, biases):
    H = np.maximum(X @ weights[0] + biases[0], 0)
    return H @ weights[1] + biases[1]
