"""Frames between broker and child: a kind, a nonce, a length, then encoded bytes.

A reply repeats the nonce of the request that it answers, so that nothing sent before a request
was read can pass for its reply.
"""

from __future__ import annotations

import os
import struct

HEAD = struct.Struct("<cQQ")

# From the broker.
OPEN, CALL = b"O", b"C"
# From the child.
VALUE, RAISED, MEMORY, PROGRESS = b"V", b"E", b"M", b"P"
FROM_CHILD = (VALUE, RAISED, MEMORY, PROGRESS)


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
