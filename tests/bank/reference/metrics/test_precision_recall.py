import numpy as np
import pytest
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.metrics.confusion import confusion_matrix
from viva_bank.reference.metrics.precision_recall import (
    averaged,
    counts,
    f_beta,
    precision,
    recall,
    specificity,
)

labels = arrays(np.int64, 12, elements=st.integers(0, 3))


@given(y=labels, y_hat=labels, beta=st.sampled_from([0.5, 1.0, 2.0]))
def test_every_class_and_every_average_is_scikit_learns(y, y_hat, beta):
    C = confusion_matrix(y, y_hat, 4)
    c = counts(C)
    for average in (None, "macro", "micro", "weighted"):
        p, r, f, _ = sklearn.metrics.precision_recall_fscore_support(
            y, y_hat, beta=beta, labels=range(4), average=average, zero_division=0
        )
        if average is None:
            np.testing.assert_allclose(precision(c), p)
            np.testing.assert_allclose(recall(c), r)
            np.testing.assert_allclose(f_beta(c, beta), f)
        else:
            np.testing.assert_allclose(averaged(C, "precision", average), p)
            np.testing.assert_allclose(averaged(C, "recall", average), r)
            np.testing.assert_allclose(averaged(C, "f_beta", average, beta), f)


@given(y=labels, y_hat=labels)
def test_specificity_is_the_recall_of_the_rest(y, y_hat):
    c = counts(confusion_matrix(y, y_hat, 4))
    rest = [sklearn.metrics.recall_score(y != k, y_hat != k, zero_division=0.0) for k in range(4)]
    np.testing.assert_allclose(specificity(c), rest)


def test_the_harmonic_mean(rng):
    y, y_hat = rng.integers(0, 2, 50), rng.integers(0, 2, 50)
    c = counts(confusion_matrix(y, y_hat, 2))
    np.testing.assert_allclose(2 / f_beta(c), 1 / precision(c) + 1 / recall(c))


def test_micro_is_accuracy_when_all_classes_are_pooled(rng):
    y, y_hat = rng.integers(0, 4, 60), rng.integers(0, 4, 60)
    C = confusion_matrix(y, y_hat, 4)
    for metric in ("precision", "recall", "f_beta"):
        assert averaged(C, metric, "micro") == pytest.approx((y == y_hat).mean())


def test_a_negative_beta_and_an_unknown_average_are_refused(refuses):
    c = counts(np.eye(2, dtype=int))
    with refuses("above 1 favours recall"):
        f_beta(c, -1.0)
    with refuses('use "macro"'):
        averaged(np.eye(2, dtype=int), "recall", "median")
