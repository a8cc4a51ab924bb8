import numpy as np
import pytest
import scipy.ndimage

from viva_bank.reference.augmentation.rotate import random_rotation, rotate


@pytest.mark.parametrize("degrees", [0.0, 17.0, -33.0, 90.0, 200.0])
@pytest.mark.parametrize("shape", [(2, 7, 7), (1, 6, 9)])
def test_it_is_scipys(rng, shape, degrees):
    x = rng.random(shape)
    expected = scipy.ndimage.rotate(
        x, degrees, axes=(2, 1), reshape=False, order=1, mode="grid-constant"
    )
    np.testing.assert_allclose(rotate(x, degrees), expected, atol=1e-9)


def test_a_quarter_turn_is_numpys_and_anticlockwise(rng):
    x = rng.random((1, 4, 4))
    np.testing.assert_allclose(rotate(x, 90.0), np.rot90(x, axes=(1, 2)), atol=1e-12)


def test_a_random_one_stays_within_its_range_and_keeps_the_dtype(rng):
    x = np.zeros((1, 9, 9), np.float32)
    x[0, 4, 8] = 1
    turned = [random_rotation(x, 10.0, rng) for _ in range(50)]
    assert all(t.dtype == np.float32 for t in turned)
    assert max(t[0, :3].max() for t in turned) == 0  # 10° move that pixel by less than one row


def test_no_picture_is_refused(refuses):
    with refuses("at least one pixel"):
        rotate(np.ones((1, 0, 3)), 10.0)
