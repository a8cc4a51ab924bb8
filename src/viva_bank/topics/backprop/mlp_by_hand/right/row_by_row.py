import numpy as np


def loss_and_gradients(X, Y, W1, b1, W2, b2):
    grads = [np.zeros_like(p) for p in (W1, b1, W2, b2)]
    loss = 0.0
    for x, y in zip(X, Y):
        z = W1.T @ x + b1
        h = np.clip(z, 0, None)
        r = W2.T @ h + b2 - y
        loss += r @ r
        d_out = 2 * r
        d_hidden = (W2 @ d_out) * (z > 0)
        for total, part in zip(grads, (np.outer(x, d_hidden), d_hidden, np.outer(h, d_out), d_out)):
            total += part
    return (loss / Y.size, *(g / Y.size for g in grads))
