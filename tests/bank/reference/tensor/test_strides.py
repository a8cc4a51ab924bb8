import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viva_bank.reference.tensor.strides import flat_offset, is_contiguous, row_major_strides

shapes = st.lists(st.integers(0, 4), max_size=4).map(tuple)


@given(shape=shapes, dtype=st.sampled_from([np.int8, np.float32, np.complex128]))
def test_fresh_strides_are_numpys(shape, dtype):
    # NumPy gives an empty array all sorts of strides: ours are those of the same array, 0 as 1.
    x = np.empty(tuple(max(n, 1) for n in shape), dtype)
    assert row_major_strides(shape, x.itemsize) == x.strides


@given(shape=shapes, axes=st.permutations(range(4)), step=st.integers(1, 2))
def test_contiguity_is_numpys_flag_for_views(shape, axes, step):
    x = np.empty((3, 1, 2, 4)).transpose(axes)[::step]
    assert is_contiguous(x.shape, x.strides, x.itemsize) == x.flags.c_contiguous
    y = np.empty(shape)
    assert is_contiguous(y.shape, y.strides, y.itemsize) == y.flags.c_contiguous


def test_the_offset_finds_the_element(rng):
    x = rng.integers(0, 99, size=(3, 4, 5)).transpose(2, 0, 1)
    flat = x.transpose(1, 2, 0).reshape(-1)  # the memory as it lies
    for index in np.ndindex(x.shape):
        assert flat[flat_offset(index, x.strides) // x.itemsize] == x[index]


def test_one_index_too_few_and_a_negative_size_are_refused(refuses):
    with refuses("one index an axis"):
        flat_offset((1,), (8, 8))
    with refuses("sizes >= 0"):
        row_major_strides((-1,), 8)
