import math

import numpy as np

from viva_bank.reference.training.gradient_descent import stable_limit
from viva_bank.reference.training.lr_range_test import lr_range_test

A = np.diag([1.0, 10.0])


def quadratic(x):
    return float(x @ A @ x / 2), A @ x


def test_the_loss_breaks_above_the_stable_limit_and_the_suggestion_lies_below():
    # Without the smoothing's lag: two starts, so that the loss is no accident of one.
    for start in ([1.0, 1.0], [5.0, -0.3]):
        found = lr_range_test(quadratic, np.array(start), 1e-4, 10.0, 200, smoothing=0.0)
        assert stable_limit(A) < found.diverged < 20 * stable_limit(A)
        assert found.suggested < stable_limit(A)
        assert len(found.rates) == len(found.losses)


def test_a_range_that_is_safe_throughout_never_breaks():
    found = lr_range_test(quadratic, np.ones(2), 1e-4, 0.1, 50)
    assert math.isnan(found.diverged)
    assert len(found.rates) == 50
    np.testing.assert_allclose(found.rates[[0, -1]], [1e-4, 0.1])
    np.testing.assert_allclose(found.losses[0], quadratic(np.ones(2))[0])


def test_a_loss_that_is_no_number_at_once_is_refused(refuses):
    with refuses("smaller lr_min"):
        lr_range_test(lambda x: (math.nan, x), np.ones(1))
    with refuses("0 < lr_min < lr_max"):
        lr_range_test(quadratic, np.ones(2), 1.0, 0.1)
    with refuses("smoothing is 1.0"):
        lr_range_test(quadratic, np.ones(2), smoothing=1.0)
