import numpy as np
import torch

from viva_bank.reference.recurrent.lstm import lstm_backward, lstm_cell, lstm_forward


def test_states_and_gradients_are_pytorchs(rng):
    t, n, d, h = 6, 3, 4, 5
    X, h0, c0 = rng.normal(size=(t, n, d)), rng.normal(size=(n, h)), rng.normal(size=(n, h))
    dH, dc = rng.normal(size=(t, n, h)), rng.normal(size=(n, h))
    oracle = torch.nn.LSTM(d, h, dtype=torch.float64)
    W, U = oracle.weight_ih_l0, oracle.weight_hh_l0
    b = (oracle.bias_ih_l0 + oracle.bias_hh_l0).detach().numpy()
    tX = torch.tensor(X, requires_grad=True)
    th0, tc0 = (torch.tensor(v[None], requires_grad=True) for v in (h0, c0))
    H, (_, c_last) = oracle(tX, (th0, tc0))
    ((H * torch.tensor(dH)).sum() + (c_last[0] * torch.tensor(dc)).sum()).backward()
    W_ours, U_ours = W.detach().numpy().T, U.detach().numpy().T
    ours, steps = lstm_forward(X, h0, c0, W_ours, U_ours, b)
    np.testing.assert_allclose(ours, H.detach().numpy(), atol=1e-12)
    np.testing.assert_allclose(steps[-1].c, c_last[0].detach().numpy(), atol=1e-12)
    g = lstm_backward(dH, steps, W_ours, U_ours, dc)
    pairs = (
        (g.dX, tX.grad),
        (g.dh0, th0.grad[0]),
        (g.dc0, tc0.grad[0]),
        (g.dW, W.grad.T),
        (g.dU, U.grad.T),
        (g.db, oracle.bias_ih_l0.grad),
    )
    for mine, theirs in pairs:
        np.testing.assert_allclose(mine, theirs, atol=1e-12)
    assert sum(v.size for v in (W_ours, U_ours, b)) == 4 * h * (d + h + 1)


def test_an_open_forget_gate_keeps_the_cell_for_ever(rng):
    h = 2
    b = np.concatenate([np.full(h, -50.0), np.full(h, 50.0), np.zeros(2 * h)])
    c0 = rng.normal(size=(1, h))
    zero = np.zeros((1, h))
    _, steps = lstm_forward(
        rng.normal(size=(500, 1, 3)), zero, c0, np.zeros((3, 8)), np.zeros((2, 8)), b
    )
    np.testing.assert_allclose(steps[-1].c, c0)


def test_weights_of_another_size_are_refused(refuses):
    with refuses("give W"):
        lstm_cell(
            np.ones((1, 3)),
            np.ones((1, 2)),
            np.ones((1, 2)),
            np.ones((3, 6)),
            np.ones((2, 6)),
            np.ones(6),
        )
    with refuses("at least one"):
        lstm_forward(
            np.ones((0, 1, 3)),
            np.ones((1, 2)),
            np.ones((1, 2)),
            np.ones((3, 8)),
            np.ones((2, 8)),
            np.ones(8),
        )
