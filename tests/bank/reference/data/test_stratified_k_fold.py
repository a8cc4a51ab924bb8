import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedKFold

from viva_bank.reference.data.stratified_k_fold import stratified_k_fold


@given(
    sizes=st.lists(st.integers(5, 20), min_size=1, max_size=4),
    k=st.integers(2, 5),
    seed=st.integers(0, 9),
)
def test_the_class_counts_of_each_fold_are_as_even_as_scikit_learns(sizes, k, seed):
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    ours = [np.bincount(y[v], minlength=len(sizes)) for _, v in stratified_k_fold(y, k, rng)]
    theirs = [np.bincount(y[v], minlength=len(sizes)) for _, v in StratifiedKFold(k).split(y, y)]
    assert sorted(map(len, (ours, theirs))) == [k, k]
    np.testing.assert_array_equal(np.sort(ours, axis=0), np.sort(theirs, axis=0))
    totals = np.sum(ours, axis=1)
    assert totals.max() - totals.min() <= 1


def test_every_row_is_held_out_once(rng):
    y = rng.permutation(np.repeat(["a", "b"], [30, 7]))
    folds = list(stratified_k_fold(y, 3, rng))
    assert sorted(np.concatenate([v for _, v in folds])) == list(range(37))
    assert all(not set(t) & set(v) and len(t) + len(v) == 37 for t, v in folds)


def test_a_class_with_too_few_examples_is_refused(refuses):
    with refuses("the rarest class"):
        list(stratified_k_fold(np.array([0, 0, 0, 1, 1]), 3))
