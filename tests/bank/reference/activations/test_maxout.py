import numpy as np
import torch

from viva_bank.reference.activations.maxout import maxout, maxout_backward
from viva_bank.reference.activations.relu import relu


def test_it_is_the_largest_linear_piece_with_autograds_gradient(rng):
    x, dy = rng.normal(size=(6, 4)), rng.normal(size=(6, 3))
    W, b = rng.normal(size=(5, 4, 3)), rng.normal(size=(5, 3))
    tx, tW, tb = (torch.tensor(v, requires_grad=True) for v in (x, W, b))
    pieces = torch.stack([tx @ tW[k] + tb[k] for k in range(5)])
    y = pieces.amax(dim=0)
    y.backward(torch.tensor(dy))
    np.testing.assert_allclose(maxout(x, W, b), y.detach().numpy())
    for ours, theirs in zip(maxout_backward(dy, x, W, b), (tx, tW, tb), strict=True):
        np.testing.assert_allclose(ours, theirs.grad, atol=1e-12)


def test_two_pieces_one_zero_are_a_relu(rng):
    x = rng.normal(size=(7, 3))
    W, b = np.stack([np.eye(3), np.zeros((3, 3))]), np.zeros((2, 3))
    np.testing.assert_array_equal(maxout(x, W, b), relu(x))


def test_no_piece_is_refused(rng, refuses):
    with refuses("at least one piece"):
        maxout(rng.normal(size=(2, 3)), np.zeros((0, 3, 4)), np.zeros((0, 4)))
