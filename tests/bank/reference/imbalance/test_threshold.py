import numpy as np
import sklearn.metrics
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viva_bank.reference.imbalance.threshold import best_f_threshold, cost_threshold


def test_elkans_threshold_costs_least_on_calibrated_probabilities(rng):
    p = rng.random(200_000)
    y = rng.random(200_000) < p
    cuts = np.linspace(0.01, 0.99, 99)
    cost = [((p >= c) & ~y).sum() * 1.0 + ((p < c) & y).sum() * 9.0 for c in cuts]
    assert abs(cuts[int(np.argmin(cost))] - cost_threshold(1.0, 9.0)) <= 0.03
    assert cost_threshold(1.0, 9.0) == 0.1


@given(
    y=arrays(np.int64, 12, elements=st.integers(0, 1)),
    scores=arrays(np.float64, 12, elements=st.integers(0, 5).map(float)),
    beta=st.sampled_from([0.5, 1.0, 2.0]),
)
def test_no_threshold_has_a_larger_f(y, scores, beta):
    assume(y.any())
    threshold, f = best_f_threshold(y, scores, beta)
    tried = {
        t: sklearn.metrics.fbeta_score(y, scores >= t, beta=beta, zero_division=0)
        for t in np.unique(scores)
    }
    np.testing.assert_allclose(f, max(tried.values()))
    np.testing.assert_allclose(f, tried[threshold])


def test_free_errors_and_no_positive_are_refused(refuses):
    with refuses("not both 0"):
        cost_threshold(0.0, 0.0)
    with refuses("at least one label 1"):
        best_f_threshold(np.zeros(2, int), np.ones(2))
