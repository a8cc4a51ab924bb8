import numpy as np


def sgd(X, y, w, lr, epochs, batch_size, rng):
    w = w.copy()
    for _ in range(epochs):
        order = rng.permutation(len(y))
        X_epoch, y_epoch = X[order], y[order]
        cuts = np.arange(batch_size, len(y), batch_size)
        for X_batch, y_batch in zip(np.split(X_epoch, cuts), np.split(y_epoch, cuts)):
            w -= lr * np.mean(2 * (X_batch @ w - y_batch)[:, None] * X_batch, axis=0)
    return w
