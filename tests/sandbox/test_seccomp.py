"""The filter: its tables against the kernel's headers, its answers by interpreting it."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest
from bpf_machine import answer

from viva.sandbox import bpf, seccomp
from viva.sandbox.syscalls import MACHINES

# Debian: apt-get install linux-libc-dev linux-libc-dev-arm64-cross (on x86-64).
HEADERS = {
    "x86_64": ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h",),
    "aarch64": (
        "/usr/aarch64-linux-gnu/include/asm/unistd.h",
        "/usr/aarch64-linux-gnu/include/asm-generic/unistd.h",
    ),
}
DENY = bpf.ERRNO | errno.EPERM
UNKNOWN = bpf.ERRNO | errno.ENOSYS
VARIANTS = [(m, t, s) for m in MACHINES for t in (False, True) for s in (False, True)]


def in_headers(machine: str) -> dict[str, set[int]]:
    """Every number that the headers give a name under any condition; aliases followed."""
    text = "\n".join(Path(path).read_text() for path in HEADERS[machine])
    raw = re.findall(r"^#define (__NR\w+)\s+(\w+)", text, re.MULTILINE)
    values = dict(raw)
    found: dict[str, set[int]] = {}
    for name, value in raw:
        while value in values:
            value = values[value]
        if value.isdigit() and name.startswith("__NR_"):
            found.setdefault(name.removeprefix("__NR_"), set()).add(int(value))
    return found


@pytest.mark.parametrize("machine", list(MACHINES))
def test_the_table_is_what_the_headers_say(machine: str) -> None:
    table = MACHINES[machine].NUMBERS
    headers = in_headers(machine)
    assert len(table) > 300
    wrong = {name: number for name, number in table.items() if number not in headers[name]}
    assert wrong == {}
    newest = max(table.values())
    missing = {
        name
        for name, numbers in headers.items()
        if name not in table
        and name not in ("syscalls", "arch_specific_syscall")
        # The generic header also names the 32-bit machines' calls, under one number each.
        and not (machine == "aarch64" and (name.endswith(("64", "_time64")) or name == "sync"))
        and max(numbers) <= newest
    }
    assert machine == "aarch64" or missing == set()
    assert len(set(table.values())) == len(table)


def test_every_name_of_the_policy_exists_somewhere() -> None:
    names = {*seccomp.allowed(scratch=True), *seccomp.conditional(threads=True)}
    known = set().union(*(table.NUMBERS for table in MACHINES.values()))
    assert names - known == set()


@pytest.mark.parametrize(("machine", "threads", "scratch"), VARIANTS)
def test_every_number_gets_its_answer(machine: str, threads: bool, scratch: bool) -> None:
    table = MACHINES[machine]
    program = seccomp.policy(threads=threads, scratch=scratch, machine=machine)
    allowed = {table.NUMBERS[n] for n in seccomp.allowed(scratch=scratch) if n in table.NUMBERS}
    some = {table.NUMBERS[n] for n in seccomp.conditional(threads=threads) if n in table.NUMBERS}
    newest = max(table.NUMBERS.values())
    for number in range(1024):
        got = answer(program, table.AUDIT_ARCH, number, (99999,) * 6)
        if number in allowed:
            assert got == bpf.ALLOW, number
        elif number in some or (number <= newest and number != table.NUMBERS["clone3"]):
            assert got == DENY, number
        else:
            assert got == UNKNOWN, number


@pytest.mark.parametrize(("machine", "threads", "scratch"), VARIANTS)
def test_no_other_entry(machine: str, threads: bool, scratch: bool) -> None:
    table = MACHINES[machine]
    program = seccomp.policy(threads=threads, scratch=scratch, machine=machine)
    others = [0x40000003, 0x40000028, 0xC000003E, 0xC00000B7, 0x80000015, 0]
    for arch in others:
        if arch != table.AUDIT_ARCH:
            for number in (0, 1, 20, 39, 1 << 30):
                assert answer(program, arch, number) == bpf.KILL_PROCESS
    if machine == "x86_64":
        for number in (0x40000000, 0x40000000 | 39, 0x7FFFFFFF, 0xFFFFFFFF):
            assert answer(program, table.AUDIT_ARCH, number) == bpf.KILL_PROCESS
    else:
        assert answer(program, table.AUDIT_ARCH, 0xFFFFFFFF) == UNKNOWN


HIGH = 1 << 40
ARGUMENTS = [
    ("ioctl", (0, 0x5401), True),
    ("ioctl", (0, HIGH | 0x5401), True),  # the kernel looks at 32 bits only
    ("ioctl", (0, 0x5412), False),  # TIOCSTI
    ("fcntl", (0, 1030), True),
    ("fcntl", (0, 1031), False),  # F_SETPIPE_SZ
    ("fcntl", (0, 1033), False),  # F_ADD_SEALS
    ("prctl", (15,), True),
    ("prctl", (4, 1), False),  # PR_SET_DUMPABLE
    ("prctl", (22,), False),  # PR_SET_SECCOMP
    ("prlimit64", (0, 7, 0), True),
    ("prlimit64", (0, 7, 1), True),
    ("prlimit64", (1, 7, 0), False),
    ("socketpair", (1, 1), True),
    ("socketpair", (1, 1 | 0o2000000), True),
    ("socketpair", (1, 2), False),
    ("socketpair", (2, 1), False),
    ("socketpair", (16, 1), False),
]
PTHREAD = 0x3D0F00
CLONES = [
    (PTHREAD, True),
    (PTHREAD | 0x10000000, False),  # a user namespace besides
    (PTHREAD & ~0x10000, False),  # not a thread
    (PTHREAD & ~0x100, False),  # not sharing memory
    (0x11, False),  # fork
    (0x4111, False),  # vfork
    (0, False),
    (PTHREAD | 0x2000, False),  # CLONE_PTRACE
]


@pytest.mark.parametrize("machine", list(MACHINES))
def test_arguments(machine: str) -> None:
    table = MACHINES[machine]
    program = seccomp.policy(threads=True, scratch=False, machine=machine)
    cases = [*ARGUMENTS, *(("clone", (flags,), fine) for flags, fine in CLONES)]
    for name, arguments, fine in cases:
        got = answer(program, table.AUDIT_ARCH, table.NUMBERS[name], arguments)
        assert got == (bpf.ALLOW if fine else DENY), (name, arguments)


def test_threads_only_when_asked_for() -> None:
    table = MACHINES["x86_64"]
    program = seccomp.policy(threads=False, scratch=True, machine="x86_64")
    assert answer(program, table.AUDIT_ARCH, table.NUMBERS["clone"], (PTHREAD,)) == DENY


def test_the_assembler_refuses_a_jump_too_far() -> None:
    program = bpf.Program()
    program.add(bpf.JUMP_EQUAL, 1, "end", "")
    for _ in range(256):
        program.add(bpf.LOAD, 0)
    program.label("end")
    program.add(bpf.RETURN, 0)
    with pytest.raises(AssertionError, match="256 lines away"):
        program.assemble()
