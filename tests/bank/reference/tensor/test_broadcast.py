import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viva_bank.reference.tensor.broadcast import broadcast_shape, unbroadcast

shapes = st.lists(st.integers(0, 4), max_size=4).map(tuple)


@given(a=shapes, b=shapes, c=shapes)
def test_it_is_numpys_and_fails_where_numpy_does(a, b, c):
    try:
        expected = np.broadcast_shapes(a, b, c)
    except ValueError:
        with pytest.raises(ValueError, match="make them equal, or 1"):
            broadcast_shape(a, b, c)
    else:
        assert broadcast_shape(a, b, c) == expected


def test_of_nothing_it_is_a_number():
    assert broadcast_shape() == np.broadcast_shapes() == ()


@pytest.mark.parametrize("shape", [(2, 3, 4), (3, 4), (1, 4), (2, 1, 1), (4,), (1,), ()])
def test_unbroadcast_is_the_transpose_of_broadcasting(rng, shape):
    # ⟨broadcast(x), g⟩ = ⟨x, unbroadcast(g)⟩ for every x.
    g, x = rng.normal(size=(2, 3, 4)), rng.normal(size=shape)
    back = unbroadcast(g, shape)
    assert back.shape == shape
    np.testing.assert_allclose((np.broadcast_to(x, g.shape) * g).sum(), (x * back).sum())


def test_a_shape_that_was_not_stretched_to_it_is_refused(refuses):
    with refuses("operand's own shape"):
        unbroadcast(np.ones((2, 1)), (2, 3))
