import colorsys

import numpy as np
import pytest

from viva_bank.reference.augmentation.jitter import (
    brightness,
    contrast,
    grey,
    random_jitter,
    saturation,
)


def test_the_grey_is_the_y_of_pythons_yiq(rng):
    x = rng.random((3, 2, 4))
    expected = [[colorsys.rgb_to_yiq(*x[:, i, j])[0] for j in range(4)] for i in range(2)]
    # colorsys rounds the same weights to two digits.
    np.testing.assert_allclose(grey(x)[0], expected, atol=0.006)


@pytest.mark.parametrize("change", [brightness, contrast, saturation])
def test_the_factor_one_changes_nothing_and_all_results_lie_in_range(rng, change):
    x = rng.random((3, 5, 5))
    np.testing.assert_allclose(change(x, 1.0), x, atol=1e-12)
    for f in (0.0, 0.5, 3.0):
        y = change(x, f)
        assert y.min() >= 0
        assert y.max() <= 1
        assert y.shape == x.shape


def test_what_each_keeps(rng):
    x = 0.3 + 0.4 * rng.random((3, 6, 6))
    np.testing.assert_allclose(brightness(x, 0.5), x / 2)
    np.testing.assert_allclose(grey(contrast(x, 0.5)).mean(), grey(x).mean())
    np.testing.assert_allclose(contrast(x, 0.5).std(axis=(1, 2)), x.std(axis=(1, 2)) / 2)
    np.testing.assert_allclose(grey(saturation(x, 0.5)), grey(x))
    np.testing.assert_allclose(np.ptp(saturation(x, 0.0), axis=0), 0, atol=1e-12)


def test_a_random_one_differs_each_time_and_at_strength_zero_never(rng):
    x = rng.random((3, 4, 4))
    assert not np.array_equal(random_jitter(x, 0.4, rng), random_jitter(x, 0.4, rng))
    np.testing.assert_allclose(random_jitter(x, 0.0, rng), x, atol=1e-12)
    assert random_jitter(x.astype(np.float32), 0.4, rng).dtype == np.float32


def test_two_channels_and_a_strength_above_one_are_refused(rng, refuses):
    with refuses("3 for red, green, blue"):
        grey(np.ones((2, 3, 3)))
    with refuses("number in"):
        random_jitter(np.ones((3, 2, 2)), 2.0, rng)
