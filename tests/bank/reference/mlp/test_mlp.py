import numpy as np
import pytest
import torch

from viva_bank.reference.mlp.mlp import MLP, parameter_count
from viva_bank.reference.optimisers.adam import Adam

TORCH = {
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "identity": lambda z: z,
    "softmax": torch.nn.functional.cross_entropy,
    "binary": torch.nn.functional.binary_cross_entropy_with_logits,
    "squared": torch.nn.functional.mse_loss,
}


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "identity"])
@pytest.mark.parametrize("loss", ["softmax", "binary", "squared"])
@pytest.mark.parametrize("sizes", [(4, 3), (4, 6, 5, 3)])
def test_loss_and_gradients_are_autograds(rng, activation, loss, sizes):
    net = MLP(sizes, rng, activation, loss)
    X = rng.normal(size=(8, 4))
    y = rng.integers(0, 3, 8) if loss == "softmax" else rng.integers(0, 2, (8, 3)).astype(float)
    t = [torch.tensor(p, requires_grad=True) for p in net.params]
    h = torch.tensor(X)
    for i in range(0, len(t), 2):
        h = (TORCH[activation] if i else lambda z: z)(h) @ t[i] + t[i + 1]
    oracle = TORCH[loss](h, torch.tensor(y))
    oracle.backward()
    found, grads = net.loss_and_gradients(X, y)
    np.testing.assert_allclose(found, oracle.item())
    assert net.loss(X, y) == found
    np.testing.assert_allclose(net.forward(X), h.detach().numpy(), atol=1e-13)
    for mine, theirs in zip(grads, t, strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-13)


def test_the_parameter_count_is_that_of_the_arrays(rng):
    sizes = (784, 100, 10)
    assert parameter_count(sizes) == 79_510 == sum(p.size for p in MLP(sizes, rng).params)


def test_eight_hidden_units_learn_xor(rng):
    X, y = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([0, 1, 1, 0])
    net = MLP((2, 8, 2), rng, "tanh")
    history = net.fit(X, y, Adam(0.05), epochs=300, batch_size=4, rng=rng)
    assert (net.forward(X).argmax(axis=1) == y).all()
    assert history[-1] < 0.1 * history[0]


def test_a_net_without_output_and_an_unknown_activation_are_refused(rng, refuses):
    with refuses("give input and output"):
        MLP((3,), rng)
    with refuses("use one of"):
        MLP((3, 2), rng, "step")
