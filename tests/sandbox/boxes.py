"""How these tests make a sandbox, run a piece of source in it, and see what is left of it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from viva.sandbox import Limits, Reply, Sandbox, Tier

SCRIPT = "sandbox_handlers:script"


def box(flavour: Any, tier: str, **more: Any) -> Sandbox:
    """Tier A as the machine gives it, or B imitated by leaving every namespace out."""
    if tier == "A":
        return Sandbox(flavour, preload=["sandbox_handlers"], require_tier=Tier.A, **more)
    return Sandbox(
        flavour, preload=["sandbox_handlers"], require_tier=Tier.B, _without=["users"], **more
    )


def run(
    sandbox: Sandbox,
    source: str,
    *args: Any,
    limits: Limits | None = None,
    wall_s: float | None = None,
) -> Reply:
    """The reply to one call of `f(*args)` in a child of its own."""
    with sandbox.open(SCRIPT, {"source": source}, limits) as session:
        return session.call({"name": "f", "args": list(args)}, wall_s=wall_s)


def processes_of(sandbox: Sandbox) -> set[int]:
    """The zygote, its helper, and every process below them, wherever they moved to."""
    sandbox.settle()
    assert sandbox._process is not None
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208
        if entry.isdigit():
            try:
                stat = Path(f"/proc/{entry}/stat").read_text()
            except OSError:
                continue  # it ended while we looked
            parents[int(entry)] = int(stat.rpartition(")")[2].split()[1])
    found = {sandbox._process.pid}
    while True:
        below = {pid for pid, parent in parents.items() if parent in found} - found
        if not below:
            return found
        found |= below


def spare_pids(sandbox: Sandbox) -> set[int]:
    pids: set[int] = set()
    for slots in sandbox._spares.values():
        for slot in slots:
            slot.born()
            pids.add(slot.pid)
    return pids


def strangers(sandbox: Sandbox) -> set[int]:
    """Processes that are neither zygote nor spare: what a job left behind."""
    report = sandbox.start()
    spares = spare_pids(sandbox)
    assert sandbox._process is not None
    zygotes = {sandbox._process.pid}
    inner = Path(f"/proc/{sandbox._process.pid}/task/{sandbox._process.pid}/children")
    if report.tier is Tier.A:  # the helper waits for the zygote proper
        zygotes |= {int(pid) for pid in inner.read_text().split()}
    return processes_of(sandbox) - spares - zygotes


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def gone(pids: set[int], within_s: float = 5.0) -> bool:
    """True once none of them runs any more (a zombie does not run)."""
    until = time.monotonic() + within_s
    while any(runs(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
