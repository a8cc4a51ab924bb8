import numpy as np
import pytest
import torch

from viva_bank.reference.normalisation.group_norm import group_norm_backward, group_norm_forward


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
@pytest.mark.parametrize("shape", [(3, 6), (2, 6, 3, 4)])
def test_it_is_pytorchs_forward_and_backward(rng, shape, groups):
    if len(shape) == 2 and groups == 6:
        groups = 3  # one value a group: PyTorch refuses it
    x, dy = rng.normal(1, 3, size=shape), rng.normal(size=shape)
    gamma, beta = rng.normal(size=6), rng.normal(size=6)
    tx, tg, tb = (torch.tensor(v, requires_grad=True) for v in (x, gamma, beta))
    y = torch.nn.functional.group_norm(tx, groups, tg, tb)
    y.backward(torch.tensor(dy))
    ours, cache = group_norm_forward(x, gamma, beta, groups)
    np.testing.assert_allclose(ours, y.detach().numpy(), atol=1e-10)
    for mine, theirs in zip(group_norm_backward(dy, cache), (tx, tg, tb), strict=True):
        np.testing.assert_allclose(mine, theirs.grad, atol=1e-9)


def test_groups_that_do_not_divide_are_refused(refuses):
    with refuses("give a divisor of 6"):
        group_norm_forward(np.ones((2, 6, 2)), np.ones(6), np.zeros(6), groups=4)
