"""Which system calls a child may make, with which arguments; knows names, not numbers.

An allow-list: what is not named here fails with EPERM, what the table does not know with ENOSYS
(so that the C library falls back), and a call through another entry (int 0x80, x32, 32-bit ARM)
ends the process.
"""

from __future__ import annotations

import errno
import platform
from collections.abc import Mapping
from dataclasses import dataclass

from viva.sandbox import bpf
from viva.sandbox.syscalls import MACHINES, x86_64

# Reading and writing what is open, opening what the view and Landlock let be opened.
FILES = """read write readv writev pread64 pwrite64 lseek close open openat stat fstat lstat
newfstatat statx access faccessat faccessat2 readlink readlinkat getdents64 getcwd chdir fchdir
dup dup2 dup3 pipe pipe2 umask fadvise64"""
MEMORY = "brk mmap munmap mremap mprotect madvise mincore"
TIME = """clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times
getitimer setitimer alarm"""
WAITING = """poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
eventfd eventfd2 futex sched_yield pause restart_syscall"""
SELF = """getpid gettid getppid getpgid getpgrp getsid getuid geteuid getgid getegid getresuid
getresgid getgroups uname sysinfo getrusage getrlimit getpriority getcpu sched_getaffinity
sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min capget getrandom
set_tid_address set_robust_list get_robust_list rseq exit exit_group wait4 waitid"""
SIGNALS = """rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait
sigaltstack"""
# What an event loop does with the socket pair that wakes it.
PAIRS = "sendto recvfrom shutdown getsockname getpeername getsockopt"
# Only with a scratch directory.
SCRATCH = """mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 truncate ftruncate
fsync fdatasync fallocate flock"""

WORD = 0xFFFFFFFF

# From <linux/sched.h>: what pthread_create asks for, and no new process or namespace.
THREAD = 0x100 | 0x200 | 0x400 | 0x800 | 0x10000 | 0x40000
THREAD_OPTIONAL = 0x80000 | 0x100000 | 0x200000 | 0x1000000 | 0x400000


@dataclass(frozen=True)
class Test:
    """(argument & mask) == value; the mask says how much of it the kernel looks at."""

    argument: int
    mask: int
    value: int


Alternatives = tuple[tuple[Test, ...], ...]


def _one_of(argument: int, *values: int) -> Alternatives:
    return tuple((Test(argument, WORD, value),) for value in values)


# TCGETS, FIOCLEX, FIONCLEX, FIONBIO, FIONREAD: what opening a file in Python and asyncio ask.
IOCTLS = (0x5401, 0x5451, 0x5450, 0x5421, 0x541B)
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC
FCNTLS = (0, 1, 2, 3, 4, 1030)
# PR_SET_NAME, PR_GET_NAME, PR_SET_VMA: threads and arenas name themselves.
PRCTLS = (15, 16, 0x53564D41)
AF_UNIX, SOCK_STREAM, SOCK_TYPE = 1, 1, 0xF

CONDITIONAL: Mapping[str, Alternatives] = {
    "ioctl": _one_of(1, *IOCTLS),
    "fcntl": _one_of(1, *FCNTLS),
    "prctl": _one_of(0, *PRCTLS),
    # Its own limits only, which without capabilities can be lowered and never raised.
    "prlimit64": ((Test(0, WORD, 0),),),
    "socketpair": ((Test(0, WORD, AF_UNIX), Test(1, SOCK_TYPE, SOCK_STREAM)),),
}
CLONE_THREAD_ONLY: Alternatives = ((Test(0, WORD & ~THREAD_OPTIONAL, THREAD),),)


def allowed(*, scratch: bool) -> tuple[str, ...]:
    """The names allowed with any argument, in the order of the filter."""
    groups = [FILES, MEMORY, TIME, WAITING, SELF, SIGNALS, PAIRS]
    if scratch:
        groups.append(SCRATCH)
    return tuple(name for group in groups for name in group.split())


def conditional(*, threads: bool) -> dict[str, Alternatives]:
    """The names allowed with some arguments only."""
    return dict(CONDITIONAL) | ({"clone": CLONE_THREAD_ONLY} if threads else {})


Action = int | Alternatives


def policy(*, threads: bool, scratch: bool, machine: str = "") -> bytes:
    """The filter for `machine` (this one by default) as the kernel takes it.

    A binary search over ranges of numbers: the kernel tries a new filter on every number there
    is, for each child, and a linear one made that the dearest part of locking a child down.
    """
    table = MACHINES[machine or platform.machine()]
    program = bpf.Program()
    program.add(bpf.LOAD, bpf.OFFSET_ARCH)
    program.add(bpf.JUMP_EQUAL, table.AUDIT_ARCH, "native", "")
    program.add(bpf.RETURN, bpf.KILL_PROCESS)
    program.label("native")
    program.add(bpf.LOAD, bpf.OFFSET_NUMBER)
    _add_search(program, _ranges(table.NUMBERS, table.AUDIT_ARCH, threads, scratch))
    return program.assemble()


def _ranges(
    numbers: Mapping[str, int], arch: int, threads: bool, scratch: bool
) -> list[tuple[int, Action]]:
    """(first number, what is done from there on), ascending, neighbours different."""
    actions: dict[int, Action] = dict.fromkeys(
        range(max(numbers.values()) + 1), bpf.ERRNO | errno.EPERM
    )
    for name in allowed(scratch=scratch):
        if name in numbers:
            actions[numbers[name]] = bpf.ALLOW
    for name, alternatives in conditional(threads=threads).items():
        if name in numbers:
            actions[numbers[name]] = alternatives
    # glibc then falls back to clone, whose flags are in a register where a filter can see them.
    actions[numbers["clone3"]] = bpf.ERRNO | errno.ENOSYS
    actions[len(actions)] = bpf.ERRNO | errno.ENOSYS
    if arch == x86_64.AUDIT_ARCH:
        # x32 shares its arch with x86-64 and sets bit 30 of the number; -1 is a tracer's.
        actions[0x40000000] = bpf.KILL_PROCESS
    found: list[tuple[int, Action]] = []
    for number, action in actions.items():
        if not found or found[-1][1] != action:
            found.append((number, action))
    return found


def _add_search(program: bpf.Program, ranges: list[tuple[int, Action]]) -> None:
    if len(ranges) == 1:
        action = ranges[0][1]
        if isinstance(action, int):
            program.add(bpf.RETURN, action)
        else:
            _add_conditional(program, action)
        return
    middle = len(ranges) // 2
    upper = program.unique("upper")
    program.add(bpf.JUMP_AT_LEAST, ranges[middle][0], upper, "")
    _add_search(program, ranges[:middle])
    program.label(upper)
    _add_search(program, ranges[middle:])


def _add_conditional(program: bpf.Program, alternatives: Alternatives) -> None:
    for tests in alternatives:
        other = program.unique("other")
        for test in tests:
            for half in (0, 1):
                mask, value = test.mask >> 32 * half & WORD, test.value >> 32 * half & WORD
                if not mask:
                    continue
                program.add(bpf.LOAD, bpf.OFFSET_ARGUMENTS + 8 * test.argument + 4 * half)
                if mask != WORD:
                    program.add(bpf.AND, mask)
                program.add(bpf.JUMP_EQUAL, value, "", other)
        program.add(bpf.RETURN, bpf.ALLOW)
        program.label(other)
    program.add(bpf.RETURN, bpf.ERRNO | errno.EPERM)
