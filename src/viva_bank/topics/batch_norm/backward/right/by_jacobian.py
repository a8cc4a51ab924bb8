import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    n, d = x.shape
    dx = np.zeros((n, d))
    dgamma = np.zeros(d)
    for j in range(d):
        std = np.sqrt(np.var(x[:, j]) + eps)
        x_hat = (x[:, j] - np.mean(x[:, j])) / std
        jacobian = (np.eye(n) - 1 / n - np.outer(x_hat, x_hat) / n) / std
        dx[:, j] = jacobian @ (gamma[j] * dy[:, j])
        dgamma[j] = dy[:, j] @ x_hat
    return [dx, dgamma, dy.sum(axis=0)]
