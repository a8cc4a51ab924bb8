"""The trusted side: starts the zygote, keeps spare children, and hands out sessions."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from viva.core import JudgeFailed
from viva.sandbox.encoding import Encodable
from viva.sandbox.limits import Limits, Shape
from viva.sandbox.session import LOST, Session
from viva.sandbox.slot import Slot, ZygoteLost
from viva.sandbox.tiers import NoSandbox, Tier, TierReport, report
from viva.sandbox.wire import Order

Flavour = Literal["numpy", "torch"]

START_S = 120.0
# Sessions closed but not yet reaped; more are waited for, so that they cannot pile up.
MAX_DYING = 8
# Spares are kept for so many different (threads, scratch) at once.
MAX_SHAPES = 3

BOOT = "import sys;sys.path+=[p for p in {path!r} if p not in sys.path];\
from viva.sandbox.zygote import start;start(sys.argv[1:])"

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    # The order of a set is the same in every child: the same answer gets the same verdict twice.
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Without it joblib warns, in the learner's output, that it found no semaphores.
    "JOBLIB_MULTIPROCESSING": "0",
}


class Sandbox:
    """Runs untrusted code in single-use children. A context manager; starts when first needed.

    `preload` names the modules that hold the entries: they are imported once, in the zygote, and
    may have a `warm_up()` that runs in each spare. `require_tier` refuses less than that tier;
    without it, less than B is refused on Linux unless `unsafe`. Several threads may use it.
    """

    def __init__(
        self,
        flavour: Flavour = "numpy",
        *,
        preload: Sequence[str] = (),
        spares: int = 2,
        require_tier: Tier | None = None,
        unsafe: bool = False,
        _without: Sequence[str] = (),
    ) -> None:
        self.flavour: Flavour = flavour
        self._preload = tuple(preload)
        self._spares_wanted = spares
        self._require_tier = require_tier
        self._unsafe = unsafe
        self._without = tuple(_without)
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._spares: dict[Shape, deque[Slot]] = {Shape(): deque()}
        self._dying: deque[Slot] = deque()
        self._live: set[Slot] = set()
        self._report: TierReport | None = None
        self._closed = False

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> TierReport:
        """Starts the zygote and its spares if they are not there; says what holds."""
        with self._lock:
            if self._closed:
                raise ValueError("the sandbox is closed")
            if self._process is not None and self._process.poll() is not None:
                self._drop_zygote()
            if self._report is None or self._control is None:
                self._report = self._start_zygote()
                self._refill(Shape())
            return self._report

    def open(self, entry: str, setup: Encodable, limits: Limits | None = None) -> Session:
        """A session in which `entry` ("module:function", preloaded) makes the handler.

        In the child `handler = function(setup)`; then each call is `handler(request)`.
        """
        limits = limits or Limits()
        module, colon, _ = entry.partition(":")
        if not colon or module not in self._preload:
            raise ValueError(f"{entry!r} is not module:function of a preloaded module")
        held = self.start()
        if limits.scratch_mib and held.tier is not Tier.A:
            raise NoSandbox(
                f"a scratch directory needs tier A, and this machine has tier {held.tier.value}.",
                mend="`viva sandbox` shows what is missing.",
            )
        for attempt in (1, 2):
            slot = None
            try:
                slot = self._take(Shape(limits.threads, limits.scratch_mib))
                session = Session(slot, entry, setup, limits, self._give_back)
                with self._lock:
                    self._live.add(slot)
                return session
            except ZygoteLost as error:
                if slot is not None:
                    slot.close()
                with self._lock:
                    self._drop_zygote()
                if attempt == 2:
                    raise JudgeFailed(LOST, where=str(error)) from error
                self.start()
        raise AssertionError

    def settle(self) -> None:
        """Waits until every child of a closed session is reaped."""
        with self._lock:
            self._reap(0)

    def close(self) -> None:
        """Ends every child and the zygote."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._drop_zygote()

    def _take(self, shape: Shape) -> Slot:
        """A spare of that shape, or a new child; a shape once asked for gets spares too."""
        with self._lock:
            spares = self._spares.pop(shape, None) or deque[Slot]()
            self._spares[shape] = spares  # last: the most recently used
            while spares:
                slot = spares.popleft()
                slot.born()
                if not slot.wait_end(0):
                    return slot
                slot.close()  # something outside killed it while it waited
            if self._control is None:
                raise ZygoteLost("it is not running")
            return Slot.request(self._control, shape, warm=False)

    def _give_back(self, slot: Slot) -> None:
        """A closed session's child: killed; a new spare takes its place now, off the clock."""
        with self._lock:
            self._live.discard(slot)
            if self._control is None:
                slot.close()
                return
            self._dying.append(slot)
            while len(self._spares) > MAX_SHAPES:
                for spare in self._spares.pop(next(iter(self._spares))):
                    spare.kill()
                    self._dying.append(spare)
            self._refill(slot.shape)
            self._reap(MAX_DYING)

    def _refill(self, shape: Shape) -> None:
        spares = self._spares.get(shape)
        if spares is None:
            return
        try:
            while self._control is not None and len(spares) < self._spares_wanted:
                spares.append(Slot.request(self._control, shape, warm=True))
        except ZygoteLost:
            return  # the next `open` starts another

    def _reap(self, keep: int) -> None:
        """Closes what has been reaped; waits for the oldest while there are more than `keep`."""
        left: deque[Slot] = deque()
        while self._dying:
            slot = self._dying.popleft()
            must = len(self._dying) + len(left) >= keep
            try:
                ended = slot.wait_end() if must else slot.wait_end(0)
            except ZygoteLost:
                ended = True
            if ended:
                slot.close()
            elif must:
                slot.close()
                raise JudgeFailed("a sandboxed process could not be ended")
            else:
                left.append(slot)
        self._dying = left

    def _start_zygote(self) -> TierReport:
        path = tuple(str(Path(entry).absolute()) for entry in sys.path)
        order = Order(self.flavour, self._preload, path, self._without)
        here, there = socket.socketpair()
        with tempfile.TemporaryFile() as words, there:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", BOOT.format(path=path), str(there.fileno()),
                 json.dumps(asdict(order))],
                pass_fds=[there.fileno()],
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
                start_new_session=True,  # Ctrl-C is for the broker, which ends it in good order
            )  # fmt: skip
            there.close()
            try:
                hello = _hello(here)
            except BaseException as error:
                process.kill()
                process.wait()
                here.close()
                if not isinstance(error, EOFError):
                    raise
                words.seek(0)
                last = words.read().decode("utf-8", "replace").strip()[-2000:]
                raise NoSandbox("the sandbox did not start.", mend=last) from error
        self._process, self._control = process, here
        found = report(
            frozenset(hello["layers"]),
            hello["missing"],
            sys.platform,
            reaches_library=bool(hello["reaches_library"]),
        )
        try:
            self._demand(found)
        except NoSandbox:
            self._drop_zygote()
            raise
        return found

    def _demand(self, found: TierReport) -> None:
        lacking = ", ".join(layer.name for layer in found.layers if not layer.held)
        if self._require_tier is not None and not found.tier.at_least(self._require_tier):
            raise NoSandbox(
                f"tier {self._require_tier.value} is demanded, and this machine has tier "
                f"{found.tier.value} (missing: {lacking}).",
                mend="`viva sandbox` says why.",
            )
        if found.tier is Tier.C and sys.platform == "linux" and not self._unsafe:
            raise NoSandbox(
                f"too little protection is left to run code here (missing: {lacking}).",
                mend="`viva sandbox` says why; --unsafe runs it all the same, as yourself.",
            )

    def _drop_zygote(self) -> None:
        """Ends the zygote and whatever it still has; safe when it is already gone."""
        for slot in self._live:
            slot.kill()  # its session closes it
        spares = [slot for slots in self._spares.values() for slot in slots]
        for slot in (*spares, *self._dying):
            slot.kill()
            slot.close()
        self._spares = {Shape(): deque()}
        self._dying.clear()
        if self._control is not None:
            self._control.close()  # at the end of its input the zygote leaves
            self._control = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
            self._process = None
        self._report = None


def _hello(control: socket.socket) -> dict[str, Any]:
    """The zygote's first words; raises EOFError if it ends without any."""

    def exactly(length: int) -> bytes:
        data = b""
        while len(data) < length:
            if not select.select([control], [], [], START_S)[0]:
                raise JudgeFailed(f"the sandbox did not start within {START_S:.0f} s")
            part = control.recv(length - len(data))
            if not part:
                raise EOFError
            data += part
        return data

    (length,) = struct.unpack("<I", exactly(4))
    return json.loads(exactly(length))


def probe() -> TierReport:
    """Which layers hold on this machine, found by setting them up; takes about 0.3 s."""
    with Sandbox(spares=0, unsafe=True) as sandbox:
        return sandbox.start()
