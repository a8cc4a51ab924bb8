import numpy as np


class StandardScaler:
    """Zero mean, unit variance per column (feature) of the data given to fit."""

    def fit(self, X):
        """X: (N, D). Returns self."""
        return self

    def transform(self, X):
        """X: (M, D). Returns a new (M, D)."""
        return X

    def inverse_transform(self, Z):
        """Z: (M, D). Returns a new (M, D)."""
        return Z


class MinMaxScaler(StandardScaler):
    """[0, 1] per column (feature) of the data given to fit."""
