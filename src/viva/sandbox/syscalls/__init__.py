"""Which number a system call has on this machine; data only, knows no policy."""

from __future__ import annotations

import platform
from functools import cache

from viva.sandbox.syscalls import aarch64, x86_64

MACHINES = {"x86_64": x86_64, "aarch64": aarch64}


@cache
def numbers() -> dict[str, int]:
    """Name to number for this machine; empty where viva has no table."""
    table = MACHINES.get(platform.machine())
    return table.NUMBERS if table else {}
