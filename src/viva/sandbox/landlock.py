"""Landlock: which files this process may still open, whatever its mounts say."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from viva.sandbox import kernel

CREATE_VERSION = 1
RULE_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
FIRST_RIGHTS = (1 << 13) - 1

READ = READ_FILE | READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE
FILE_RIGHTS = WRITE_FILE | READ_FILE | TRUNCATE


def version() -> int:
    """The kernel's Landlock ABI, 0 where there is none (or it is turned off)."""
    try:
        return kernel.syscall("landlock_create_ruleset", None, 0, CREATE_VERSION)
    except OSError:
        return 0


def _handled(abi: int) -> int:
    """Every right to files that this ABI knows: what no rule grants is denied."""
    rights = FIRST_RIGHTS
    for since, right in ((2, REFER), (3, TRUNCATE), (5, IOCTL_DEV)):
        if abi >= since:
            rights |= right
    return rights


def ruleset(readable: Iterable[str], writable: Iterable[str]) -> int:
    """A descriptor of the rules: read below `readable`, read and write below `writable`.

    TCP ports (ABI 4), abstract sockets and signals outwards (ABI 6) are denied where the kernel
    can. A path that cannot be opened is left out, and so is not granted.
    """
    abi = version()
    handled = _handled(abi)
    attributes = struct.pack("<QQQ", handled, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    buffer = ctypes.create_string_buffer(attributes[:size], size)
    fd = kernel.syscall("landlock_create_ruleset", buffer, size, 0)
    for paths, rights in ((readable, READ), (writable, WRITE & handled)):
        for path in paths:
            _allow(fd, path, rights)
    return fd


def _allow(fd: int, path: str, rights: int) -> None:
    try:
        at = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not Path(path).is_dir():
            rights &= FILE_RIGHTS
        rule = ctypes.create_string_buffer(struct.pack("<Qi", rights, at), 12)
        kernel.syscall("landlock_add_rule", fd, RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(at)


def restrict(fd: int) -> None:
    """From now on and for ever; needs no_new_privs."""
    kernel.syscall("landlock_restrict_self", fd, 0)
