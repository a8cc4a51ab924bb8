import numpy as np
from scipy.optimize import approx_fprime, rosen, rosen_der

from viva_bank.reference.autograd.gradient_check import numerical_gradient, relative_error


def test_it_is_the_exact_gradient_to_the_order_of_h_squared(rng):
    x = rng.normal(size=5)
    exact = rosen_der(x)
    assert relative_error(exact, numerical_gradient(rosen, x)) < 1e-8
    forward = approx_fprime(x, rosen, 1e-5)
    assert relative_error(exact, forward) > 100 * relative_error(
        exact, numerical_gradient(rosen, x)
    )


def test_a_wrong_gradient_is_noticed_and_two_zeros_agree(rng):
    x = rng.normal(size=5)
    assert relative_error(2 * rosen_der(x), numerical_gradient(rosen, x)) > 0.3
    assert relative_error(np.zeros(2), np.zeros(2)) == 0


def test_float32_is_refused(refuses):
    with refuses("convert it first"):
        numerical_gradient(rosen, np.ones(2, np.float32))
