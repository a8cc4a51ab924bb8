import numpy as np
import pytest
from sklearn.model_selection import KFold

from viva_bank.reference.data.k_fold import k_fold


@pytest.mark.parametrize(("n", "k"), [(10, 3), (10, 10), (7, 2), (2, 2), (11, 4)])
def test_unshuffled_it_is_scikit_learns(n, k):
    for ours, theirs in zip(k_fold(n, k), KFold(k).split(np.zeros(n)), strict=True):
        np.testing.assert_array_equal(ours[0], theirs[0])
        np.testing.assert_array_equal(ours[1], theirs[1])


def test_shuffled_every_row_is_held_out_once_and_never_trained_on_then(rng):
    folds = list(k_fold(23, 5, rng))
    assert sorted(np.concatenate([v for _, v in folds])) == list(range(23))
    assert all(not set(t) & set(v) and len(t) + len(v) == 23 for t, v in folds)
    assert folds[0][1].tolist() != list(range(5))


@pytest.mark.parametrize("k", [1, 4])
def test_too_few_or_too_many_folds_are_refused(refuses, k):
    with refuses("give 2 to 3 folds"):
        list(k_fold(3, k))
