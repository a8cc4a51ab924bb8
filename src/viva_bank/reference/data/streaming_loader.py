"""A data generator: shuffles, batches, and can stop and go on as if it never stopped.

The order of epoch e is a pure function of (seed, e), so its whole state is two numbers: the epoch,
and how many examples of it were given out. Only one batch is in memory at a time: `read` fetches
its rows.

Source: Goodfellow, Bengio and Courville (2016), "Deep Learning", section 8.1.3 (shuffle once an
epoch).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Position:
    """Where a loader is: all that has to be saved with a checkpoint."""

    epoch: int
    offset: int


class StreamingLoader:
    """`read(indices)` gives the examples; one `for` over the loader is (the rest of) one epoch."""

    def __init__(
        self,
        n: int,
        batch_size: int,
        read: Callable[[np.ndarray], Any],
        seed: int,
        drop_last: bool = False,
    ) -> None:
        if n < 1 or batch_size < 1:
            raise ValueError(f"n is {n}, batch_size {batch_size}: give at least 1 of each.")
        self.n, self.batch_size, self.drop_last = n, batch_size, drop_last
        self._read, self._seed = read, seed
        self.position = Position(0, 0)

    def __iter__(self) -> Iterator[Any]:
        """The batches that are left of this epoch; then the position is the next epoch's start."""
        epoch = self.position.epoch
        order = self._order(epoch)
        end = self.n - self.n % self.batch_size if self.drop_last else self.n
        while self.position.epoch == epoch and self.position.offset < end:
            start = self.position.offset
            stop = min(start + self.batch_size, end)
            batch = self._read(order[start:stop])
            # The position moves before the batch is handed out: a checkpoint taken while training
            # on it resumes with the next one.
            self.position = Position(epoch, stop)
            yield batch
        self.position = Position(epoch + 1, 0)

    def resume(self, position: Position) -> None:
        """Goes to a saved position."""
        if position.epoch < 0 or not 0 <= position.offset <= self.n:
            raise ValueError(
                f"{position} lies outside 0 … {self.n}: was n another when it was saved?"
            )
        self.position = position

    def _order(self, epoch: int) -> np.ndarray:
        return np.random.default_rng([self._seed, epoch]).permutation(self.n)
