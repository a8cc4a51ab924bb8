import itertools

import numpy as np
import torch

from viva_bank.reference.activations.relu import relu
from viva_bank.reference.initialisation.activation_statistics import activation_statistics


def test_the_numbers_are_those_of_a_pytorch_network(rng):
    x, weights = rng.normal(size=(50, 8)), [rng.normal(size=(8, 6)), rng.normal(size=(6, 5))]
    found = activation_statistics(x, weights, np.tanh)
    h = torch.tensor(x)
    for W, s in zip(weights, found, strict=True):
        h = torch.tanh(h @ torch.tensor(W))
        assert np.isclose(s.mean, h.mean().item())
        assert np.isclose(s.std, h.std(correction=0).item())
        assert np.isclose(s.saturated, (h.abs() > 0.99).double().mean().item())
        assert s.dead == 0


def test_a_relu_unit_that_no_example_wakes_is_dead(rng):
    x = np.abs(rng.normal(size=(20, 3)))
    W = np.stack([np.full(3, -1.0), np.ones(3)], axis=1)
    assert activation_statistics(x, [W], relu)[0].dead == 0.5


def test_too_small_weights_make_the_signal_vanish(rng):
    weights = [rng.normal(0, 0.01, size=(100, 100)) for _ in range(5)]
    std = [s.std for s in activation_statistics(rng.normal(size=(50, 100)), weights, np.tanh)]
    assert all(b < 0.2 * a for a, b in itertools.pairwise(std))


def test_weights_that_do_not_follow_are_refused(rng, refuses):
    with refuses("its rows must match"):
        activation_statistics(np.ones((2, 3)), [np.ones((4, 2))], relu)
