import numpy as np

from viva_bank.reference.augmentation.cutmix import cutmix


def test_the_label_weighs_by_the_pixels_that_were_really_pasted(rng):
    # Picture i is filled with the number i, so every pixel says where it came from.
    n, h, w = 5, 12, 9
    X = np.broadcast_to(np.arange(float(n))[:, None, None, None], (n, 2, h, w)).copy()
    shares = []
    for _ in range(300):
        mixed, labels = cutmix(X, np.eye(n), rng)
        counted = [[(mixed[i, 0] == j).mean() for j in range(n)] for i in range(n)]
        np.testing.assert_allclose(labels, counted)
        shares.append(1 - np.diag(labels).min())
        other = mixed[0, 0] != 0
        if other.any():
            rows, cols = np.flatnonzero(other.any(1)), np.flatnonzero(other.any(0))
            assert other.sum() == (np.ptp(rows) + 1) * (np.ptp(cols) + 1)  # one rectangle
    assert min(shares) < 0.1
    assert max(shares) > 0.6
    assert (np.arange(5.0)[:, None, None, None] == X).all()


def test_alpha_zero_is_refused(rng, refuses):
    with refuses("above 0"):
        cutmix(np.ones((2, 1, 2, 2)), np.eye(2), rng, alpha=0.0)
