import numpy as np
from sklearn.neighbors import KNeighborsClassifier

from viva_bank.reference.metric_learning.one_shot import one_shot_accuracy


def test_it_is_scikit_learns_nearest_neighbour(rng):
    support, queries = rng.normal(size=(6, 4)), rng.normal(size=(50, 4))
    labels, truth = rng.permutation(6), rng.integers(0, 6, 50)
    theirs = KNeighborsClassifier(1).fit(support, labels).score(queries, truth)
    assert one_shot_accuracy(support, labels, queries, truth) == theirs


def test_two_examples_of_a_label_are_refused(refuses):
    with refuses("one support example a label"):
        one_shot_accuracy(np.ones((2, 1)), np.array([0, 0]), np.ones((1, 1)), np.array([0]))
