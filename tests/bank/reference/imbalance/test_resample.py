import numpy as np
import pytest

from viva_bank.reference.imbalance.resample import resample

Y = np.array(["a"] * 23 + ["b"] * 5 + ["c"] * 2)


@pytest.mark.parametrize(("how", "size"), [("repeat", 23), ("bootstrap", 23), ("under", 2)])
def test_every_class_comes_as_often(rng, how, size):
    _, found = np.unique(Y[resample(Y, how, rng)], return_counts=True)
    np.testing.assert_array_equal(found, [size] * 3)


def test_repeating_keeps_every_row_and_about_as_often(rng):
    times = np.bincount(resample(Y, "repeat", rng), minlength=30)
    assert set(times[:23]) == {1}
    assert set(times[23:28]) == {4, 5}
    assert set(times[28:]) == {11, 12}


def test_undersampling_repeats_no_row(rng):
    chosen = resample(Y, "under", rng)
    assert len(set(chosen.tolist())) == len(chosen)


def test_bootstrap_draws_with_replacement(rng):
    times = np.bincount(resample(Y, "bootstrap", rng), minlength=30)
    assert times[:23].max() > 1
    assert times[:23].min() == 0


def test_an_unknown_way_is_refused(rng, refuses):
    with refuses('use "repeat"'):
        resample(Y, "smote", rng)
