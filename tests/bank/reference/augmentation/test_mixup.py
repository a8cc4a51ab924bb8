import numpy as np
import scipy.stats

from viva_bank.reference.augmentation.mixup import mixup


def test_pictures_and_labels_are_mixed_by_one_weight_with_one_partner(rng):
    X, Y = rng.random((6, 1, 3, 3)), np.eye(6)
    for _ in range(50):
        mixed, labels = mixup(X, Y, 1.0, rng)
        # The labels are distinct one-hot rows, so they say which pictures went in, and how much.
        np.testing.assert_allclose(mixed, np.einsum("nk,kchw->nchw", labels, X))
        np.testing.assert_allclose(labels.sum(axis=1), 1)
        weights = labels[labels > 0]
        assert len(np.unique(np.round(weights, 9))) <= 3  # λ, 1 − λ, and 1 for a row's own partner


def test_the_weight_has_the_beta_law(rng):
    X, Y = np.array([[1.0], [1.0], [0.0]])[:2], np.eye(2)
    weights = []
    while len(weights) < 800:
        labels = mixup(X, Y, 0.4, rng)[1]
        if labels[0, 0] < 1:
            weights.append(labels[0, 0])
    assert scipy.stats.kstest(weights, scipy.stats.beta(0.4, 0.4).cdf).pvalue > 1e-3


def test_alpha_zero_is_refused(rng, refuses):
    with refuses("above 0"):
        mixup(np.ones((2, 1)), np.eye(2), 0.0, rng)
