import numpy as np
import torch

from viva_bank.reference.mlp.one_hidden_layer import loss_and_gradients, predict


def test_every_gradient_is_autograds(rng):
    X, Y = rng.normal(size=(7, 4)), rng.normal(size=(7, 2))
    params = [rng.normal(size=s) for s in ((4, 5), (5,), (5, 2), (2,))]
    t = [torch.tensor(p, requires_grad=True) for p in params]
    Y_hat = torch.relu(torch.tensor(X) @ t[0] + t[1]) @ t[2] + t[3]
    oracle = torch.nn.functional.mse_loss(Y_hat, torch.tensor(Y))
    oracle.backward()
    loss, g = loss_and_gradients(X, Y, *params)
    np.testing.assert_allclose(loss, oracle.item())
    np.testing.assert_allclose(predict(X, *params), Y_hat.detach().numpy(), atol=1e-13)
    for mine, theirs in zip((g.dW1, g.db1, g.dW2, g.db2), t, strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-13)


def test_with_zero_weights_only_the_output_bias_moves(rng):
    X, Y = rng.normal(size=(5, 3)), rng.normal(size=(5, 1))
    _, g = loss_and_gradients(X, Y, np.zeros((3, 4)), np.zeros(4), np.zeros((4, 1)), np.zeros(1))
    assert [v.any() for v in (g.dW1, g.db1, g.dW2)] == [False] * 3
    assert g.db2.all()


def test_an_empty_batch_is_refused(refuses):
    args = (np.zeros((2, 3)), np.zeros(3), np.zeros((3, 1)), np.zeros(1))
    with refuses("at least one"):
        loss_and_gradients(np.zeros((0, 2)), np.zeros((0, 1)), *args)
