import numpy as np
import pytest
import torch

from viva_bank.reference.training.gradient_descent import gradient_descent
from viva_bank.reference.training.minibatch_sgd import minibatch_sgd


def mean_gradient(theta, X, y):
    return 2 * X.T @ (X @ theta - y) / len(X)


@pytest.fixture
def problem(rng):
    X = rng.normal(size=(50, 3))
    return X, X @ np.array([1.0, -2.0, 0.5]) + 0.1 * rng.normal(size=50)


def test_the_full_batch_is_gradient_descent(rng, problem):
    X, y = problem
    path = minibatch_sgd(mean_gradient, np.zeros(3), X, y, 0.1, 20, 50, rng)
    plain = gradient_descent(lambda theta: mean_gradient(theta, X, y), np.zeros(3), 0.1, 20)
    np.testing.assert_allclose(path, plain, atol=1e-13)


def test_it_is_pytorch_fed_with_the_same_batches(rng, problem):
    X, y = problem
    twin = np.random.default_rng(3)
    path = minibatch_sgd(mean_gradient, np.zeros(3), X, y, 0.05, 2, 8, np.random.default_rng(3))
    theta = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimiser, t = torch.optim.SGD([theta], 0.05), 0
    for _ in range(2):
        order = twin.permutation(50)
        for start in range(0, 50, 8):
            chosen = order[start : start + 8]
            optimiser.zero_grad()
            residual = torch.tensor(X[chosen]) @ theta - torch.tensor(y[chosen])
            (residual**2).mean().backward()
            optimiser.step()
            t += 1
            np.testing.assert_allclose(path[t], theta.detach().numpy(), atol=1e-12)
    assert len(path) == t + 1 == 15


def test_the_gradient_noise_falls_as_one_over_the_batch(rng, problem):
    X, y = problem
    theta = np.zeros(3)

    def noise(B):
        draws = [
            mean_gradient(theta, X[i], y[i])
            for i in (rng.integers(50, size=B) for _ in range(3000))
        ]
        return np.var(draws, axis=0).sum()

    assert noise(4) / noise(16) == pytest.approx(4, rel=0.2)
