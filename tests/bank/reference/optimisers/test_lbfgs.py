import numpy as np
import scipy.optimize
from scipy.optimize import rosen, rosen_der

from viva_bank.reference.optimisers.bfgs import bfgs_update
from viva_bank.reference.optimisers.lbfgs import lbfgs, lbfgs_direction


def test_the_two_loops_are_bfgs_with_the_same_pairs(rng):
    pairs = []
    for _ in range(4):
        s = rng.normal(size=6)
        pairs.append((s, s * rng.uniform(0.5, 2, size=6)))
    s, y = pairs[-1]
    H = np.eye(6) * (s @ y) / (y @ y)
    for s, y in pairs:
        H = bfgs_update(H, s, y)
    g = rng.normal(size=6)
    np.testing.assert_allclose(lbfgs_direction(g, pairs), -H @ g, atol=1e-10)


def test_it_finds_scipys_minimum_in_many_dimensions(rng):
    start = rng.uniform(0.5, 1.5, size=100)
    found = lbfgs(rosen, rosen_der, start)
    theirs = scipy.optimize.minimize(rosen, start, jac=rosen_der, method="L-BFGS-B", tol=1e-12)
    assert found.converged
    np.testing.assert_allclose(found.x, theirs.x, atol=1e-4)


def test_without_pairs_it_is_steepest_descent(rng):
    g = rng.normal(size=3)
    np.testing.assert_array_equal(lbfgs_direction(g, []), -g)


def test_no_memory_is_refused(refuses):
    with refuses("at least one pair"):
        lbfgs(rosen, rosen_der, np.zeros(2), memory=0)
