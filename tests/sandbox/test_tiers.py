"""What holds here is found out and said; too little is refused."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from boxes import gone, processes_of, run

from viva.sandbox import (
    CpuExceeded,
    Died,
    Limits,
    NoSandbox,
    Raised,
    Returned,
    Sandbox,
    Tier,
    TimedOut,
    probe,
)
from viva.sandbox.tiers import LAYERS, report, tier_of
from viva.sandbox.view import view

HERE = str(Path(__file__).parent)


def test_this_machine_has_every_layer() -> None:
    found = probe()
    assert {layer.name: layer.why for layer in found.layers if not layer.held} == {}
    assert found.tier is Tier.A


def test_the_report_is_plain_data_in_both_languages() -> None:
    plain = json.loads(json.dumps(probe().plain(), ensure_ascii=False))
    assert plain["tier"] == "A"
    assert [layer["name"] for layer in plain["layers"]] == list(LAYERS)
    for said in (plain["meaning"], *(layer["meaning"] for layer in plain["layers"])):
        assert said["en"].isascii()
        assert not said["zh"].isascii()


@pytest.mark.parametrize(
    ("without", "tier"),
    [
        ([], Tier.A),
        (["users"], Tier.B),
        (["landlock"], Tier.B),
        (["network"], Tier.B),
        (["seccomp"], Tier.C),
        (["limits"], Tier.C),
        (["privileges"], Tier.C),
        (["users", "landlock"], Tier.C),
    ],
)
def test_the_tier_that_the_layers_make(without: list[str], tier: Tier) -> None:
    with Sandbox(preload=["sandbox_handlers"], unsafe=True, _without=without) as sandbox:
        found = sandbox.start()
        assert found.tier is tier
        assert {layer.name for layer in found.layers if not layer.held} >= set(without)
        assert all(layer.why for layer in found.layers if not layer.held)
        assert isinstance(run(sandbox, "def f(): return 1"), Returned)


def test_too_little_is_refused_unless_asked_for() -> None:
    with (
        Sandbox(_without=["seccomp"]) as sandbox,
        pytest.raises(NoSandbox, match=r"missing: seccomp.*--unsafe"),
    ):
        sandbox.start()
    with (
        Sandbox(require_tier=Tier.A, _without=["users"], unsafe=True) as sandbox,
        pytest.raises(NoSandbox, match="tier A is demanded, and this machine has tier B"),
    ):
        sandbox.start()


def test_scratch_needs_tier_a(numpy_box_b: Sandbox) -> None:
    with pytest.raises(NoSandbox, match="scratch directory needs tier A"):
        run(numpy_box_b, "def f(): return 1", limits=Limits(scratch_mib=1))


def test_other_platforms_are_told_apart() -> None:
    mac = report(
        frozenset({"limits"}), {"seccomp": "only Linux has it"}, "darwin", reaches_library=True
    )
    assert mac.tier is Tier.C
    assert "use the network" in mac.meaning.en
    assert tier_of(frozenset(LAYERS)) is Tier.A


def test_the_way_without_pidfds() -> None:
    """What macOS has, played on Linux: a process of its own, limits, and nothing else."""
    without = [*(layer for layer in LAYERS if layer != "limits"), "pidfd"]
    loop = "def f():\n    while True: pass\n"
    with Sandbox(preload=["sandbox_handlers"], unsafe=True, _without=without) as sandbox:
        assert sandbox.start().tier is Tier.C
        for _ in range(5):
            reply = run(sandbox, "def f(): return 1")
            assert isinstance(reply, Returned)
            assert math.isnan(reply.cpu_s)
        assert run(sandbox, loop, wall_s=0.2) == TimedOut(0.2, "")
        assert run(sandbox, "import os\ndef f(): os._exit(3)") == Died(None, 3, "")
        assert run(sandbox, loop, limits=Limits(cpu_s=1)) == CpuExceeded(1, "")
        pids = processes_of(sandbox)
    assert gone(pids)


# What Docker's default profile and kernel settings do: no new user namespaces, no mounts.
NO_NAMESPACES = """
import errno, os, sys
sys.path.insert(0, {here!r})
from viva.sandbox import bpf, kernel
from viva.sandbox.syscalls import MACHINES, numbers
import platform
program = bpf.Program()
program.add(bpf.LOAD, bpf.OFFSET_NUMBER)
for name in ('unshare', 'setns', 'mount', 'umount2', 'pivot_root', 'clone3', 'open_tree',
             'move_mount', 'mount_setattr', *{more!r}):
    after = program.unique('after')
    program.add(bpf.JUMP_EQUAL, numbers()[name], '', after)
    program.add(bpf.RETURN, bpf.ERRNO | errno.EPERM)
    program.label(after)
program.add(bpf.RETURN, bpf.ALLOW)
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
kernel.install_filter(program.assemble())
from boxes import gone, processes_of, run
from viva.sandbox import Sandbox, probe
found = probe()
print(found.tier.value, {{l.name: l.why for l in found.layers if not l.held}})
with Sandbox(preload=['sandbox_handlers']) as sandbox:
    print(run(sandbox, 'def f(x): return x + 1', 1))
    print(run(sandbox, 'def f(x): return open(x).read()', '/etc/passwd'))
"""


def imitate(*more: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", NO_NAMESPACES.format(here=HERE, more=more)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_container_without_namespaces_gets_tier_b() -> None:
    code, words = imitate()
    assert code == 0, words
    assert words.startswith("B {'users': ")
    assert "Operation not permitted" in words
    assert "Returned(value=2" in words
    assert "Raised(type='PermissionError'" in words


def test_a_container_without_landlock_too_is_refused() -> None:
    code, words = imitate("landlock_create_ruleset")
    assert code != 0
    assert words.startswith("C ")
    assert "too little protection is left" in words


def test_the_docker_root_without_capabilities(numpy_box_b: Sandbox) -> None:
    """Tier B as root is nobody, too: it cannot even signal what root runs."""
    reply = run(numpy_box_b, "import os\ndef f(): return os.getuid(), os.geteuid()")
    expected = 65534 if os.getuid() == 0 else os.getuid()
    assert isinstance(reply, Returned)
    assert reply.value == (expected, expected)


def test_a_preload_that_starts_threads_is_refused(tmp_path: Path) -> None:
    (tmp_path / "threading_preload.py").write_text(
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
    )
    sys.path.append(str(tmp_path))
    try:
        with (
            Sandbox(preload=["threading_preload"]) as sandbox,
            pytest.raises(NoSandbox, match="started 1 threads"),
        ):
            sandbox.start()
    finally:
        sys.path.remove(str(tmp_path))


def test_a_preload_that_fails_is_told() -> None:
    with (
        Sandbox(preload=["no_such_module_at_all"]) as sandbox,
        pytest.raises(NoSandbox, match="no_such_module_at_all"),
    ):
        sandbox.start()


def test_what_the_child_sees_of_the_disk(numpy_box: Sandbox) -> None:
    seen = view("numpy")
    reply = run(numpy_box, "import os\ndef f(p): return sorted(os.listdir(p))", seen.path[-1])
    assert isinstance(reply, Returned), reply
    assert "numpy" in reply.value
    for hidden in ("viva", "viva_bank", "pytest", "_editable_impl_vivavoce.pth", "sqlalchemy"):
        assert hidden not in reply.value
    for place in ("/", "/root", "/home", str(Path(__file__).parents[2])):
        reply = run(numpy_box, "import os\ndef f(p): return os.listdir(p)", place)
        assert isinstance(reply, Raised)
