"""The claims of a lab measured over seeds, as a stream of events; one measurement at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import msgspec

from viva.core import VivaError
from viva.lab import Entry, Finding
from viva.lab.cache import Cache
from viva.lab.measure import findings, needs, processes
from viva.server.laboratory import finite
from viva.server.language import Speaker
from viva.server.problems import Conflict, told

_BUSY = threading.Lock()


class _GoneAway(Exception):
    """Nobody is listening any more."""


class Measurement:
    """One measurement; `stream` is its events."""

    def __init__(self, entry: Entry, params: Mapping[str, Any], speaker: Speaker) -> None:
        self._entry = entry
        self._params = params
        self._speaker = speaker

    async def stream(self) -> AsyncGenerator[bytes]:
        """Server-sent events: `progress` {done, of}, `finding` for each claim, `problem`, `end`.

        When the listener goes, the processes are ended.
        """
        loop = asyncio.get_running_loop()
        events: asyncio.Queue[bytes | None] = asyncio.Queue()
        gone = threading.Event()

        def put(event: bytes | None) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(events.put_nowait, event)

        args = (self._entry, self._params, self._speaker, put, gone)
        threading.Thread(target=_measure, args=args, name="claims", daemon=True).start()
        try:
            while (event := await events.get()) is not None:
                yield event
        finally:
            gone.set()


def begin(entry: Entry, params: Mapping[str, Any], speaker: Speaker) -> Measurement:
    """Raises `Conflict` where a measurement is running, `BadInput` for parameters that do not
    fit."""
    if not _BUSY.acquire(blocking=False):
        raise Conflict(
            "Another measurement is running.",
            mend="Wait until it is done.",
            zh="另一次测量正在进行，请等它结束。",
        )
    try:
        needs(entry, given=params)
    except BaseException:
        _BUSY.release()
        raise
    return Measurement(entry, params, speaker)


def _measure(
    entry: Entry, params: Mapping[str, Any], speaker: Speaker, put: Any, gone: threading.Event
) -> None:
    def done(n: int, of: int) -> None:
        if gone.is_set():
            raise _GoneAway
        put(_event("progress", {"done": n, "of": of}))

    try:
        wanted = needs(entry, given=params)
        with processes() as pool:
            for need, found in findings(wanted, pool, Cache.default(), done=done):
                put(_event("finding", _finding(need.claim, found, speaker)))
        put(_event("end", {}))
    except _GoneAway:
        pass
    except VivaError as error:
        put(_event("problem", {"detail": told(error, speaker.language)[0]}))
    finally:
        _BUSY.release()
        put(None)


def _finding(claim: Any, found: Finding | VivaError, speaker: Speaker) -> dict[str, Any]:
    if isinstance(found, VivaError):
        return {"claim": claim.id, "problem": told(found, speaker.language)[0]}
    return {
        "claim": claim.id,
        "standing": found.standing,
        "holds": found.standing == "holds",
        "as_wanted": found.as_wanted(claim),
        "mean": finite(found.mean),
        "low": finite(found.low),
        "high": finite(found.high),
        "per_seed": [finite(v) for v in found.per_seed],
    }


def _event(name: str, data: dict[str, Any]) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"
