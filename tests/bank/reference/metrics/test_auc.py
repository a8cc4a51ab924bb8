import numpy as np
import pytest
import scipy.stats
import sklearn.metrics
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.metrics.auc import (
    auc_by_pairs,
    auc_by_rank,
    auc_by_trapezoid,
    mean_ranks,
)

ALL = [auc_by_rank, auc_by_trapezoid, auc_by_pairs]
labels = arrays(np.int64, 15, elements=st.integers(0, 1))
tied = arrays(np.float64, 15, elements=st.integers(0, 6).map(float))


@given(y=labels, scores=tied)
def test_all_three_are_scikit_learns_with_ties(y, scores):
    assume(0 < y.sum() < 15)
    expected = sklearn.metrics.roc_auc_score(y, scores)
    for auc in ALL:
        np.testing.assert_allclose(auc(y, scores), expected, atol=1e-12)
    np.testing.assert_array_equal(mean_ranks(scores), scipy.stats.rankdata(scores))


@pytest.mark.parametrize("auc", ALL)
def test_it_depends_on_the_order_alone(rng, auc):
    y, s = rng.integers(0, 2, 40), rng.normal(size=40)
    for rescaled in (np.exp(s), 3 * s - 7, s**3, np.tanh(s)):
        assert auc(y, rescaled) == pytest.approx(auc(y, s), abs=1e-12)
    assert auc(y, -s) == pytest.approx(1 - auc(y, s))


@pytest.mark.parametrize("auc", ALL)
def test_extremes_and_all_tied(auc):
    y = np.array([0, 0, 1, 1])
    assert auc(y, np.array([0.1, 0.2, 0.3, np.inf])) == 1.0
    assert auc(y, np.array([0.9, 0.8, 0.3, 0.4])) == 0.0
    assert auc(y, np.zeros(4)) == 0.5


@pytest.mark.parametrize("auc", ALL)
def test_one_class_and_a_nan_are_refused(refuses, auc):
    with refuses("at least one 0 and one 1"):
        auc(np.ones(2, int), np.zeros(2))
    with refuses("NaN"):
        auc(np.array([0, 1]), np.array([np.nan, 1.0]))
    with refuses("each label 0 or 1"):
        auc(np.array([0, 2]), np.array([0.0, 1.0]))
