"""Strides say how far apart in memory two neighbours along an axis are.

    address of x[i_0, …, i_{r−1}] = offset + Σ_k i_k·stride_k
    row-major (C order): stride_{r−1} = itemsize,  stride_k = stride_{k+1}·n_{k+1}

So a transpose, a slice or a broadcast needs no copy: only the strides change (a broadcast axis has
stride 0), and afterwards the array may no longer be contiguous.

Source: van der Walt, Colbert and Varoquaux (2011), "The NumPy array: a structure for efficient
numerical computation".
"""

from __future__ import annotations


def row_major_strides(shape: tuple[int, ...], itemsize: int) -> tuple[int, ...]:
    """Strides in bytes of a fresh C-ordered array."""
    if itemsize < 1 or any(n < 0 for n in shape):
        raise ValueError(f"shape is {shape}, itemsize {itemsize}: give sizes >= 0, itemsize >= 1.")
    strides, step = [], itemsize
    for n in reversed(shape):
        strides.append(step)
        # NumPy treats an axis of 0 as 1 here, so that no stride becomes 0 by accident.
        step *= max(n, 1)
    return tuple(reversed(strides))


def is_contiguous(shape: tuple[int, ...], strides: tuple[int, ...], itemsize: int) -> bool:
    """Whether these strides lay the elements out in C order without gaps.

    An axis of length 1 is never stepped along, so its stride does not matter; no elements, no gaps.
    """
    if 0 in shape:
        return True
    step = itemsize
    for n, stride in zip(reversed(shape), reversed(strides), strict=True):
        if n != 1:
            if stride != step:
                return False
            step *= n
    return True


def flat_offset(index: tuple[int, ...], strides: tuple[int, ...]) -> int:
    """Σ i_k·stride_k: bytes from the first element, for indices that are not negative."""
    if len(index) != len(strides):
        raise ValueError(f"index is {index}, strides {strides}: give one index an axis.")
    return sum(i * s for i, s in zip(index, strides, strict=True))
