import numpy as np


class StandardScaler:
    def fit(self, X):
        varies = X.max(axis=0) > X.min(axis=0)
        self.a = np.where(varies, X.mean(axis=0), X[0])
        self.s = np.where(varies, X.std(axis=0), 1)

    def transform(self, X):
        return (X - self.a) / self.s

    def inverse_transform(self, Z):
        return Z * self.s + self.a


class MinMaxScaler(StandardScaler):
    def fit(self, X):
        self.a = X.min(axis=0)
        span = X.max(axis=0) - self.a
        self.s = np.where(span > 0, span, 1)
