import numpy as np


class StandardScaler:
    def fit(self, X):
        varies = X.max(axis=0) > X.min(axis=0)
        self.a = np.where(varies, X.mean(axis=0), X[0])
        self.s = np.where(varies, X.std(axis=0), 1)
        return self

    def transform(self, X):
        return (X - self.a) / self.s

    def inverse_transform(self, Z):
        return Z * self.s + self.a


class MinMaxScaler(StandardScaler):
    low, high = np.inf, -np.inf

    def fit(self, X):
        self.low = np.minimum(self.low, X.min(axis=0))
        self.high = np.maximum(self.high, X.max(axis=0))
        span = self.high - self.low
        self.a, self.s = self.low, np.where(span > 0, span, 1)
        return self
