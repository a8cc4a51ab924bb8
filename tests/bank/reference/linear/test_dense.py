import numpy as np
import pytest
import torch

from viva_bank.reference.linear.dense import dense_backward, dense_forward


@pytest.mark.parametrize("n", [1, 5, 0])
def test_it_is_pytorchs_linear(rng, n):
    X, W, b, dY = (rng.normal(size=s) for s in ((n, 4), (4, 3), (3,), (n, 3)))
    tX, tW, tb = (torch.tensor(v, requires_grad=True) for v in (X, W, b))
    Y = torch.nn.functional.linear(tX, tW.T, tb)
    Y.backward(torch.tensor(dY))
    np.testing.assert_allclose(dense_forward(X, W, b), Y.detach().numpy(), atol=1e-14)
    for mine, theirs in zip(dense_backward(dY, X, W), (tX, tW, tb), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-13)


def test_a_transposed_weight_is_refused(refuses):
    with refuses("give W"):
        dense_forward(np.ones((2, 4)), np.ones((3, 4)), np.ones(3))
