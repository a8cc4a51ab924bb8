"""What comes back from one call: a value, an error of the answer, or the limit it hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Frame:
    """One line of the child's traceback: untrusted text, bounded in length."""

    filename: str
    line: int
    function: str
    source: str


@dataclass(frozen=True)
class Returned:
    """The handler returned. `cpu_s` is the child's CPU clock as read from outside.

    It is not a number (NaN) where the system has no such clock: macOS.
    """

    value: Any
    stdout: str
    cpu_s: float


@dataclass(frozen=True)
class Raised:
    """The handler (or the setup) raised, or returned what cannot be encoded (`CannotReturn`)."""

    type: str
    message: str
    frames: tuple[Frame, ...]
    stdout: str
    cpu_s: float


@dataclass(frozen=True)
class TimedOut:
    """Longer than `wall_s` on the wall clock."""

    wall_s: float
    stdout: str


@dataclass(frozen=True)
class CpuExceeded:
    """More than `cpu_s` seconds of processor time."""

    cpu_s: int
    stdout: str


@dataclass(frozen=True)
class MemoryExceeded:
    """Asked for more than `memory_mib` MiB."""

    memory_mib: int
    stdout: str


@dataclass(frozen=True)
class Died:
    """The process ended without a reply: by `signal`, or by leaving with `exit_code`."""

    signal: int | None
    exit_code: int | None
    stdout: str


@dataclass(frozen=True)
class OutputExceeded:
    """Printed more than was to be kept."""

    stdout: str


@dataclass(frozen=True)
class ResultExceeded:
    """Announced a result of more than `result_bytes` bytes."""

    result_bytes: int
    stdout: str


@dataclass(frozen=True)
class Garbled:
    """Bytes that no honest child sends: a bad encoding, a forged or unasked frame."""

    reason: str
    stdout: str


Reply = (
    Returned
    | Raised
    | TimedOut
    | CpuExceeded
    | MemoryExceeded
    | Died
    | OutputExceeded
    | ResultExceeded
    | Garbled
)
