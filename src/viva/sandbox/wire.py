"""What goes over the sockets: orders and status of the zygote, frames of the children.

A frame between broker and child is a kind, a nonce, a length, then encoded bytes.

A reply repeats the nonce of the request that it answers, so that nothing sent before a request
was read can pass for its reply.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass

HEAD = struct.Struct("<cQQ")

# From the broker.
OPEN, CALL = b"O", b"C"
# From the child.
VALUE, RAISED, MEMORY, PROGRESS = b"V", b"E", b"M", b"P"
FROM_CHILD = (VALUE, RAISED, MEMORY, PROGRESS)


# A request for a child, with three descriptors (control, output, status).
SPAWN = struct.Struct("<ii?")  # threads, scratch [MiB], whether to warm up
# What the zygote tells on a child's status socket: b"p" and its pid, then b"x" with how it ended.
STATUS = struct.Struct("<cxxxiidq")


@dataclass(frozen=True)
class Order:
    """How the broker wants its zygote; `without` leaves layers out, for tests and the matrix."""

    flavour: str
    preload: tuple[str, ...]
    path: tuple[str, ...]
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hello:
    """The zygote's first words: the layers that hold, and why the others do not."""

    layers: tuple[str, ...]
    missing: dict[str, str]
    base_bytes: int
    reaches_library: bool


def frame(kind: bytes, nonce: int, body: bytes) -> bytes:
    return HEAD.pack(kind, nonce, len(body)) + body


def read_exactly(fd: int, length: int) -> bytearray:
    """`length` bytes; raises EOFError if the other side closes before."""
    data = bytearray()
    while len(data) < length:
        part = os.read(fd, min(length - len(data), 1 << 20))
        if not part:
            raise EOFError
        data += part
    return data


def write_all(fd: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]
