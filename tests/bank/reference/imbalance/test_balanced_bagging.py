import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score

from viva_bank.reference.imbalance.balanced_bagging import BalancedBagging, balanced_parts


def test_one_thousand_against_ten_thousand_make_ten_models(rng):
    y = np.repeat([1, 0], [1000, 10_000])
    parts = balanced_parts(y, rng)
    assert [len(p) for p in parts] == [2000] * 10
    times = np.bincount(np.concatenate(parts))
    assert set(times[:1000]) == {10}
    assert set(times[1000:]) == {1}


def test_the_rarer_class_may_be_either_and_need_not_divide(rng):
    parts = balanced_parts(np.repeat([0, 1], [3, 10]), rng)
    assert len(parts) == 4
    assert all(set(p) >= {0, 1, 2} for p in parts)


def test_it_is_the_mean_of_scikit_learns_models_and_lifts_the_recall(rng):
    X = rng.normal(size=(2000, 2))
    y = (X[:, 0] + rng.normal(size=2000) > 2.6).astype(int)
    bag = BalancedBagging(
        lambda X, y: LogisticRegression().fit(X, y), lambda m, X: m.predict_proba(X)[:, 1]
    ).fit(X, y, np.random.default_rng(5))
    models = [
        LogisticRegression().fit(X[rows], y[rows])
        for rows in balanced_parts(y, np.random.default_rng(5))
    ]
    expected = np.mean([m.predict_proba(X)[:, 1] for m in models], axis=0)
    np.testing.assert_allclose(bag.predict(X), expected)
    plain = LogisticRegression().fit(X, y).predict(X)
    assert recall_score(y, bag.predict(X) > 0.5) > recall_score(y, plain) + 0.3


def test_one_class_and_predicting_first_are_refused(rng, refuses):
    with refuses("at least one example of each"):
        balanced_parts(np.zeros(3, int), rng)
    with refuses("call fit first"):
        BalancedBagging(lambda X, y: None, lambda m, X: X[:, 0]).predict(np.ones((1, 1)))
