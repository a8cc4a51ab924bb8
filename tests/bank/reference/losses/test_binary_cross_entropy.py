import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.losses.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
)


@given(
    z=arrays(np.float64, (2, 3), elements=st.floats(-1000, 1000)),
    y=arrays(np.float64, (2, 3), elements=st.floats(0, 1)),
    w=st.floats(0.1, 20),
    reduction=st.sampled_from(["mean", "sum", "none"]),
)
def test_it_is_pytorchs_with_logits(z, y, w, reduction):
    t = torch.tensor(z, requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        t, torch.tensor(y), reduction=reduction, pos_weight=torch.tensor(w, dtype=torch.float64)
    )
    loss.sum().backward()
    ours = binary_cross_entropy(z, y, w, reduction)
    np.testing.assert_allclose(ours, loss.detach().numpy(), rtol=1e-9, atol=1e-12)
    dz = binary_cross_entropy_gradient(z, y, w, reduction)
    np.testing.assert_allclose(dz, t.grad, rtol=1e-9, atol=1e-12)


def test_a_sure_error_costs_its_logit():
    with np.errstate(all="raise", under="ignore"):
        assert binary_cross_entropy(np.array([800.0]), np.array([0.0])) == 800.0
        assert binary_cross_entropy(np.array([-800.0]), np.array([1.0])) == 800.0


def test_a_target_above_one_is_refused(refuses):
    with refuses("probabilities in"):
        binary_cross_entropy(np.ones(1), np.array([2.0]))
