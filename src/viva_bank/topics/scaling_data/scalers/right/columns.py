import numpy as np


class StandardScaler:
    def fit(self, X):
        self.pairs = []
        for column in X.T:
            if np.all(column == column[0]):
                self.pairs.append((column[0], 1.0))
            else:
                self.pairs.append((column.mean(), column.std()))
        return self

    def transform(self, X):
        return np.column_stack([(c - a) / s for c, (a, s) in zip(X.T, self.pairs)])

    def inverse_transform(self, Z):
        return np.column_stack([c * s + a for c, (a, s) in zip(Z.T, self.pairs)])


class MinMaxScaler(StandardScaler):
    def fit(self, X):
        self.pairs = [(c.min(), (c.max() - c.min()) or 1.0) for c in X.T]
        return self
