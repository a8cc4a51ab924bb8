import numpy as np
import pytest
import torch

from viva_bank.reference.metric_learning.triplet import triplet_loss, triplet_loss_gradient


@pytest.mark.parametrize("margin", [0.2, 3.0])
def test_it_is_pytorchs_with_squared_distances(rng, margin):
    values = [rng.normal(size=(9, 4)) for _ in range(3)]
    t = [torch.tensor(v, requires_grad=True) for v in values]
    oracle = torch.nn.functional.triplet_margin_with_distance_loss(
        *t, distance_function=lambda u, v: ((u - v) ** 2).sum(1), margin=margin
    )
    oracle.backward()
    np.testing.assert_allclose(triplet_loss(*values, margin), oracle.item())
    for mine, theirs in zip(triplet_loss_gradient(*values, margin), t, strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-14)


def test_a_satisfied_triplet_costs_and_moves_nothing():
    a, p, n = np.zeros((1, 2)), np.zeros((1, 2)), np.ones((1, 2))
    assert triplet_loss(a, p, n, 0.5) == 0
    assert not any(g.any() for g in triplet_loss_gradient(a, p, n, 0.5))


def test_no_triplets_are_refused(refuses):
    with refuses("non-empty"):
        triplet_loss(np.ones((0, 2)), np.ones((0, 2)), np.ones((0, 2)))
