import numpy as np
import scipy.stats

from viva_bank.reference.tuning.grid import grid_search
from viva_bank.reference.tuning.random_search import integer, log_uniform, random_search, uniform


def test_the_draws_have_scipys_distributions(rng):
    for draw, law in (
        (uniform(2, 5), scipy.stats.uniform(2, 3)),
        (log_uniform(1e-4, 1.0), scipy.stats.loguniform(1e-4, 1.0)),
    ):
        values = [draw(rng) for _ in range(3000)]
        assert scipy.stats.kstest(values, law.cdf).pvalue > 1e-3
    assert {integer(1, 3)(rng) for _ in range(200)} == {1, 2, 3}


def test_it_beats_the_grid_when_one_axis_in_three_matters(rng):
    def loss(s):
        return (s["a"] - 0.37) ** 2

    values = [0.1, 0.5, 0.9]
    best_grid = min(t.loss for t in grid_search(loss, dict.fromkeys("abc", values)))
    axes = dict.fromkeys("abc", uniform(0, 1))
    wins = [min(t.loss for t in random_search(loss, axes, 27, rng)) < best_grid for _ in range(50)]
    assert np.mean(wins) > 0.95


def test_it_is_repeatable_and_a_range_from_zero_is_refused(refuses):
    def twice():
        return random_search(lambda s: s["x"], {"x": uniform(0, 1)}, 5, np.random.default_rng(3))

    assert twice() == twice()
    with refuses("0 < low < high"):
        log_uniform(0.0, 1.0)
    with refuses("at least 1"):
        random_search(lambda s: 0.0, {}, 0, np.random.default_rng(0))
