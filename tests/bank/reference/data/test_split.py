import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viva_bank.reference.data.split import train_validation_test


@given(n=st.integers(3, 60), validation=st.floats(0, 0.45), test=st.floats(0, 0.45))
def test_the_parts_are_disjoint_complete_and_of_the_stated_size(n, validation, test):
    if int(n * validation + 0.5) + int(n * test + 0.5) >= n:
        return
    parts = train_validation_test(n, np.random.default_rng(0), validation, test)
    assert sorted(np.concatenate(parts)) == list(range(n))
    assert abs(len(parts[1]) - n * validation) <= 0.5
    assert abs(len(parts[2]) - n * test) <= 0.5


def test_it_is_shuffled_and_repeatable():
    first = train_validation_test(100, np.random.default_rng(1))
    second = train_validation_test(100, np.random.default_rng(1))
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)
    assert first[2].max() - first[2].min() > 50


def test_nothing_left_to_train_on_is_refused(rng, refuses):
    with refuses("at least one row for training"):
        train_validation_test(10, rng, 0.5, 0.5)
    with refuses("at least one row for training"):
        train_validation_test(10, rng, -0.1, 0.5)
