import numpy as np
import pytest
import scipy.optimize
from scipy.optimize import rosen, rosen_der

from viva_bank.reference.optimisers.bfgs import bfgs, bfgs_update


@pytest.mark.parametrize("d", [2, 5, 10])
def test_it_finds_scipys_minimum_of_rosenbrock(rng, d):
    start = rng.uniform(0.5, 1.5, size=d)
    found = bfgs(rosen, rosen_der, start)
    theirs = scipy.optimize.minimize(rosen, start, jac=rosen_der, method="BFGS", tol=1e-8)
    assert found.converged
    np.testing.assert_allclose(found.x, theirs.x, atol=1e-5)
    assert found.steps <= 3 * theirs.nit


def test_the_update_is_scipys_and_meets_the_secant_equation(rng):
    B = rng.normal(size=(4, 4))
    H, s = B @ B.T + np.eye(4), rng.normal(size=4)
    y = s + 0.1 * rng.normal(size=4)
    oracle = scipy.optimize.BFGS(exception_strategy="skip_update", init_scale=1.0)
    oracle.initialize(4, "inv_hess")
    oracle.H = H.copy()
    oracle.first_iteration = False
    oracle.update(s, y)
    new = bfgs_update(H, s, y)
    np.testing.assert_allclose(new, oracle.get_matrix(), atol=1e-10)
    np.testing.assert_allclose(new @ y, s)
    assert np.linalg.eigvalsh(new)[0] > 0


def test_a_badly_scaled_function_costs_no_more_steps(rng):
    start = rng.uniform(0.5, 1.5, size=5)
    plain = bfgs(rosen, rosen_der, start)
    steep = bfgs(lambda x: 1e6 * rosen(x), lambda x: 1e6 * rosen_der(x), start, tolerance=1.0)
    assert steep.converged
    assert steep.steps <= 1.5 * plain.steps


def test_at_the_minimum_it_takes_no_step():
    found = bfgs(rosen, rosen_der, np.ones(3))
    assert (found.steps, found.converged, found.path.shape) == (0, True, (1, 3))


def test_negative_curvature_is_refused(refuses):
    with refuses("Wolfe conditions"):
        bfgs_update(np.eye(2), np.ones(2), -np.ones(2))
