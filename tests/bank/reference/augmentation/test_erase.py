import numpy as np

from viva_bank.reference.augmentation.erase import random_erase


def test_one_rectangle_of_the_stated_area_and_aspect_is_replaced(rng):
    x = np.full((2, 40, 50), 5.0)
    areas = []
    for _ in range(300):
        y = random_erase(x, rng, p=1.0)
        changed = y[0] != 5
        rows, cols = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
        h, w = np.ptp(rows) + 1, np.ptp(cols) + 1
        assert changed.sum() == h * w  # one full rectangle, the same in every channel
        np.testing.assert_array_equal(changed, y[1] != 5)
        assert (y[:, changed] <= 1).all()
        areas.append(h * w / 2000)
        assert 0.25 < h / w < 4
    assert min(areas) > 0.015
    assert 0.35 < max(areas) < 0.43
    assert (x == 5).all()


def test_it_happens_with_probability_p(rng):
    x = np.full((1, 8, 8), 5.0)
    assert abs(np.mean([(random_erase(x, rng, 0.3) != 5).any() for _ in range(1000)]) - 0.3) < 0.06


def test_a_range_upside_down_is_refused(rng, refuses):
    with refuses("smallest <= largest"):
        random_erase(np.ones((1, 4, 4)), rng, area=(0.5, 0.1))
