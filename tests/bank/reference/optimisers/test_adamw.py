import numpy as np
import torch

from viva_bank.reference.optimisers.adamw import AdamW


def test_it_is_pytorchs(same_steps_as_torch):
    same_steps_as_torch(
        AdamW, lambda p: torch.optim.AdamW(p, 0.03, weight_decay=0.2), lr=0.03, weight_decay=0.2
    )


def test_bad_steps_are_refused(refuses_bad_steps):
    refuses_bad_steps(AdamW)


def test_without_gradients_all_weights_shrink_alike():
    (moved,) = AdamW(0.1, weight_decay=0.5).step([np.array([1.0, -8.0])], [np.zeros(2)])
    np.testing.assert_allclose(moved, [0.95, -7.6])
