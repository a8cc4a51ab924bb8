import numpy as np


class BatchNorm:
    def __init__(self, features, eps=1e-5, momentum=0.1):
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)
        self.eps, self.momentum, self.training = eps, momentum, True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        if self.training and len(x) < 2:
            raise ValueError
        y = self.gamma * (x - self.running_mean) / np.sqrt(self.running_var + self.eps) + self.beta
        if self.training:
            m = self.momentum
            self.running_mean = (1 - m) * self.running_mean + m * x.mean(0)
            self.running_var = (1 - m) * self.running_var + m * x.var(0, ddof=1)
        return y
