import numpy as np
import torch

from viva_bank.reference.augmentation.flip import horizontal_flip, random_flip


def test_it_is_pytorchs_and_twice_is_nothing(rng):
    x = rng.random((3, 4, 5))
    np.testing.assert_array_equal(horizontal_flip(x), torch.flip(torch.tensor(x), (2,)))
    np.testing.assert_array_equal(horizontal_flip(horizontal_flip(x)), x)


def test_it_happens_with_probability_p_and_shares_no_memory(rng):
    x = rng.random((1, 2, 3))
    flipped = [not np.array_equal(random_flip(x, rng, 0.3), x) for _ in range(2000)]
    assert abs(np.mean(flipped) - 0.3) < 0.05
    for p in (0.0, 1.0):
        assert not np.shares_memory(random_flip(x, rng, p), x)


def test_a_probability_above_one_is_refused(rng, refuses):
    with refuses("probability in"):
        random_flip(np.ones((1, 2, 2)), rng, 2.0)
