import numpy as np


class BatchNorm:
    """Batch norm over (N, D). Attributes of shape (D,): gamma, beta, running_mean, running_var."""

    def __init__(self, features, eps=1e-5, momentum=0.1):
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)
        self.eps, self.momentum, self.training = eps, momentum, True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        """x: (N, D). Returns y: (N, D)."""
        if self.training:
            if len(x) < 2:
                raise ValueError("batch norm needs at least two examples to train")
            mean, var = x.mean(axis=0), x.var(axis=0)
            unbiased = x.var(axis=0, ddof=1)
            keep = 1 - self.momentum
            self.running_mean = keep * self.running_mean + self.momentum * mean
            self.running_var = keep * self.running_var + self.momentum * unbiased
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
