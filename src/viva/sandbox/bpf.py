"""An assembler for classic BPF as seccomp takes it; knows no system call."""

from __future__ import annotations

import struct
from dataclasses import dataclass

LOAD = 0x20  # A = the 32-bit word of seccomp_data at offset k
AND = 0x54  # A &= k
JUMP_EQUAL = 0x15
JUMP_AT_LEAST = 0x35
RETURN = 0x06

ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000
ERRNO = 0x00050000

OFFSET_NUMBER, OFFSET_ARCH, OFFSET_ARGUMENTS = 0, 4, 16


@dataclass(frozen=True)
class Line:
    """One instruction; a jump goes to the label named, or to the next line for ""."""

    code: int
    k: int
    if_true: str = ""
    if_false: str = ""


class Program:
    """Lines and labels in order; labels are resolved when it is assembled."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.labels: dict[str, int] = {}

    def add(self, code: int, k: int, if_true: str = "", if_false: str = "") -> None:
        self.lines.append(Line(code, k & 0xFFFFFFFF, if_true, if_false))

    def label(self, name: str) -> None:
        assert name not in self.labels, name
        self.labels[name] = len(self.lines)

    def unique(self, stem: str) -> str:
        return f"{stem}@{len(self.lines)}"

    def assemble(self) -> bytes:
        """The array of struct sock_filter; jumps only go forward, at most 255 lines."""
        assert len(self.lines) <= 4096, "longer than the kernel takes"
        return b"".join(
            struct.pack("<HBBI", line.code, self._far(at, line.if_true),
                        self._far(at, line.if_false), line.k)
            for at, line in enumerate(self.lines)
        )  # fmt: skip

    def _far(self, at: int, label: str) -> int:
        if not label:
            return 0
        distance = self.labels[label] - at - 1
        assert 0 <= distance <= 255, f"{label} is {distance} lines away"
        return distance
