import numpy as np


class StandardScaler:
    def fit(self, X):
        self.a = X.mean()
        self.s = X.std() or 1
        return self

    def transform(self, X):
        return (X - self.a) / self.s

    def inverse_transform(self, Z):
        return Z * self.s + self.a


class MinMaxScaler(StandardScaler):
    def fit(self, X):
        self.a = X.min()
        self.s = (X.max() - self.a) or 1
        return self

    def inverse_transform(self, Z):
        return Z * self.s
