"""Something dies at the worst moment: the caller learns whose fault it was, and nothing stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from boxes import SCRIPT, box, gone, open_descriptors, processes_of, run, runs, strangers

from viva.core import JudgeFailed
from viva.sandbox import Died, Limits, Returned, Sandbox

LOOP = {"source": "def f():\n    while True: pass\n"}
FINE = "def f(): return 1"
CALL = {"name": "f", "args": []}


@pytest.fixture(params=["A", "B"])
def fresh(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with box("numpy", request.param) as sandbox:
        sandbox.start()
        yield sandbox


def soon(action: object, *args: object) -> threading.Timer:
    timer = threading.Timer(0.2, action, args)  # type: ignore[arg-type]
    timer.start()
    return timer


def test_the_zygote_is_killed_during_a_call(fresh: Sandbox) -> None:
    everything = processes_of(fresh)
    session = fresh.open(SCRIPT, LOOP)
    everything |= processes_of(fresh)
    zygote = max(everything - {slot.pid for s in fresh._spares.values() for slot in s})
    assert fresh._process is not None
    timer = soon(os.kill, fresh._process.pid, signal.SIGKILL)
    with pytest.raises(JudgeFailed, match="went away"):
        session.call(CALL)
    timer.join()
    session.close()
    assert zygote in everything
    reply = run(fresh, FINE)
    assert isinstance(reply, Returned)
    assert gone(everything)


def test_the_zygote_is_killed_between_calls(fresh: Sandbox) -> None:
    assert isinstance(run(fresh, FINE), Returned)
    everything = processes_of(fresh)
    assert fresh._process is not None
    os.kill(fresh._process.pid, signal.SIGKILL)
    assert gone(everything)
    assert isinstance(run(fresh, FINE), Returned)
    assert strangers(fresh) == set()


def test_the_inner_zygote_is_killed() -> None:
    with box("numpy", "A") as sandbox:
        sandbox.start()
        assert sandbox._process is not None
        outer = sandbox._process.pid
        (inner,) = map(int, Path(f"/proc/{outer}/task/{outer}/children").read_text().split())
        everything = processes_of(sandbox)
        os.kill(inner, signal.SIGKILL)
        assert gone(everything)
        assert isinstance(run(sandbox, FINE), Returned)


def test_a_child_is_killed_during_a_call(fresh: Sandbox) -> None:
    with fresh.open(SCRIPT, LOOP) as session:
        timer = soon(os.kill, session._slot.pid, signal.SIGKILL)
        assert session.call(CALL) == Died(signal.SIGKILL, None, "")
        timer.join()
    assert strangers(fresh) == set()


def test_a_spare_is_killed_while_it_waits(fresh: Sandbox) -> None:
    for spares in fresh._spares.values():
        for slot in spares:
            slot.born()
            os.kill(slot.pid, signal.SIGKILL)
    time.sleep(0.1)
    for _ in range(3):
        reply = run(fresh, FINE)
        assert isinstance(reply, Returned)


BROKER = """
import sys, time
sys.path.insert(0, {here!r})
from boxes import SCRIPT, box, processes_of
if __name__ == '__main__':
    with box('numpy', {tier!r}) as sandbox:
        with sandbox.open(SCRIPT, {loop!r}) as session:
            print(*processes_of(sandbox), flush=True)
            session.call({call!r}, wall_s=60)
"""


@pytest.mark.parametrize("tier", ["A", "B"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_the_broker_is_ended_during_a_call(tier: str, how: int) -> None:
    program = BROKER.format(here=str(Path(__file__).parent), tier=tier, loop=LOOP, call=CALL)
    broker = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with broker:
        assert broker.stdout is not None
        assert broker.stderr is not None
        everything = {int(pid) for pid in broker.stdout.readline().split()}
        assert len(everything) >= 2
        assert all(runs(pid) for pid in everything)
        time.sleep(0.1)
        os.killpg(broker.pid, how)  # as a terminal does at Ctrl-C
        broker.wait(10)
        words = broker.stderr.read()
    assert gone(everything)
    assert (how == signal.SIGINT) == ("KeyboardInterrupt" in words)


def test_descriptors_and_memory_stay_the_same(fresh: Sandbox) -> None:
    """A leak grows in every window; this large process's own housekeeping does not."""
    many(fresh, 50)
    descriptors = open_descriptors()
    grown: list[int] = []
    for _ in range(3):
        before = resident_kib(fresh)
        many(fresh, 80)
        grown.append(resident_kib(fresh) - before)
    assert open_descriptors() == descriptors
    assert min(grown) < 256, grown
    assert strangers(fresh) == set()


def many(sandbox: Sandbox, count: int) -> None:
    for i in range(count):
        if i % 10 == 9:  # not every answer is well-behaved
            run(sandbox, "import os\ndef f(): os._exit(1)")
        else:
            assert isinstance(run(sandbox, FINE), Returned)
    sandbox.settle()
    strangers(sandbox)  # all spares are born


def resident_kib(sandbox: Sandbox) -> int:
    """Of this process and the zygote's, not counting the spares."""
    assert sandbox._process is not None
    pid = sandbox._process.pid
    total = 0
    for one in ("self", str(pid)):
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                total += int(line.split()[1])
    return total


@pytest.mark.slow
def test_ten_thousand_verdicts() -> None:
    with box("numpy", "A") as sandbox:
        sandbox.start()
        many(sandbox, 500)
        before = open_descriptors(), resident_kib(sandbox)
        many(sandbox, 10_000)
        assert open_descriptors() == before[0]
        assert resident_kib(sandbox) - before[1] < 4096
        assert strangers(sandbox) == set()


def test_closing_ends_everything_at_once(fresh: Sandbox) -> None:
    session = fresh.open(SCRIPT, LOOP, Limits(wall_s=60))
    everything = processes_of(fresh)
    fresh.close()
    assert gone(everything)
    session.close()
