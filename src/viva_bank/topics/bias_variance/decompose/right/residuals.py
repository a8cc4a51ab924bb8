import numpy as np


def decompose(predictions, f, noise):
    # The spread of the errors is that of the predictions.
    errors = predictions - f
    bias2 = np.mean(errors.mean(axis=0) ** 2)
    error = np.mean(errors**2)
    return bias2, error - bias2, error + noise
