import numpy as np
import torch

from viva_bank.reference.recurrent.gru import gru_backward, gru_cell, gru_forward


def test_states_and_gradients_are_pytorchs(rng):
    t, n, d, h = 6, 3, 4, 5
    X, h0, dH = rng.normal(size=(t, n, d)), rng.normal(size=(n, h)), rng.normal(size=(t, n, h))
    oracle = torch.nn.GRU(d, h, dtype=torch.float64)
    W, U = oracle.weight_ih_l0, oracle.weight_hh_l0
    b_x, b_h = oracle.bias_ih_l0, oracle.bias_hh_l0
    tX, th0 = torch.tensor(X, requires_grad=True), torch.tensor(h0[None], requires_grad=True)
    H, _ = oracle(tX, th0)
    H.backward(torch.tensor(dH))
    b, c_n = b_x.detach().numpy().copy(), b_h.detach().numpy()[2 * h :]
    b[: 2 * h] += b_h.detach().numpy()[: 2 * h]
    W_ours, U_ours = W.detach().numpy().T, U.detach().numpy().T
    ours, steps = gru_forward(X, h0, W_ours, U_ours, b, c_n)
    np.testing.assert_allclose(ours, H.detach().numpy(), atol=1e-12)
    g = gru_backward(dH, steps, W_ours, U_ours)
    pairs = (
        (g.dX, tX.grad),
        (g.dh0, th0.grad[0]),
        (g.dW, W.grad.T),
        (g.dU, U.grad.T),
        (g.db, b_x.grad),
        (g.dc_n, b_h.grad[2 * h :]),
    )
    for mine, theirs in pairs:
        np.testing.assert_allclose(mine, theirs, atol=1e-12)
    assert sum(v.size for v in (W_ours, U_ours, b, c_n)) == 3 * h * (d + h + 1) + h


def test_the_papers_form_by_its_equations(rng):
    x, h, W, U = (rng.normal(size=s) for s in ((1, 2), (1, 3), (2, 9), (3, 9)))
    ours = gru_cell(x, h, W, U, np.zeros(9), np.zeros(3), reset_after=False)
    tx, th, tW, tU = (torch.tensor(v) for v in (x, h, W, U))
    r = torch.sigmoid(tx @ tW[:, :3] + th @ tU[:, :3])
    z = torch.sigmoid(tx @ tW[:, 3:6] + th @ tU[:, 3:6])
    candidate = torch.tanh(tx @ tW[:, 6:] + (r * th) @ tU[:, 6:])
    np.testing.assert_allclose(ours.h, z * th + (1 - z) * candidate)
    after = gru_cell(x, h, W, U, np.zeros(9), np.zeros(3))
    assert np.abs(after.h - ours.h).max() > 1e-3


def test_a_closed_update_gate_keeps_the_state(rng):
    h0 = rng.normal(size=(1, 2))
    b = np.array([0.0, 0.0, 50.0, 50.0, 0.0, 0.0])
    H, _ = gru_forward(
        rng.normal(size=(500, 1, 3)), h0, np.zeros((3, 6)), np.zeros((2, 6)), b, np.zeros(2)
    )
    np.testing.assert_allclose(H[-1], h0)


def test_weights_of_another_size_are_refused(refuses):
    with refuses("give W"):
        gru_cell(
            np.ones((1, 3)),
            np.ones((1, 2)),
            np.ones((3, 8)),
            np.ones((2, 8)),
            np.ones(8),
            np.ones(2),
        )
    with refuses("at least one"):
        gru_forward(
            np.ones((0, 1, 3)),
            np.ones((1, 2)),
            np.ones((3, 6)),
            np.ones((2, 6)),
            np.ones(6),
            np.ones(2),
        )
