"""One child as the broker holds it: three descriptors, a handle to kill it, and how it ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from viva.sandbox.limits import Shape
from viva.sandbox.wire import SPAWN, STATUS

# A child that was killed is gone within milliseconds; this is for a machine in trouble.
DEATH_S = 10.0


@dataclass(frozen=True)
class End:
    """How a child ended, as the zygote reaped it: wait status, CPU [s], peak memory [KiB]."""

    code: int
    cpu_s: float
    peak_kib: int


class ZygoteLost(Exception):
    """The zygote went away: nobody's answer is to blame."""


class Slot:
    """Descriptors and process of one child, from its request until it is reaped."""

    def __init__(
        self, shape: Shape, control: socket.socket, output: int, status: socket.socket
    ) -> None:
        self.shape = shape
        self.control = control
        self.output = output
        self.status = status
        self.pidfd = -1
        self.pid = 0
        self.end: End | None = None
        self._killed = False
        self._closed = False

    @staticmethod
    def request(zygote: socket.socket, shape: Shape, *, warm: bool) -> Slot:
        """Asks the zygote for a child; returns at once, while it is still being born.

        `warm` for a spare, which has time; a child that is waited for has none to lose.
        """
        control, control_there = socket.socketpair()
        status, status_there = socket.socketpair()
        output, output_there = os.pipe()
        try:
            there = (control_there.fileno(), output_there, status_there.fileno())
            rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("3i", *there))
            zygote.sendmsg([SPAWN.pack(shape.threads, shape.scratch_mib, warm)], [rights])
        except OSError as error:
            control.close()
            status.close()
            os.close(output)
            raise ZygoteLost(str(error)) from error
        finally:
            control_there.close()
            status_there.close()
            os.close(output_there)
        control.setblocking(False)
        os.set_blocking(output, False)
        return Slot(shape, control, output, status)

    def born(self) -> None:
        """Waits until the zygote has said which process it is; returns if it has already."""
        while not self.pid and self.end is None:
            self.read_status()

    def read_status(self) -> None:
        """One record of the status socket; waits if there is none yet."""
        if not select.select([self.status], [], [], DEATH_S)[0]:
            raise ZygoteLost(f"the zygote said nothing for {DEATH_S:.0f} s")
        data, ancillary, _, _ = self.status.recvmsg(STATUS.size, socket.CMSG_SPACE(4))
        for _, _, payload in ancillary:
            self.pidfd = struct.unpack("i", payload[:4])[0]
        if len(data) < STATUS.size:
            raise ZygoteLost("the zygote closed a child's status before telling how it ended")
        kind, pid, code, cpu_s, peak_kib = STATUS.unpack(data)
        if kind == b"p":
            self.pid = self._pid_here(pid)
            if self._killed:
                self.kill()
        else:
            self.end = End(code, cpu_s, peak_kib)

    def _pid_here(self, pid: int) -> int:
        """The child's number in this process's pid namespace; the zygote knows another."""
        if self.pidfd < 0:
            return pid
        for line in Path(f"/proc/self/fdinfo/{self.pidfd}").read_text().splitlines():
            if line.startswith("Pid:"):
                return int(line[4:])
        return pid

    def cpu_clock_s(self) -> float:
        """The process's CPU time [s] by the kernel's own clock, read from here."""
        if self.end is not None:
            return self.end.cpu_s
        if self.pidfd < 0:
            return float("nan")  # macOS has no clock of another process
        try:
            # The clock id of a process, as clock_getcpuclockid(3) makes it.
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return float("nan")  # it has just died; the status will tell

    def mapped_bytes(self) -> int:
        """What the child maps now; 0 if that cannot be seen."""
        try:
            fd = os.open(f"/proc/{self.pid}/statm", os.O_RDONLY)
        except OSError:
            return 0
        try:
            pages = int(os.read(fd, 128).split(b" ", 1)[0] or 0)
        finally:
            os.close(fd)
        return pages * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """SIGKILL, now or as soon as it is known which process it is."""
        self._killed = True
        if self.end is not None or not self.pid:
            return
        with contextlib.suppress(ProcessLookupError):
            if self.pidfd >= 0:
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)

    def wait_end(self, timeout_s: float = DEATH_S) -> bool:
        """True once the zygote has reaped it; reads what the status socket has."""
        until = time.monotonic() + timeout_s
        while self.end is None:
            left = until - time.monotonic()
            if not select.select([self.status], [], [], max(left, 0))[0]:
                return False
            self.read_status()
        return True

    def close(self) -> None:
        """Closes all descriptors; closing the control socket also ends an idle child."""
        if self._closed:
            return
        self._closed = True
        self.control.close()
        self.status.close()
        os.close(self.output)
        if self.pidfd >= 0:
            os.close(self.pidfd)
