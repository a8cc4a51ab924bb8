import numpy as np
import torch

from viva_bank.reference.augmentation.crop import crop, random_crop


def test_every_window_of_the_padded_picture_is_as_likely(rng):
    x = np.arange(1.0, 7.0).reshape(1, 2, 3)
    padded = torch.nn.functional.pad(torch.tensor(x), (1, 1, 1, 1)).numpy()
    windows = [padded[:, i : i + 2, j : j + 3].tobytes() for i in range(3) for j in range(3)]
    found = [random_crop(x, (2, 3), rng, padding=1).tobytes() for _ in range(1800)]
    assert set(found) == set(windows)
    counts = np.array([found.count(w) for w in windows])
    assert ((counts - 200) ** 2 / 200).sum() < 35  # χ² with 8 degrees of freedom, p < 3e-5


def test_a_window_outside_is_refused(rng, refuses):
    with refuses("leaves the 2 × 2"):
        crop(np.ones((1, 2, 2)), 1, 0, (2, 2))
    with refuses("larger than the padded"):
        random_crop(np.ones((1, 2, 2)), (5, 2), rng, padding=1)
