"""Every system call number, by both ways into the kernel, in a real child."""

from __future__ import annotations

import errno
import platform

import pytest
from boxes import SCRIPT, run

from viva.sandbox import Died, Limits, Returned, Sandbox, seccomp
from viva.sandbox.syscalls import numbers

# Makes each call with arguments that cannot work, and reports the error numbers.
NATIVE = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def f(which):
    found = {}
    for number in which:
        ctypes.set_errno(0)
        bad = ctypes.c_long(-1)
        r = libc.syscall(ctypes.c_long(number), bad, bad, bad, bad, bad, bad)
        found[number] = ctypes.get_errno() if r == -1 else -r - 1
    return found
"""

# From Linux 6.13 on, seccomp lets these pass unseen (uretprobe and uprobe, x86-64): they are for
# the kernel's own trampolines, and called from elsewhere they fail or end the process.
UNSEEN = (335, 336)

# mov eax, NUMBER; int 0x80; ret: the 32-bit entry, which has numbers of its own.
OTHER_ENTRY = """
import ctypes, mmap, struct
def f(number):
    m = mmap.mmap(-1, 4096, prot=7)
    m.write(b'\\xb8' + struct.pack('<I', number) + b'\\xcd\\x80\\xc3')
    code = ctypes.addressof(ctypes.c_char.from_buffer(m))
    return ctypes.CFUNCTYPE(ctypes.c_int)(code)()
"""


@pytest.mark.parametrize("threads", [1, 4])
@pytest.mark.parametrize("scratch_mib", [0, 4])
def test_every_denied_number_is_denied(numpy_box: Sandbox, threads: int, scratch_mib: int) -> None:
    scratch = bool(scratch_mib)
    allowed = {numbers()[n] for n in seccomp.allowed(scratch=scratch) if n in numbers()}
    which = [number for number in range(1024) if number not in (*allowed, *UNSEEN)]
    reply = run(numpy_box, NATIVE, which, limits=Limits(threads=threads, scratch_mib=scratch_mib))
    assert isinstance(reply, Returned), reply
    newest, clone3 = max(numbers().values()), numbers()["clone3"]
    for number, got in reply.value.items():
        late = number > newest or number == clone3
        assert got == (errno.ENOSYS if late else errno.EPERM), number


def test_every_denied_number_is_denied_in_tier_b(numpy_box_b: Sandbox) -> None:
    allowed = {numbers()[n] for n in seccomp.allowed(scratch=False) if n in numbers()}
    which = [n for n in range(max(numbers().values()) + 1) if n not in (*allowed, *UNSEEN)]
    reply = run(numpy_box_b, NATIVE, which)
    assert isinstance(reply, Returned)
    clone3 = numbers()["clone3"]
    wrong = {n: e for n, e in reply.value.items() if e != errno.EPERM and n != clone3}
    assert wrong == {}


def test_what_the_kernel_lets_pass_gains_nothing(numpy_box: Sandbox) -> None:
    for number in UNSEEN:
        reply = run(numpy_box, NATIVE, [number])
        if isinstance(reply, Returned):
            assert reply.value[number] in (errno.EPERM, errno.ENXIO)
        else:
            assert isinstance(reply, Died)
            assert reply.signal == 4  # SIGILL


def test_the_other_entry_kills_for_every_number(numpy_box: Sandbox) -> None:
    assert platform.machine() == "x86_64", "on aarch64 the 32-bit entry needs a 32-bit program"
    for number in range(0, 470):
        with numpy_box.open(SCRIPT, {"source": OTHER_ENTRY}) as session:
            reply = session.call({"name": "f", "args": [number]})
        assert isinstance(reply, Died), (number, reply)
        assert reply.signal == 31, number  # SIGSYS: the filter ended it


def test_x32_numbers_kill(numpy_box: Sandbox) -> None:
    for number in (0, 1, 39, 59, 520, 547):
        reply = run(numpy_box, NATIVE, [0x40000000 | number])
        assert isinstance(reply, Died)
        assert reply.signal == 31
