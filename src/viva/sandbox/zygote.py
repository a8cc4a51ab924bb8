"""The zygote: imports once, shuts itself in, and forks children; it never sees a job."""

from __future__ import annotations

import array
import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from viva.sandbox import child, kernel, landlock, namespaces, seccomp, warmth
from viva.sandbox.limits import Shape
from viva.sandbox.lockdown import Preparation
from viva.sandbox.syscalls import numbers
from viva.sandbox.view import View, granted, view
from viva.sandbox.wire import SPAWN, STATUS, Hello, Order

NAMESPACES = frozenset({"users", "mounts", "pids", "network", "ipc"})


def main(fd: int, order: Order) -> None:
    """The process that the broker starts; returns only by leaving."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=fd)
    missing: dict[str, str] = dict.fromkeys(order.without, "left out")
    seen = view(order.flavour)
    on_linux = sys.platform == "linux"
    trial = None
    if on_linux and "users" not in order.without:
        trial = _start_trial(seen, frozenset(order.without))
    sys.path[:0] = [entry for entry in order.path if entry not in sys.path]
    warmth.load(order.flavour, order.preload)
    sources: dict[str, int] = {}
    ruleset = -1
    if on_linux:
        why = "left out" if trial is None else _finish_trial(trial)
        if why:
            missing |= {name: why for name in NAMESPACES if name not in missing}
        if "mounts" in missing:  # the paths are those outside: opened while root reaches them
            ruleset = _ruleset(granted(seen), [], missing)
        else:
            sources = namespaces.clone_sources(seen)
        namespaces.become_nobody()
        if not why:
            _move_in(control, frozenset(order.without))
    _serve(control, order, seen, sources, ruleset, missing)


def _start_trial(seen: View, without: frozenset[str]) -> tuple[int, int]:
    """Tries the namespaces in a process that can be thrown away: half-entered is no way back."""
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    try:
        sources = namespaces.clone_sources(seen)
        namespaces.become_nobody()
        namespaces.enter(without)
        if "mounts" not in without:
            namespaces.show_only(seen, sources)
        os._exit(0)
    except OSError as error:
        os.write(write, str(error).encode()[:400])
    finally:
        os._exit(1)


def _finish_trial(trial: tuple[int, int]) -> str:
    """Empty if the trial went well, else what went wrong."""
    pid, read = trial
    with os.fdopen(read, "rb") as words:
        why = words.read().decode()
    _, status = os.waitpid(pid, 0)
    return why or ("" if status == 0 else f"the trial ended with status {status}")


def _move_in(control: socket.socket, without: frozenset[str]) -> None:
    """Enters the namespaces; goes on as the first process of the new pid namespace."""
    tasks = len(os.listdir("/proc/self/task"))  # noqa: PTH208
    if tasks != 1:
        raise RuntimeError(f"something preloaded started {tasks - 1} threads: none may run here")
    namespaces.enter(without)
    pid = os.fork()
    if pid:
        control.close()
        status = os.waitpid(pid, 0)[1]
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _mapped_bytes() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 8 << 30


def _serve(
    control: socket.socket,
    order: Order,
    seen: View,
    sources: dict[str, int],
    ruleset: int,
    missing: dict[str, str],
) -> NoReturn:
    null = os.open("/dev/null", os.O_RDWR)
    base_bytes = _mapped_bytes()
    own_pids = -1
    if sys.platform == "linux" and "pids" not in missing:
        own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY)
    filters: dict[tuple[bool, bool], bytes] = {}
    layers = {"limits"} - set(missing)
    if sys.platform == "linux":
        layers |= (NAMESPACES | {"privileges"}) - set(missing)
        if "mounts" in layers:
            namespaces.show_only(seen, sources)
            # The folders of the path hold the view's packages and no others, so may be listed.
            ruleset = _ruleset([*granted(seen), *seen.path], [namespaces.BOX], missing)
        filters = _filters(missing)
        layers |= {"landlock"} if ruleset >= 0 else set()
        layers |= {"seccomp"} if filters else set()
    else:
        why = "only Linux has it"
        missing |= dict.fromkeys([*NAMESPACES, "privileges", "landlock", "seccomp"], why)
    _forget(seen, "mounts" in layers)
    reaches = all(os.access(folder, os.R_OK | os.X_OK) for folder in seen.libraries)
    hello = Hello(tuple(sorted(layers)), missing, base_bytes, reaches)
    text = json.dumps(asdict(hello)).encode()
    control.sendall(struct.pack("<I", len(text)) + text)
    ready = Preparation(
        frozenset(layers),
        base_bytes,
        child.RULESET if ruleset >= 0 else -1,
        filters,
        os.getpid() if own_pids < 0 else 0,
    )
    if sys.platform == "linux":
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    gc.collect()
    gc.freeze()
    gc.disable()

    def life(shape: Shape, warm: bool) -> None:
        child.run(ready, shape, (lambda: warmth.warm(order.preload)) if warm else (lambda: None))

    # macOS has no pidfd: there processes go by number, and a signal says that one has ended.
    pidfds = hasattr(os, "pidfd_open") and "pidfd" not in missing
    _Nursery(control, null, ruleset, own_pids, life, pidfds=pidfds).run()


def _ruleset(readable: list[str], writable: list[str], missing: dict[str, str]) -> int:
    if "landlock" in missing:
        return -1
    if not landlock.version():
        missing["landlock"] = "this kernel has no Landlock, or it is turned off"
        return -1
    try:
        return landlock.ruleset([*readable, "/dev/null"], writable)
    except OSError as error:
        missing["landlock"] = str(error)
        return -1


def _filters(missing: dict[str, str]) -> dict[tuple[bool, bool], bytes]:
    if "seccomp" in missing:
        return {}
    if not numbers():
        missing["seccomp"] = "no table of system calls for this processor"
        return {}
    if why := _try_filter():
        missing["seccomp"] = why
        return {}
    both = (False, True)
    return {(t, s): seccomp.policy(threads=t, scratch=s) for t in both for s in both}


def _try_filter() -> str:
    """Installs the filter in a process that can be thrown away; empty if the kernel takes it."""
    pid = os.fork()
    if pid == 0:
        try:
            kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
            kernel.install_filter(seccomp.policy(threads=False, scratch=False))
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(pid, 0)[1]
    return "" if status == 0 else "the kernel refused the filter"


def _forget(seen: View, in_view: bool) -> None:
    """Leaves nothing for a child to read of where things are outside."""
    import importlib.util

    sys.path[:] = seen.path
    sys.path_importer_cache.clear()
    sys.argv[:] = [""]
    sys.orig_argv[:] = [""]
    # Fills the finders' lists of folders, which without a view may not be listed later.
    importlib.util.find_spec("a_module_that_does_not_exist")
    if not in_view:
        sys.meta_path.insert(
            0, _Closed(frozenset(Path(p).name.partition(".")[0] for p in seen.packages))
        )


class _Closed:
    """Packages that lie there but may not be opened are not installed, as far as imports go.

    Otherwise a package that tries an optional dependency would die of PermissionError.
    """

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names | sys.stdlib_module_names

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if "." not in name and name not in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


class _Nursery:
    """Forks a child for each record on `control`, tells each one's status, and reaps."""

    def __init__(
        self,
        control: socket.socket,
        null: int,
        ruleset: int,
        own_pids: int,
        life: Callable[[Shape, bool], None],
        *,
        pidfds: bool,
    ) -> None:
        self.pidfds = pidfds
        self.control = control
        self.null = null
        self.ruleset = ruleset
        self.own_pids = own_pids
        self.life = life
        self.poll = select.poll()
        self.children: dict[int, tuple[int, socket.socket]] = {}

    def run(self) -> NoReturn:
        self.poll.register(self.control, select.POLLIN)
        wake = -1
        if not self.pidfds:
            wake, own = os.pipe()
            os.set_blocking(wake, False)
            os.set_blocking(own, False)
            signal.set_wakeup_fd(own)
            signal.signal(signal.SIGCHLD, lambda *_: None)
            self.poll.register(wake, select.POLLIN)
        while True:
            for fd, _ in self.poll.poll():
                if fd == self.control.fileno():
                    self._request()
                elif fd == wake:
                    os.read(wake, 512)
                    for key in list(self.children):
                        self._reap(key, os.WNOHANG)
                else:
                    self._reap(fd, 0)

    def _request(self) -> None:
        data, ancillary, _, _ = self.control.recvmsg(SPAWN.size, socket.CMSG_SPACE(3 * 4))
        if not data:
            os._exit(0)
        fds = array.array("i")
        for _, _, payload in ancillary:
            fds.frombytes(payload[: len(payload) // 4 * 4])
        control, output, status = fds
        if self.own_pids >= 0:
            kernel.unshare(kernel.CLONE_NEWPID)
        pid = os.fork()
        if pid == 0:
            threads, scratch_mib, warm = SPAWN.unpack(data)
            self._become_child(control, output, Shape(threads, scratch_mib), warm)
        if self.own_pids >= 0:
            kernel.setns(self.own_pids, kernel.CLONE_NEWPID)
        os.close(control)
        os.close(output)
        self._announce(pid, socket.socket(fileno=status))

    def _become_child(self, control: int, output: int, shape: Shape, warm: bool) -> NoReturn:
        try:
            if sys.platform == "linux":
                kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            if not self.pidfds:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            signal.signal(signal.SIGINT, signal.default_int_handler)
            child.settle_descriptors(self.null, output, control, self.ruleset)
            self.life(shape, warm)
        except BaseException:
            import traceback

            os.write(2, traceback.format_exc().encode()[:4000])
        finally:
            os._exit(98)

    def _announce(self, pid: int, status: socket.socket) -> None:
        record = STATUS.pack(b"p", pid, 0, 0.0, 0)
        if not self.pidfds:
            key, extra = -pid, []
        else:
            key = os.pidfd_open(pid)
            extra = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("i", key))]
            self.poll.register(key, select.POLLIN)
        # If the broker has closed it already, the child finds its own end closed too.
        with contextlib.suppress(OSError):
            status.sendmsg([record], extra)
        self.children[key] = pid, status

    def _reap(self, key: int, flags: int) -> None:
        pid, status = self.children[key]
        done, code, usage = os.wait4(pid, flags)
        if not done:
            return
        del self.children[key]
        if key >= 0:
            self.poll.unregister(key)
            os.close(key)
        cpu_s = usage.ru_utime + usage.ru_stime
        with contextlib.suppress(OSError):  # nobody may be waiting for it any more
            status.send(STATUS.pack(b"x", pid, code, cpu_s, usage.ru_maxrss))
        status.close()


def start(arguments: list[str]) -> None:
    """`python -m viva.sandbox.zygote FD ORDER` with the order as JSON."""
    fd, text = arguments
    fields: dict[str, Any] = json.loads(text)
    lists = {name: tuple(fields[name]) for name in ("preload", "path", "without")}
    main(int(fd), Order(fields["flavour"], **lists))


if __name__ == "__main__":
    start(sys.argv[1:])
