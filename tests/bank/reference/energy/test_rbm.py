import itertools

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.neural_network import BernoulliRBM

from viva_bank.reference.energy.rbm import RBM


def everything(n):
    return np.array(list(itertools.product([0.0, 1.0], repeat=n)))


@pytest.fixture
def rbm(rng):
    model = RBM(4, 3, rng)
    model.W, model.a, model.b = (rng.normal(size=s) for s in ((4, 3), 4, 3))
    return model


def joint(rbm):
    V, H = everything(4), everything(3)
    weight = np.exp(V @ rbm.a[:, None] + (H @ rbm.b) + V @ rbm.W @ H.T)
    return V, H, weight / weight.sum()


def test_the_conditionals_and_the_free_energy_are_those_of_the_whole_table(rbm):
    V, H, p = joint(rbm)
    np.testing.assert_allclose(rbm.hidden_given(V), p @ H / p.sum(1, keepdims=True))
    np.testing.assert_allclose(rbm.visible_given(H), p.T @ V / p.sum(0)[:, None])
    F = rbm.free_energy(V)
    np.testing.assert_allclose(np.exp(-F) / np.exp(-F).sum(), p.sum(1))


def test_they_are_scikit_learns(rbm, rng):
    oracle = BernoulliRBM(3)
    oracle.components_, oracle.intercept_hidden_ = rbm.W.T, rbm.b
    oracle.intercept_visible_ = rbm.a
    v = rng.random((6, 4))
    np.testing.assert_allclose(rbm.hidden_given(v), oracle.transform(v))
    np.testing.assert_allclose(rbm.free_energy(v), oracle._free_energy(v))


def test_with_many_steps_cd_is_the_gradient_of_the_likelihood(rbm):
    V, H, p = joint(rbm)
    data = everything(4)[[0, 3, 5, 15, 15]]
    model_term = V.T @ p @ H
    exact = data.T @ rbm.hidden_given(data) / 5 - model_term
    repeated = np.tile(data, (4000, 1))
    dW, da, db = rbm.cd_gradient(repeated, k=60)
    np.testing.assert_allclose(dW, exact, atol=0.02)
    np.testing.assert_allclose(da, data.mean(0) - p.sum(1) @ V, atol=0.02)
    np.testing.assert_allclose(db, rbm.hidden_given(data).mean(0) - p.sum(0) @ H, atol=0.02)


def test_it_learns_to_reconstruct_digits_and_finds_noise_improbable(rng):
    V = (load_digits().data / 16 > 0.5).astype(float)
    model = RBM(64, 32, rng)
    errors = model.fit(V[:600], lr=0.1, epochs=32, batch_size=20)
    # Saying the mean picture, whatever comes in, would cost the variance.
    assert errors[-1] < 0.6 * V.var(axis=0).mean()
    noise = (rng.random((200, 64)) < V.mean()).astype(float)
    assert model.free_energy(V[600:800]).mean() < model.free_energy(noise).mean() - 5


def test_no_steps_and_grey_values_above_one_are_refused(rbm, rng, refuses):
    with refuses("at least 1 step"):
        rbm.gibbs(np.ones((1, 4)), 0)
    with refuses("scale them"):
        rbm.fit(np.full((2, 4), 16.0), 0.1, 1, 1)
    with refuses("at least 1 of each"):
        RBM(0, 2, rng)
