import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.losses.binary_cross_entropy import binary_cross_entropy
from viva_bank.reference.losses.focal import focal_loss, focal_loss_gradient


@given(
    z=arrays(np.float64, (2, 3), elements=st.floats(-12, 12)),
    y=arrays(np.int64, (2, 3), elements=st.integers(0, 1)),
    alpha=st.floats(0, 1),
    gamma=st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0]),
)
def test_it_is_the_papers_formula_with_autograds_gradient(z, y, alpha, gamma):
    y = y.astype(np.float64)
    t = torch.tensor(z, requires_grad=True)
    p = torch.sigmoid(t)
    target = torch.tensor(y)
    p_t = torch.where(target == 1, p, 1 - p)
    alpha_t = alpha * target + (1 - alpha) * (1 - target)
    loss = (-alpha_t * (1 - p_t) ** gamma * torch.log(p_t)).sum()
    loss.backward()
    ours = focal_loss(z, y, alpha, gamma, "sum")
    np.testing.assert_allclose(ours, loss.item(), rtol=1e-8, atol=1e-9)
    dz = focal_loss_gradient(z, y, alpha, gamma, "sum")
    np.testing.assert_allclose(dz, t.grad, rtol=1e-6, atol=1e-9)


def test_without_focus_it_is_half_the_cross_entropy(rng):
    z, y = rng.normal(size=9) * 100, rng.integers(0, 2, 9).astype(float)
    plain = binary_cross_entropy(z, y)
    np.testing.assert_allclose(focal_loss(z, y, alpha=0.5, gamma=0.0), plain / 2)


def test_the_papers_example_p_of_9_in_10_costs_a_hundredth():
    # Section 3.2: with γ = 2, an example at p_t = 0.9 costs 100 times less, at 0.968 about 1000.
    for p, ratio in ((0.9, 100.0), (0.968, 976.6)):
        z, y = np.array([np.log(p / (1 - p))]), np.ones(1)
        focused = focal_loss(z, y, alpha=0.5, gamma=2.0)
        np.testing.assert_allclose(0.5 * binary_cross_entropy(z, y) / focused, ratio, rtol=1e-4)


def test_huge_logits_stay_finite():
    z = np.array([-800.0, 800.0])
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_allclose(focal_loss(z, np.ones(2), 0.5, reduction="none"), [400, 0])
        np.testing.assert_allclose(
            focal_loss_gradient(z, np.ones(2), 0.5, reduction="sum"), [-0.5, 0]
        )


def test_soft_labels_and_a_negative_focus_are_refused(refuses):
    with refuses("hard labels"):
        focal_loss(np.zeros(1), np.array([0.5]))
    with refuses("gamma >= 0"):
        focal_loss(np.zeros(1), np.ones(1), gamma=-1.0)
