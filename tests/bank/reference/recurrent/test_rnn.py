import numpy as np
import torch

from viva_bank.reference.recurrent.rnn import rnn_backward, rnn_forward


def test_states_and_gradients_are_pytorchs(rng):
    t, n, d, h = 6, 3, 4, 5
    X, h0, dH = rng.normal(size=(t, n, d)), rng.normal(size=(n, h)), rng.normal(size=(t, n, h))
    oracle = torch.nn.RNN(d, h, dtype=torch.float64)
    W, U = oracle.weight_ih_l0, oracle.weight_hh_l0
    b = (oracle.bias_ih_l0 + oracle.bias_hh_l0).detach().numpy()
    tX, th0 = torch.tensor(X, requires_grad=True), torch.tensor(h0[None], requires_grad=True)
    H, _ = oracle(tX, th0)
    H.backward(torch.tensor(dH))
    W_ours, U_ours = W.detach().numpy().T, U.detach().numpy().T
    ours = rnn_forward(X, h0, W_ours, U_ours, b)
    np.testing.assert_allclose(ours, H.detach().numpy(), atol=1e-12)
    g = rnn_backward(dH, X, h0, ours, W_ours, U_ours)
    pairs = (
        (g.dX, tX.grad),
        (g.dh0, th0.grad[0]),
        (g.dW, W.grad.T),
        (g.dU, U.grad.T),
        (g.db, oracle.bias_ih_l0.grad),
    )
    for mine, theirs in pairs:
        np.testing.assert_allclose(mine, theirs, atol=1e-12)
    assert sum(v.size for v in (W_ours, U_ours, b)) == h * (d + h + 1)


def test_no_steps_are_refused(refuses):
    with refuses("at least one step"):
        rnn_forward(
            np.ones((0, 2, 3)), np.ones((2, 4)), np.ones((3, 4)), np.ones((4, 4)), np.ones(4)
        )
