import numpy as np
import torch

from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.recurrent.forecaster import Forecaster


def test_loss_and_gradients_are_pytorchs(rng):
    model, X = Forecaster(2, 5, rng), rng.normal(size=(7, 3, 2))
    W, U, b, V, v = (torch.tensor(p, requires_grad=True) for p in model.params)
    h, losses = torch.zeros(3, 5, dtype=torch.float64), []
    for t in range(6):
        h = torch._VF.rnn_tanh_cell(torch.tensor(X[t]), h, W.T, U.T, b, torch.zeros_like(b))
        losses.append(((h @ V + v - torch.tensor(X[t + 1])) ** 2).mean())
    oracle = torch.stack(losses).mean()
    oracle.backward()
    loss, grads = model.loss_and_gradients(X)
    np.testing.assert_allclose(loss, oracle.item())
    for mine, theirs in zip(grads, (W, U, b, V, v), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-12)


def test_it_learns_a_sine_and_goes_on_with_it(rng):
    model, optimiser = Forecaster(1, 16, rng), Adam(0.01)
    starts = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    X = np.sin(0.4 * np.arange(40)[:, None] + starts)[:, :, None]
    for _ in range(300):
        _, grads = model.loss_and_gradients(X)
        model.params = optimiser.step(model.params, grads)
    ahead = model.forecast(X[:30], 10)
    assert ((ahead - X[30:]) ** 2).mean() < 0.1 * X.var()
    np.testing.assert_allclose(ahead[0], model.forward(X[:30])[-1])


def test_one_step_has_nothing_to_predict(rng, refuses):
    with refuses("at least 2"):
        Forecaster(1, 2, rng).loss_and_gradients(np.ones((1, 1, 1)))
    with refuses("at least 1"):
        Forecaster(1, 2, rng).forecast(np.ones((1, 1, 1)), 0)
    with refuses("at least 1 of each"):
        Forecaster(0, 2, rng)
