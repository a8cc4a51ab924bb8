import numpy as np


class StandardScaler:
    def fit(self, X):
        self.a, s = X.mean(axis=0), X.std(axis=0)
        self.s = np.where(s == 0, 1, s)
        return self

    def transform(self, X):
        return (X - self.a) / self.s

    def inverse_transform(self, Z):
        return Z * self.s + self.a


class MinMaxScaler(StandardScaler):
    def fit(self, X):
        self.a, s = X.min(axis=0), np.ptp(X, axis=0)
        self.s = np.where(s == 0, 1, s)
        return self
