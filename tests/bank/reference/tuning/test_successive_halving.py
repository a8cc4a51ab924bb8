from itertools import pairwise

import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.model_selection import HalvingGridSearchCV

from viva_bank.reference.tuning.successive_halving import successive_halving


@pytest.mark.parametrize(("n", "eta"), [(27, 3), (16, 2), (10, 3), (1, 3), (5, 2)])
def test_the_rungs_halve_and_the_resource_grows(n, eta):
    rungs = successive_halving(
        lambda s, r: abs(s["x"] - 4) / r, [{"x": i} for i in range(n)], 2, eta
    )
    sizes = [len(r.trials) for r in rungs]
    assert sizes[0] == n
    assert sizes[-1] == 1
    assert all(b == max(1, a // eta) for a, b in pairwise(sizes))
    assert [r.resource for r in rungs] == [2 * eta**s for s in range(len(rungs))]
    assert rungs[-1].trials[0].settings == {"x": min(4, n - 1)}


class _Named(ClassifierMixin, BaseEstimator):
    """Scores by its own parameter alone, so that scikit-learn's rungs can be compared with ours."""

    def __init__(self, x=0, budget=1):
        self.x, self.budget = x, budget

    def fit(self, X, y):
        self.classes_ = [0, 1]
        return self

    def score(self, X, y):
        return -abs(self.x - 4)


def test_the_candidates_of_each_rung_are_as_many_as_scikit_learns():
    search = HalvingGridSearchCV(
        _Named(),
        {"x": list(range(27))},
        resource="budget",
        max_resources=54,
        min_resources=2,
        factor=3,
        cv=2,
        refit=False,
        aggressive_elimination=False,
    ).fit([[0.0]] * 8, [0, 1] * 4)
    rungs = successive_halving(lambda s, r: abs(s["x"] - 4), [{"x": i} for i in range(27)], 2, 3)
    assert search.n_candidates_ == [len(r.trials) for r in rungs]
    assert search.n_resources_ == [r.resource for r in rungs]
    assert search.best_params_["x"] == rungs[-1].trials[0].settings["x"]


def test_a_slow_starter_is_dropped():
    def loss(s, r):
        return 1 / r if s["x"] == "slow" and r > 4 else {"slow": 9.0, "fast": 1.0}[s["x"]]

    rungs = successive_halving(loss, [{"x": "slow"}, {"x": "fast"}], 1, 2)
    assert rungs[-1].trials[0].settings == {"x": "fast"}


def test_no_candidates_are_refused(refuses):
    with refuses("at least 1 candidate"):
        successive_halving(lambda s, r: 0.0, [], 1)
