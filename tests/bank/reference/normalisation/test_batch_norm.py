import numpy as np
import pytest
import torch

from viva_bank.reference.normalisation.batch_norm import (
    BatchNorm,
    batch_norm_backward,
    batch_norm_forward,
    batch_norm_test_backward,
)

SHAPES = [(6, 3), (2, 3), (5, 3, 4, 2), (1, 3, 2, 2), (4, 3, 7)]


@pytest.mark.parametrize("shape", SHAPES)
def test_training_is_pytorchs_forward_and_backward(rng, shape):
    x, dy = rng.normal(3, 2, size=shape), rng.normal(size=shape)
    gamma, beta = rng.normal(size=3), rng.normal(size=3)
    tx, tg, tb = (torch.tensor(v, requires_grad=True) for v in (x, gamma, beta))
    y = torch.nn.functional.batch_norm(tx, None, None, tg, tb, training=True)
    y.backward(torch.tensor(dy))
    ours, cache = batch_norm_forward(x, gamma, beta)
    np.testing.assert_allclose(ours, y.detach().numpy(), atol=1e-10)
    for mine, theirs in zip(batch_norm_backward(dy, cache), (tx, tg, tb), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-9)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_layer_is_pytorchs_over_many_batches_and_in_test_mode(rng, shape):
    layer = BatchNorm(3, momentum=0.3)
    oracle = {2: torch.nn.BatchNorm1d, 3: torch.nn.BatchNorm1d, 4: torch.nn.BatchNorm2d}
    theirs = oracle[len(shape)](3, momentum=0.3, dtype=torch.float64)
    for _ in range(5):
        x = rng.normal(2, 5, size=shape)
        np.testing.assert_allclose(
            layer.forward(x), theirs(torch.tensor(x)).detach().numpy(), atol=1e-10
        )
    np.testing.assert_allclose(layer.running_mean, theirs.running_mean)
    np.testing.assert_allclose(layer.running_var, theirs.running_var)
    layer.training = False
    theirs.eval()
    x, dy = rng.normal(size=(1, *shape[1:])), rng.normal(size=(1, *shape[1:]))
    t = torch.tensor(x, requires_grad=True)
    y = theirs(t)
    y.backward(torch.tensor(dy))
    np.testing.assert_allclose(layer.forward(x), y.detach().numpy(), atol=1e-10)
    dx = batch_norm_test_backward(dy, layer.gamma, layer.running_var)
    np.testing.assert_allclose(dx, t.grad, atol=1e-12)


def test_a_large_mean_does_not_cancel():
    x = np.array([[1e8], [1e8 + 1], [1e8 + 2]])
    y, _ = batch_norm_forward(x, np.ones(1), np.zeros(1), eps=0.0)
    np.testing.assert_allclose(y.ravel(), [-np.sqrt(1.5), 0, np.sqrt(1.5)], atol=1e-7)


def test_float32_stays():
    x, one = np.ones((4, 2), np.float32), np.ones(2, np.float32)
    assert batch_norm_forward(x, one, one)[0].dtype == np.float32


def test_one_value_a_channel_is_refused_in_training(refuses):
    with refuses("give a larger batch"):
        batch_norm_forward(np.ones((1, 3)), np.ones(3), np.zeros(3))
    with refuses("give a larger batch"):
        batch_norm_forward(np.ones((0, 3)), np.ones(3), np.zeros(3))


def test_bad_calls_are_refused(refuses):
    with refuses("one number per channel"):
        batch_norm_forward(np.ones((4, 3)), np.ones(4), np.zeros(3))
    with refuses("call forward in training mode first"):
        BatchNorm(3).backward(np.ones((4, 3)))
    with refuses("at least one channel"):
        BatchNorm(0)
