import numpy as np
import pytest
from scipy.optimize import rosen, rosen_der

from viva_bank.reference.optimisers.line_search import wolfe_step


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_both_conditions_hold_from_many_points(rng, scale):
    for _ in range(20):
        x = rng.normal(size=3)
        g = rosen_der(x)
        p = -scale * g
        a = wolfe_step(rosen, rosen_der, x, p)
        assert a > 0
        assert rosen(x + a * p) <= rosen(x) + 1e-4 * a * g @ p
        assert rosen_der(x + a * p) @ p >= 0.9 * g @ p


def test_uphill_is_refused(refuses):
    with refuses("direction of descent"):
        wolfe_step(rosen, rosen_der, np.zeros(2), rosen_der(np.zeros(2)))


def test_no_step_is_found_where_the_function_falls_for_ever():
    falls = wolfe_step(lambda x: float(-x[0]), lambda x: np.array([-1.0]), np.zeros(1), np.ones(1))
    assert falls == 0.0
