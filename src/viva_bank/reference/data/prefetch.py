"""A prefetching pipeline reads the next batches while the current one is being used.

    time of n batches:  n·(read + compute) one after the other;  about n·max(read, compute)
    overlapped

A bounded queue sits between: full, it holds the reader back (memory stays bounded); empty, it
starves the consumer. Threads help where reading waits (disk, network) or releases the
interpreter's lock.

Source: Chien, Markidis, Sishtla, Santos, Herman, Narasimhamurthy and Laure (2018), "Characterizing
deep-learning I/O workloads in TensorFlow".
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any


class _End:
    """Marks the end of the stream, with the error that ended it, if one did."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


def prefetched(sources: Iterable[Any], read: Callable[[Any], Any], depth: int = 2) -> Iterator[Any]:
    """read(source) for each source, in order, up to `depth` results ahead of the consumer.

    An error in `read` reaches the consumer at its place in the order. Leaving the loop early stops
    the reader.
    """
    if depth < 1:
        raise ValueError(f"depth is {depth}: let the queue hold at least 1 batch.")
    return _consume(sources, read, depth)


def _consume(sources: Iterable[Any], read: Callable[[Any], Any], depth: int) -> Iterator[Any]:
    results: queue.Queue[Any] = queue.Queue(maxsize=depth)
    stop = threading.Event()

    def put(item: Any) -> bool:
        # A plain put would wait for ever for a consumer that has gone.
        while not stop.is_set():
            try:
                results.put(item, timeout=0.05)
            except queue.Full:
                continue
            return True
        return False

    def produce() -> None:
        end = _End()
        try:
            for source in sources:
                if not put(read(source)):
                    return
        except Exception as error:  # handed on whole: it is raised again in the consumer
            end = _End(error)
        put(end)

    thread = threading.Thread(target=produce, daemon=True)
    thread.start()
    try:
        while not isinstance(item := results.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        stop.set()
        thread.join()
