import numpy as np
import pytest
import torch

from viva_bank.reference.training.clipping import clip_by_norm, clip_by_value, global_norm


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_both_are_pytorchs(rng, scale):
    grads = [scale * rng.normal(size=(3, 2)), scale * rng.normal(size=4)]
    for ours, clip in (
        (lambda: clip_by_norm(grads, 1.5)[0], lambda p: torch.nn.utils.clip_grad_norm_(p, 1.5)),
        (lambda: clip_by_value(grads, 0.7), lambda p: torch.nn.utils.clip_grad_value_(p, 0.7)),
    ):
        params = [torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for g in grads]
        for p, g in zip(params, grads, strict=True):
            p.grad = torch.tensor(g)
        norm = clip(params)
        if norm is not None:
            np.testing.assert_allclose(clip_by_norm(grads, 1.5)[1], norm.item())
        for mine, p in zip(ours(), params, strict=True):
            # PyTorch divides by norm + 1e-6.
            np.testing.assert_allclose(mine, p.grad, rtol=1e-5)


def test_the_norm_is_of_all_arrays_together():
    clipped, norm = clip_by_norm([np.array([3.0]), np.array([4.0])], 1.0)
    assert norm == 5
    np.testing.assert_allclose(np.concatenate(clipped), [0.6, 0.8])


def test_a_short_gradient_is_left_alone_and_a_huge_one_has_a_norm():
    g = np.array([0.3, 0.4])
    np.testing.assert_array_equal(clip_by_norm([g], 0.5)[0][0], g)
    assert global_norm([np.array([3e200, 4e200])]) == pytest.approx(5e200)
    assert global_norm([]) == global_norm([np.zeros(3), np.zeros((0, 2))]) == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_refused(refuses, bad):
    with refuses("skip this step"):
        clip_by_norm([np.array([1.0, bad])], 1.0)
    with refuses("above 0"):
        clip_by_value([np.ones(1)], 0.0)
