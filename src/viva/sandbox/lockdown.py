"""What a child gives up before it sees anything of a job, in the order in which it can."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from viva.sandbox import kernel, landlock
from viva.sandbox.limits import MIB, Limits
from viva.sandbox.namespaces import BOX

NOFILE = 64
STACK_BYTES = 8 << 20


@dataclass(frozen=True)
class Preparation:
    """What the zygote made ready: which layers hold here, and what they need.

    `filters` are keyed by (threads, scratch); `base_bytes` is what the zygote itself maps;
    `ruleset` is the Landlock descriptor, -1 without.
    """

    layers: frozenset[str]
    base_bytes: int
    ruleset: int = -1
    filters: Mapping[tuple[bool, bool], bytes] = field(default_factory=dict)


def lock_down(ready: Preparation, limits: Limits) -> None:
    """Applies every layer that `ready` names; after it only the job's own code runs."""
    layers = ready.layers
    if limits.scratch_mib:
        _make_scratch(limits.scratch_mib)
    threads = limits.threads > 1
    if threads and "users" in layers:
        # Counts of processes are kept per user namespace: in its own the limit is its own.
        kernel.unshare(kernel.CLONE_NEWUSER)
    if "limits" in layers:
        _limit(limits, ready)
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
    if "seccomp" in layers:
        kernel.install_filter(ready.filters[threads, bool(limits.scratch_mib)])


def _make_scratch(scratch_mib: int) -> None:
    kernel.unshare(kernel.CLONE_NEWNS)
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    size = f"size={scratch_mib}m,nr_inodes={256 + 16 * scratch_mib},mode=700"
    kernel.mount("tmpfs", BOX, "tmpfs", flags, size)
    os.chdir(BOX)
    os.environ["TMPDIR"] = os.environ["HOME"] = BOX


def _limit(limits: Limits, ready: Preparation) -> None:
    # The soft limit is the hard one: the kernel then kills, and no handler can put it off.
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu_s = round(used.ru_utime + used.ru_stime + 0.5) + limits.cpu_s
    bounds = {
        "RLIMIT_AS": ready.base_bytes + limits.memory_mib * MIB,
        "RLIMIT_CPU": cpu_s,
        "RLIMIT_FSIZE": limits.scratch_mib * MIB,
        "RLIMIT_NOFILE": NOFILE,
        "RLIMIT_STACK": STACK_BYTES,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_SIGPENDING": 64,
        "RLIMIT_NICE": 0,
        "RLIMIT_RTPRIO": 0,
    }
    if limits.threads == 1 or "users" in ready.layers:
        bounds["RLIMIT_NPROC"] = limits.threads
    for name, bound in bounds.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue  # macOS has fewer
        hard = resource.getrlimit(kind)[1]
        value = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (value, value))
