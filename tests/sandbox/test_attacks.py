"""Every attack gets the verdict that it must get, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attacks import ATTACKS, Attack
from boxes import open_descriptors, run, strangers

from viva.sandbox import Raised, Reply, Returned, Sandbox, Tier
from viva.sandbox.syscalls import numbers


@contextlib.contextmanager
def known_to_attackers() -> Iterator[dict[str, Any]]:
    """What the attacker is told, so that no attack fails for want of knowledge."""
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.create_server(("127.0.0.1", 0)) as loopback,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        Path(folder).chmod(0o755)
        secret = Path(folder) / "secret"
        secret.write_text("the expected values")
        secret.chmod(0o644)
        abstract.bind(f"\0viva-{os.getpid()}")
        abstract.listen()
        yield {
            **numbers(),
            "secret": str(secret),
            "port": loopback.getsockname()[1],
            "abstract": f"viva-{os.getpid()}",
            "broker": os.getpid(),
            "needle": "ExPeCtEd VaLuEs 5ce1",
        }
        assert secret.read_text() == "the expected values"


@pytest.fixture(scope="session")
def known() -> Iterator[dict[str, Any]]:
    with known_to_attackers() as known:
        yield known


def shape(reply: Reply) -> str:
    name = type(reply).__name__
    return f"{name}:{reply.type}" if isinstance(reply, Raised) else name


CASES = [
    pytest.param(attack, f"{flavour}-{tier}", id=f"{flavour}-{tier}-{attack.name}")
    for flavour in ("numpy", "torch")
    for tier in ("A", "B")
    for attack in ATTACKS
    if flavour in attack.flavours and not (tier == "B" and attack.limits.scratch_mib)
]


@pytest.mark.parametrize(("attack", "where"), CASES)
def test_attack_is_stopped(
    attack: Attack, where: str, known: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    flavour, tier = where.split("-")
    sandbox: Sandbox = request.getfixturevalue(f"{flavour}_box" + "_b" * (tier == "B"))
    assert strangers(sandbox) == set()  # also waits until all spares are born
    before = open_descriptors()
    pipes = sum(len(slots) for slots in sandbox._spares.values())
    reply = run(sandbox, attack.source, known, limits=attack.limits, wall_s=attack.wall_s)
    assert shape(reply) in attack.expected, reply
    if isinstance(reply, Returned):
        assert "ESCAPED" not in str(reply.value)
    assert strangers(sandbox) == set()
    more = sum(len(slots) for slots in sandbox._spares.values()) - pipes
    # A new shape brings spares of its own: four descriptors each.
    assert open_descriptors() - before == 4 * more
    left = [path for path in ("/tmp", "/var/tmp", "/dev/shm") if Path(path, "viva_attack").exists()]
    assert left == []


def test_no_attack_grew_the_zygote(numpy_box: Sandbox, known: dict[str, Any]) -> None:
    def resident_kib() -> int:
        status = Path(f"/proc/{max(_zygotes(numpy_box))}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1])

    for attack in ATTACKS[:20]:
        run(numpy_box, attack.source, known, limits=attack.limits, wall_s=attack.wall_s)
    before = resident_kib()
    for _ in range(3):
        for attack in ATTACKS[:20]:
            run(numpy_box, attack.source, known, limits=attack.limits, wall_s=attack.wall_s)
    assert resident_kib() - before < 1024


def _zygotes(sandbox: Sandbox) -> set[int]:
    assert sandbox._process is not None
    pid = sandbox._process.pid
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {pid, *map(int, below)}


def test_the_suite_ran_where_it_counts(numpy_box: Sandbox, numpy_box_b: Sandbox) -> None:
    assert sys.platform == "linux"
    assert numpy_box.start().tier is Tier.A
    assert all(layer.held for layer in numpy_box.start().layers)
    assert numpy_box_b.start().tier is Tier.B
