"""Labs played live: worker processes, the latest wish of each client wins, and any can be stopped.

A slider asks for more than can be computed. For each client only the newest wish waits; what is
running goes on unless it is slow. A lab that yields partial results hears of a newer wish at its
next step; one that does not is ended with its process when it has run for `PATIENCE_S`.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Literal

import msgspec

from viva.core import Language, VivaError
from viva.core.traditional import localise
from viva.lab.cache import Cache
from viva.lab.document import Document, in_language
from viva.lab.find import Entry
from viva.lab.measure import THREADS
from viva.lab.parameters import complete
from viva.lab.run import Job, steps

Depth = Literal["preview", "full"]
PATIENCE_S = 2.0
_GLANCE_S = 0.05


class Wish(msgspec.Struct, frozen=True):
    """What a client wants to see; `id` is the client's own and comes back with each reply."""

    entry: Entry
    params: Mapping[str, Any]
    seed: int = 0
    depth: Depth = "full"
    language: Language = "en"
    id: int = 0


class Reply(msgspec.Struct, frozen=True):
    """A document as JSON in the wish's language, or a problem. `over`: nothing more will come."""

    id: int
    over: bool
    document: bytes = b""
    problem: str = ""
    fault: bool = False  # the lab failed, rather than that the wish was bad


class Stage:
    """A few worker processes, started at the first wish. Callbacks come from other threads."""

    def __init__(self, workers: int | None = None, cache: Cache | None = None) -> None:
        self._count = workers or min(os.cpu_count() or 1, 4)
        self._cache = cache or Cache.default()
        self._waiting: OrderedDict[str, tuple[Wish, Callable[[Reply], None]]] = OrderedDict()
        self._stopped: set[str] = set()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._closed = False

    def play(self, client: str, wish: Wish, say: Callable[[Reply], None]) -> None:
        """Runs the wish as soon as a worker is free; an earlier one of this client that still
        waits is dropped without a reply."""
        with self._changed:
            if self._closed:
                return
            self._waiting[client] = (wish, say)
            self._stopped.discard(client)
            if len(self._threads) < self._count:
                thread = threading.Thread(target=self._serve, daemon=True, name="viva-lab")
                self._threads.append(thread)
                thread.start()
            self._changed.notify()

    def stop(self, client: str) -> None:
        """Drops what waits for this client and ends what runs for it; no reply comes any more."""
        with self._changed:
            self._waiting.pop(client, None)
            self._stopped.add(client)

    def close(self) -> None:
        """Ends every worker."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- one worker ------------------------------------------------------------------------

    def _serve(self) -> None:
        worker: _Worker | None = None
        try:
            while True:
                with self._changed:
                    while not self._waiting and not self._closed:
                        self._changed.wait()
                    if self._closed:
                        return
                    client, (wish, say) = self._waiting.popitem(last=False)
                if worker is None or not worker.alive:
                    worker = _Worker()
                if not self._attend(worker, client, wish, say):
                    worker.end()
                    worker = None
        finally:
            if worker is not None:
                worker.end()

    def _attend(
        self, worker: _Worker, client: str, wish: Wish, say: Callable[[Reply], None]
    ) -> bool:
        """Sees one wish through; False where the process is of no further use."""
        start = time.monotonic()
        told = False
        try:
            worker.pipe.send((wish, self._cache))
            while True:
                if worker.pipe.poll(_GLANCE_S):
                    reply: Reply = worker.pipe.recv()
                    if client not in self._stopped:
                        say(reply)
                    if reply.over:
                        return True
                if self._closed or client in self._stopped:
                    return False
                if client in self._waiting:
                    if not told:
                        worker.newer.set()
                        told = True
                    if time.monotonic() - start > PATIENCE_S:
                        return False
        except (EOFError, OSError):
            if client not in self._stopped and not self._closed:
                words = "the lab's process ended unexpectedly."
                say(Reply(wish.id, over=True, problem=words, fault=True))
            return False


class _Worker:
    """A process that plays one wish after another."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.newer = context.Event()
        before = {name: os.environ.get(name) for name in THREADS}
        os.environ.update(dict.fromkeys(THREADS, "1"))
        self._process = context.Process(target=_work, args=(theirs, self.newer), daemon=True)
        self._process.start()
        theirs.close()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> None:
        self.pipe.close()
        self._process.kill()
        self._process.join(timeout=5)


def _work(pipe: Connection, newer: Any) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            wish, cache = pipe.recv()
            newer.clear()
            for reply in _replies(wish, cache, newer):
                pipe.send(reply)


def _replies(wish: Wish, cache: Cache, newer: Any) -> Any:
    """The replies to one wish, the last of them with `over`."""
    try:
        lab = wish.entry.load()
        given = dict(wish.params)
        if wish.depth == "preview":
            given |= lab.preview
        job = Job(wish.entry, complete(lab, given, wish.entry.id), wish.seed)
        found = cache.find(job)
        if found is None:
            kept: Document | None = None
            for document in steps(job):
                if kept is not None:
                    yield Reply(wish.id, over=False, document=_told(kept, job, wish))
                kept = document
                if newer.is_set():
                    break
            found = kept
            if found is not None and not newer.is_set() and wish.depth == "full":
                cache.keep(job, found)
        yield Reply(wish.id, over=True, document=b"" if not found else _told(found, job, wish))
    except VivaError as e:
        words = e.zh if e.zh and wish.language != "en" else str(e)
        fault = e.exit_code != 2
        yield Reply(wish.id, over=True, problem=localise(words, wish.language), fault=fault)


def _told(document: Document, job: Job, wish: Wish) -> bytes:
    spoken = in_language(document, lambda text: localise(text.pick(wish.language), wish.language))
    return msgspec.json.encode({**spoken, "params": job.values, "seed": job.seed})
