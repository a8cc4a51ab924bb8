import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.preprocessing import normalize

from viva_bank.reference.normalisation.unit_norm import unit_norm


@pytest.mark.parametrize("p", [1, 2])
@given(x=arrays(np.float64, (3, 4), elements=st.integers(-99, 99).map(float)))
def test_it_is_scikit_learns(p, x):
    np.testing.assert_allclose(unit_norm(x, p), normalize(x, norm=f"l{p}"), atol=1e-12)


def test_extreme_lengths_neither_overflow_nor_vanish():
    x = np.array([[3e200, 4e200], [3e-200, 4e-200], [0.0, 0.0]])
    np.testing.assert_allclose(unit_norm(x), [[0.6, 0.8], [0.6, 0.8], [0, 0]])


def test_another_norm_is_refused(refuses):
    with refuses("use 1"):
        unit_norm(np.ones((1, 2)), 3)
