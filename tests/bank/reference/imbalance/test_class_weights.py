import numpy as np
from sklearn.utils.class_weight import compute_class_weight

from viva_bank.reference.imbalance.class_weights import class_weights


def test_they_are_scikit_learns_balanced(rng):
    y = rng.choice(3, size=200, p=[0.8, 0.15, 0.05])
    w = class_weights(y, 3)
    np.testing.assert_allclose(w, compute_class_weight("balanced", classes=np.arange(3), y=y))
    np.testing.assert_allclose(w[y].mean(), 1)


def test_a_class_without_examples_is_refused(refuses):
    with refuses("an example"):
        class_weights(np.array([0, 2]), 3)
    with refuses("an example"):
        class_weights(np.array([0, 1, 5]), 2)
