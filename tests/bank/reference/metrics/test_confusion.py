import numpy as np
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.metrics.confusion import accuracy, confusion_matrix

labels = arrays(np.int64, 12, elements=st.integers(0, 3))


@given(y=labels, y_hat=labels)
def test_it_is_scikit_learns(y, y_hat):
    C = confusion_matrix(y, y_hat, 4)
    expected = sklearn.metrics.confusion_matrix(y, y_hat, labels=range(4))
    np.testing.assert_array_equal(C, expected)
    assert accuracy(C) == sklearn.metrics.accuracy_score(y, y_hat)


def test_one_attack_in_a_hundred_thousand():
    y = np.zeros(100_000, dtype=int)
    y[0] = 1
    assert accuracy(confusion_matrix(y, np.zeros_like(y), 2)) == 0.99999


def test_labels_out_of_range_and_no_examples_are_refused(refuses):
    with refuses("use 0 … 2"):
        confusion_matrix(np.array([3]), np.array([0]), 3)
    with refuses("give as many"):
        confusion_matrix(np.array([1]), np.array([0, 1]), 3)
    with refuses("at least one example"):
        accuracy(np.zeros((2, 2), int))
