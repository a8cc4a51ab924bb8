import numpy as np


def fit(X, y, lr, steps):
    n, d = X.shape
    w, b, losses = [0.0] * d, 0.0, []
    for _ in range(steps):
        dw, db, loss = [0.0] * d, 0.0, 0.0
        for i in range(n):
            r = sum(w[j] * X[i, j] for j in range(d)) + b - y[i]
            loss += r * r / n
            db += 2 * r / n
            for j in range(d):
                dw[j] += 2 * r * X[i, j] / n
        losses.append(loss)
        w = [w[j] - lr * dw[j] for j in range(d)]
        b -= lr * db
    return np.array(w), b, losses
