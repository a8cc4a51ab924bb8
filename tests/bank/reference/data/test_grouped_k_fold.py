import numpy as np
import pytest
from sklearn.model_selection import GroupKFold

from viva_bank.reference.data.grouped_k_fold import grouped_k_fold


@pytest.mark.parametrize("k", [2, 3, 5])
def test_the_fold_sizes_are_scikit_learns_and_no_group_is_torn(rng, k):
    groups = rng.choice(list("abcdefgh"), size=60, p=np.arange(1, 9) / 36)
    folds = list(grouped_k_fold(groups, k))
    theirs = [len(v) for _, v in GroupKFold(k).split(groups, groups=groups)]
    assert sorted(len(v) for _, v in folds) == sorted(theirs)
    assert sorted(np.concatenate([v for _, v in folds])) == list(range(60))
    for train, held_out in folds:
        assert not set(groups[train]) & set(groups[held_out])
        assert len(train) + len(held_out) == 60


def test_fewer_groups_than_folds_are_refused(refuses):
    with refuses("give 2 to 2 folds"):
        list(grouped_k_fold(np.array([1, 1, 2]), 3))
