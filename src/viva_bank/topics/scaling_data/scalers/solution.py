import numpy as np


class _Scaler:
    """Subtracts self.shift and divides by self.scale, both of shape (D,)."""

    def transform(self, X):
        """X: (M, D). Returns a new (M, D)."""
        return (X - self.shift) / self.scale

    def inverse_transform(self, Z):
        """Z: (M, D). Returns a new (M, D)."""
        return Z * self.scale + self.shift


class StandardScaler(_Scaler):
    """Zero mean, unit variance per column (feature) of the data given to fit."""

    def fit(self, X):
        """X: (N, D). Returns self."""
        # The extremes are exact; a computed deviation of a constant column need not be 0.
        varies = X.max(axis=0) > X.min(axis=0)
        self.shift = np.where(varies, X.mean(axis=0), X[0])
        self.scale = np.where(varies, X.std(axis=0), 1)
        return self


class MinMaxScaler(_Scaler):
    """[0, 1] per column (feature) of the data given to fit."""

    def fit(self, X):
        """X: (N, D). Returns self."""
        self.shift = X.min(axis=0)
        span = X.max(axis=0) - self.shift
        self.scale = np.where(span > 0, span, 1)
        return self
