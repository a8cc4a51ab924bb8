from __future__ import annotations

import numpy as np
import pytest

from viva.core import generator


def test_same_name_and_seed_give_the_same_numbers() -> None:
    a, b = generator("batch_norm/forward", 3), generator("batch_norm/forward", 3)
    np.testing.assert_array_equal(a.normal(size=8), b.normal(size=8))


@pytest.mark.parametrize(("name", "seed"), [("batch_norm/forward", 4), ("batch_norm/forwarc", 3)])
def test_another_name_or_seed_gives_other_numbers(name: str, seed: int) -> None:
    base = generator("batch_norm/forward", 3).normal(size=8)
    assert not np.any(generator(name, seed).normal(size=8) == base)
