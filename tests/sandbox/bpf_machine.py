"""An interpreter of classic BPF as seccomp runs it: what a filter answers to one call."""

from __future__ import annotations

import struct

LOAD, AND, RETURN = 0x20, 0x54, 0x06
JUMPS = {
    0x15: lambda a, k: a == k,
    0x35: lambda a, k: a >= k,
}


def answer(program: bytes, arch: int, number: int, arguments: tuple[int, ...] = ()) -> int:
    """The filter's return value for one call."""
    filled = (*arguments, *(0,) * (6 - len(arguments)))
    data = struct.pack("<iIQ6Q", _signed(number), arch, 0, *filled)
    lines = list(struct.iter_unpack("<HBBI", program))
    accumulator, at = 0, 0
    while True:
        code, if_true, if_false, k = lines[at]
        at += 1
        if code == RETURN:
            return k
        if code == LOAD:
            assert k % 4 == 0
            assert k + 4 <= len(data), "the kernel refuses such a load"
            (accumulator,) = struct.unpack_from("<I", data, k)
        elif code == AND:
            accumulator &= k
        else:
            at += if_true if JUMPS[code](accumulator, k) else if_false


def _signed(number: int) -> int:
    return number - (1 << 32) if number >= 1 << 31 else number
