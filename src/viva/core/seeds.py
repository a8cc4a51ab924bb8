"""Random numbers: a pure function of (who asks, seed), never `seed + i`, never global."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def seed_sequence(name: str, seed: int) -> np.random.SeedSequence:
    """The `SeedSequence` over (name, seed); `name` is a question's or a lab's id."""
    import numpy as np

    words = hashlib.sha256(name.encode()).digest()[:16]
    entropy = [int.from_bytes(words[i : i + 4], "little") for i in range(0, 16, 4)]
    return np.random.SeedSequence([*entropy, seed])


def generator(name: str, seed: int) -> np.random.Generator:
    """A fresh generator for (name, seed)."""
    import numpy as np

    return np.random.default_rng(seed_sequence(name, seed))
