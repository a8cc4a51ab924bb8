"""System calls that Python has no name for, through ctypes; knows no policy.

ctypes rather than a C extension: one wheel for every platform and nothing to build. It costs
microseconds, a handful of times per child.
"""

from __future__ import annotations

import ctypes
import os
import struct
from functools import cache
from typing import Any

from viva.sandbox.syscalls import numbers

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
CLONE_NEWCGROUP = 0x02000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4
OPEN_TREE_CLONE, MOVE_MOUNT_F_EMPTY_PATH = 1, 4
AT_FDCWD, AT_RECURSIVE = -100, 0x8000

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_SET_MODE_FILTER = 1


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(name: str, *arguments: Any) -> int:
    """The system call `name`; integers, bytes and ctypes buffers as arguments."""
    number = numbers().get(name)
    if number is None:
        raise OSError(38, f"{name}: no number known for this machine")
    converted = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(_libc().syscall(ctypes.c_long(number), *converted), name)


def prctl(option: int, value: int) -> None:
    zero = ctypes.c_ulong(0)
    result = _libc().prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero)
    _checked(result, f"prctl {option}")


def unshare(flags: int) -> None:
    _checked(_libc().unshare(flags), f"unshare {flags:#x}")


def setns(fd: int, kind: int) -> None:
    _checked(_libc().setns(fd, kind), "setns")


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    result = _libc().mount(
        source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode()
    )
    _checked(result, f"mount {target}")


def clone_mount(path: str) -> int:
    """A descriptor of a mount that shows `path` and is attached nowhere yet."""
    flags = OPEN_TREE_CLONE | AT_RECURSIVE | os.O_CLOEXEC
    return syscall("open_tree", AT_FDCWD, path.encode(), flags)


def attach_mount(fd: int, target: str) -> None:
    """Attaches what `clone_mount` gave."""
    syscall("move_mount", fd, b"", AT_FDCWD, target.encode(), MOVE_MOUNT_F_EMPTY_PATH)


def set_hostname(name: str) -> None:
    _checked(_libc().sethostname(name.encode(), len(name)), "sethostname")


def change_root(new: str) -> None:
    """Makes `new` the root, and what was the root unreachable."""
    os.chdir(new)
    # With the same folder twice the old root is stacked on top of the new one, then detached.
    syscall("pivot_root", b".", b".")
    _checked(_libc().umount2(b".", MNT_DETACH), "umount")
    os.chdir("/")


def make_read_only(path: str) -> None:
    """Read-only, no set-uid, no devices, for the mount at `path` and everything below."""
    attributes = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID
    buffer = ctypes.create_string_buffer(struct.pack("<QQQQ", attributes, 0, 0, 0), 32)
    syscall("mount_setattr", AT_FDCWD, path.encode(), AT_RECURSIVE, buffer, 32)


def drop_capabilities() -> None:
    """No capability in any set; with no_new_privs none can come back."""
    header = ctypes.create_string_buffer(struct.pack("<Ii", 0x20080522, 0), 8)
    syscall("capset", header, ctypes.create_string_buffer(24))


def close_from(first: int) -> None:
    """Closes every descriptor from `first` on."""
    if hasattr(_libc(), "close_range"):
        _checked(_libc().close_range(first, ctypes.c_uint(0xFFFFFFFF), 0), "close_range")
    else:
        os.closerange(first, os.sysconf("SC_OPEN_MAX"))


def install_filter(program: bytes) -> None:
    """Installs a seccomp program (an array of struct sock_filter); needs no_new_privs."""
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    syscall("seccomp", SECCOMP_SET_MODE_FILTER, 0, ctypes.create_string_buffer(head, len(head)))
