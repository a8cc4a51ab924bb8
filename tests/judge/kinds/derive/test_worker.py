"""The worker process: limits, verdicts that survive, a fresh one after a death."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from viva.core import BadInput, Text
from viva.judge.kinds.derive.requests import CompareRequest, Formula, RuleText
from viva.judge.kinds.derive.worker import FormulaWorker


@pytest.fixture(scope="module")
def worker() -> Iterator[FormulaWorker]:
    with FormulaWorker() as worker:
        yield worker


def request(
    reference: str, answer: str, symbols: str = "x: real", **more: object
) -> CompareRequest:
    return CompareRequest(symbols, Formula(reference), Formula(answer), **more)  # type: ignore[arg-type]


def test_verdict_diagnosis_and_reading(worker: FormulaWorker) -> None:
    reply = worker.compare(request("x**2", r"-x^2", diagnosis_s=1.0))
    assert reply.verdict == "unequal"
    assert reply.diagnosis is not None
    assert reply.diagnosis.code == "factor:-1"
    assert reply.reading is not None
    assert (reply.reading.text, reply.reading.latex) == ("−x²", "-x^{2}")
    assert worker.compare(request("x**2", "x*x")).verdict == "equal"


def test_the_unreadable_is_told_with_its_side(worker: FormulaWorker) -> None:
    reply = worker.compare(request("x", "x + foo"))
    assert reply.verdict == "unreadable"
    assert reply.trouble is not None
    assert (reply.trouble.side, reply.trouble.position) == ("answer", 4)
    assert worker.compare(request("foo", "x")).trouble.side == "reference"  # type: ignore[union-attr]


def test_bad_symbols_are_bad_input(worker: FormulaWorker) -> None:
    with pytest.raises(BadInput, match="no kind of symbol"):
        worker.compare(request("x", "x", "x: rel"))
    assert worker.compare(request("x", "x")).verdict == "equal"


def test_rules_travel(worker: FormulaWorker) -> None:
    rule = RuleText("half", Formula("x/2"), Text("Twice that.", "应为两倍。"))
    reply = worker.compare(request("x", "0.5*x", rules=(rule,), diagnosis_s=1.0))
    assert reply.diagnosis is not None
    assert reply.diagnosis.text == rule.feedback


def test_a_killed_worker_is_replaced() -> None:
    with FormulaWorker() as worker:
        assert worker.compare(request("x", "x")).verdict == "equal"
        process = worker._process
        assert process is not None
        os.kill(process._popen.pid, signal.SIGKILL)
        process._popen.wait()
        assert worker.compare(request("x", "x")).verdict == "equal"


def test_what_takes_too_long_is_undecided_and_the_next_is_judged() -> None:
    big = "+".join(f"sin({k}*x)" for k in range(1, 60))
    with FormulaWorker(verdict_s=0.001) as worker:
        reply = worker.compare(request(big, big))
        assert reply.verdict == "undecided"
        assert "too long" in reply.notes[0].en
        worker.verdict_s = 5.0
        assert worker.compare(request("x", "x")).verdict == "equal"


def test_memory_is_limited() -> None:
    resource = pytest.importorskip("resource")
    with FormulaWorker(memory_mib=1200) as worker:
        worker.compare(request("x", "x"))
        process = worker._process
        assert process is not None
        limit = resource.prlimit(process._popen.pid, resource.RLIMIT_AS)
        assert limit == (1200 << 20, 1200 << 20)


def test_the_process_ends_with_the_worker() -> None:
    worker = FormulaWorker()
    worker.compare(request("x", "x"))
    process = worker._process
    assert process is not None
    worker.close()
    assert process._popen.poll() is not None


def test_a_dropped_worker_leaves_no_process() -> None:
    import gc

    worker = FormulaWorker()
    worker.compare(request("x", "x"))
    assert worker._process is not None
    popen = worker._process._popen
    del worker
    gc.collect()
    assert popen.poll() is not None
