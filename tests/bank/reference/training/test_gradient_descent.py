import numpy as np
import pytest

from viva_bank.reference.training.gradient_descent import gradient_descent, stable_limit


def test_on_a_quadratic_it_is_the_closed_form(rng):
    A = np.diag([1.0, 4.0])
    start = rng.normal(size=2)
    path = gradient_descent(lambda x: A @ x, start, lr=0.3, steps=10)
    exact = [start * (1 - 0.3 * np.diag(A)) ** t for t in range(11)]
    np.testing.assert_allclose(path, exact, atol=1e-14)


@pytest.mark.parametrize(("share", "ends_smaller"), [(0.98, True), (1.02, False)])
def test_the_limit_is_two_over_the_largest_eigenvalue(rng, share, ends_smaller):
    B = rng.normal(size=(5, 5))
    A = B @ B.T + 0.1 * np.eye(5)
    start = rng.normal(size=5)
    path = gradient_descent(lambda x: A @ x, start, share * stable_limit(A), 2000)
    assert (np.linalg.norm(path[-1]) < np.linalg.norm(start)) == ends_smaller


def test_no_steps_return_the_start_and_fewer_are_refused(refuses):
    assert gradient_descent(lambda x: x, np.ones(2), 0.1, 0).shape == (1, 2)
    with refuses("give 0 or more"):
        gradient_descent(lambda x: x, np.ones(2), 0.1, -1)
    with refuses("no minimum"):
        stable_limit(-np.eye(2))
