import numpy as np
import sklearn.metrics
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.metrics.precision_recall_curve import (
    average_precision,
    precision_recall_curve,
)

labels = arrays(np.int64, 15, elements=st.integers(0, 1))
tied = arrays(np.float64, 15, elements=st.integers(0, 6).map(float))


@given(y=labels, scores=tied)
def test_it_is_scikit_learns_with_ties(y, scores):
    assume(y.any())
    ours = precision_recall_curve(y, scores)
    p, r, thresholds = sklearn.metrics.precision_recall_curve(y, scores)
    # scikit-learn goes from the lowest threshold up, and adds the point (0, 1).
    np.testing.assert_allclose(ours.precision[::-1], p[:-1])
    np.testing.assert_allclose(ours.recall[::-1], r[:-1])
    np.testing.assert_array_equal(ours.thresholds[::-1], thresholds)
    ap = sklearn.metrics.average_precision_score(y, scores)
    np.testing.assert_allclose(average_precision(y, scores), ap)


def test_a_random_scorers_ap_is_the_prevalence(rng):
    y = (rng.random(20_000) < 0.1).astype(int)
    assert abs(average_precision(y, rng.random(20_000)) - 0.1) < 0.02


def test_no_positive_is_refused(refuses):
    with refuses("at least one label 1"):
        average_precision(np.zeros(3, int), np.arange(3.0))
