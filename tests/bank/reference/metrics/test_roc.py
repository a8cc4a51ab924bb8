import numpy as np
import sklearn.metrics
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.metrics.roc import roc_curve

labels = arrays(np.int64, 15, elements=st.integers(0, 1))
tied = arrays(np.float64, 15, elements=st.integers(0, 6).map(float))


@given(y=labels, scores=tied)
def test_it_is_scikit_learns_with_ties(y, scores):
    assume(0 < y.sum() < 15)
    ours = roc_curve(y, scores)
    fpr, tpr, thresholds = sklearn.metrics.roc_curve(y, scores, drop_intermediate=False)
    np.testing.assert_allclose(ours.fpr, fpr)
    np.testing.assert_allclose(ours.tpr, tpr)
    np.testing.assert_array_equal(ours.thresholds, thresholds)


def test_the_order_of_tied_rows_does_not_matter():
    first = roc_curve(np.array([1, 0, 1, 0]), np.full(4, 0.5))
    second = roc_curve(np.array([0, 0, 1, 1]), np.full(4, 0.5))
    np.testing.assert_array_equal(first.tpr, second.tpr)
    np.testing.assert_array_equal(first.tpr, [0, 1])


def test_one_class_a_nan_and_odd_labels_are_refused(refuses):
    with refuses("at least one 0 and one 1"):
        roc_curve(np.ones(3, int), np.arange(3.0))
    with refuses("a NaN has no rank"):
        roc_curve(np.array([0, 1]), np.array([0.1, np.nan]))
    with refuses("each label 0 or 1"):
        roc_curve(np.array([-1, 1]), np.array([0.1, 0.2]))
    with refuses("at least one score"):
        roc_curve(np.zeros(0, int), np.zeros(0))
