import math

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from viva_bank.reference.data.batches import batches, iterations_per_epoch


@given(n=st.integers(0, 40), batch_size=st.integers(1, 45), drop_last=st.booleans())
def test_it_is_pytorchs_batch_sampler(n, batch_size, drop_last):
    sampler = torch.utils.data.BatchSampler(range(n), batch_size, drop_last)
    ours = [list(map(int, b)) for b in batches(n, batch_size, drop_last=drop_last)]
    assert ours == list(sampler)
    assert len(ours) == iterations_per_epoch(n, batch_size, drop_last) == len(sampler)


def test_shuffled_every_example_comes_once(rng):
    seen = np.concatenate(list(batches(10, 3, rng)))
    assert sorted(seen) == list(range(10))
    assert list(seen) != list(range(10))
    assert iterations_per_epoch(10, 3) == math.ceil(10 / 3)


def test_an_empty_batch_is_refused(refuses):
    with refuses("at least 1"):
        iterations_per_epoch(10, 0)
