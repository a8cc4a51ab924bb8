import numpy as np


class StandardScaler:
    def fit(self, X):
        self.mean_ = np.mean(X, axis=0)
        self.std_ = np.std(X, axis=0)
        # relative to the size of the feature, a deviation of a few ulp is none
        tiny = self.std_ <= 10 * np.finfo(float).eps * np.abs(self.mean_)
        self.std_[tiny] = 1.0
        return self

    def transform(self, X):
        return (X - self.mean_) / self.std_

    def inverse_transform(self, Z):
        return self.mean_ + self.std_ * Z


class MinMaxScaler:
    def fit(self, X):
        self.min_, self.max_ = np.min(X, axis=0), np.max(X, axis=0)
        return self

    def _span(self):
        span = self.max_ - self.min_
        return span + (span == 0)

    def transform(self, X):
        return (X - self.min_) / self._span()

    def inverse_transform(self, Z):
        return Z * self._span() + self.min_
