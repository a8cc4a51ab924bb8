"""What a child gives up before it sees anything of a job, in the order in which it can.

All of it is done ahead of need, but for the two limits that differ from job to job: memory and
processor time. A process may always lower its own limits, and never raise one again.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from viva.sandbox import kernel, landlock
from viva.sandbox.limits import MIB, Limits, Shape
from viva.sandbox.namespaces import SCRATCH

NOFILE = 64
STACK_BYTES = 8 << 20
# OpenMP and autograd start a few threads besides those asked for.
THREADS_MORE = 4


@dataclass(frozen=True)
class Preparation:
    """What the zygote made ready: which layers hold here, and what they need.

    `filters` are keyed by (threads, scratch); `base_bytes` is what the zygote itself maps;
    `ruleset` is the Landlock descriptor, -1 without. `zygote` is its process number as a child
    sees it, 0 if not at all, as from a pid namespace of its own, which ends with the zygote's.
    """

    layers: frozenset[str]
    base_bytes: int
    ruleset: int = -1
    filters: Mapping[tuple[bool, bool], bytes] = field(default_factory=dict)
    zygote: int = 0


def lock_down(ready: Preparation, shape: Shape) -> None:
    """Applies every layer that `ready` names."""
    layers = ready.layers
    if shape.scratch_mib:
        _make_scratch(shape.scratch_mib)
    threads = shape.threads > 1
    if threads and "users" in layers:
        # Processes are counted per user namespace: in one of its own the count is its own.
        kernel.unshare(kernel.CLONE_NEWUSER)
    if "limits" in layers:
        _limit_ahead(shape, layers)
    if sys.platform != "linux":
        return
    if layers & {"landlock", "seccomp", "privileges"}:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if ready.ruleset >= 0:
        landlock.restrict(ready.ruleset)
        os.close(ready.ruleset)
    if "privileges" in layers:
        kernel.drop_capabilities()
    # After every change of credentials, each of which clears it.
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
    if ready.zygote and os.getppid() != ready.zygote:
        os._exit(96)  # it died just before, and nothing would end this process
    if "seccomp" in layers:
        kernel.install_filter(ready.filters[threads, bool(shape.scratch_mib)])


def _make_scratch(scratch_mib: int) -> None:
    kernel.unshare(kernel.CLONE_NEWNS)
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    size = f"size={scratch_mib}m,nr_inodes={256 + 16 * scratch_mib},mode=700"
    kernel.mount("tmpfs", SCRATCH, "tmpfs", flags, size)
    os.chdir(SCRATCH)
    os.environ["TMPDIR"] = os.environ["HOME"] = SCRATCH


def _limit_ahead(shape: Shape, layers: frozenset[str]) -> None:
    bounds = {
        "RLIMIT_FSIZE": shape.scratch_mib * MIB,
        "RLIMIT_NOFILE": NOFILE,
        "RLIMIT_STACK": STACK_BYTES,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_SIGPENDING": 64,
        "RLIMIT_NICE": 0,
        "RLIMIT_RTPRIO": 0,
    }
    if shape.threads == 1:
        bounds["RLIMIT_NPROC"] = 1
    elif "users" in layers:
        bounds["RLIMIT_NPROC"] = shape.threads + THREADS_MORE
    for name, bound in bounds.items():
        _bound(name, bound)


def limit_job(limits: Limits, ready: Preparation) -> None:
    """The limits of one job: address space and processor time, beyond what is used already."""
    if "limits" not in ready.layers:
        return
    if sys.platform == "linux":  # macOS keeps no such limit, and refuses one below what is mapped
        _bound("RLIMIT_AS", ready.base_bytes + limits.memory_mib * MIB)
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Whole seconds, rounded up: the broker watches the clock more finely and comes first.
    _bound("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_s)


def _bound(name: str, bound: int) -> None:
    """Soft and hard limit alike: for CPU time the kernel then kills, and no handler delays it."""
    kind = getattr(resource, name, None)
    if kind is None:
        return  # macOS has fewer
    hard = resource.getrlimit(kind)[1]
    value = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
    resource.setrlimit(kind, (value, value))
