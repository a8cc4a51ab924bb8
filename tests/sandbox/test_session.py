"""The contract of a session: what each thing that can happen in a child comes back as."""

from __future__ import annotations

import gc
import math
import threading
import time
from typing import Any

import numpy as np
import pytest
from boxes import SCRIPT, box, run, strangers

from viva.sandbox import (
    ArrayInput,
    CpuExceeded,
    Died,
    Garbled,
    Limits,
    MemoryExceeded,
    OutputExceeded,
    Raised,
    ResultExceeded,
    Returned,
    Sandbox,
    TensorValue,
    TimedOut,
)

ECHO = "sandbox_handlers:echo"


def test_values_go_in_and_out(any_box: Sandbox) -> None:
    with any_box.open(ECHO, {"a": 1}) as session:
        for value in (None, [1, (2.5, "three")], {"x": b"y"}, -(2**80), math.inf):
            reply = session.call(value)
            assert isinstance(reply, Returned)
            assert reply.value == [{"a": 1}, value]
        array = session.call(np.arange(6.0).reshape(2, 3)).value[1]
        assert array.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_big_values_both_ways(numpy_box: Sandbox) -> None:
    array = np.random.default_rng(0).normal(size=(1000, 1000))
    with numpy_box.open(ECHO, None) as session:
        reply = session.call(array)
    assert isinstance(reply, Returned)
    np.testing.assert_array_equal(reply.value[1], array)


def test_a_big_setup(numpy_box: Sandbox) -> None:
    with numpy_box.open(ECHO, bytes(10 << 20)) as session:
        reply = session.call(1)
    assert isinstance(reply, Returned)
    assert len(reply.value[0]) == 10 << 20


@pytest.mark.torch
def test_tensors_are_tensors_in_the_child(torch_box: Sandbox) -> None:
    source = """
import torch
def f(x):
    assert isinstance(x, torch.Tensor) and x.requires_grad
    x.pow(2).sum().backward()
    return x.grad, str(x.dtype)
"""
    reply = run(torch_box, source, TensorValue(np.array([1.0, 2.0]), "float32", True))
    assert isinstance(reply, Returned)
    gradient, dtype = reply.value
    assert gradient.array.tolist() == [2, 4]
    assert gradient.dtype_name == "float32"
    assert dtype == "torch.float32"


def test_inputs_have_the_layout_asked_for(numpy_box: Sandbox) -> None:
    source = "def f(x): x[0] = 1; return 1"
    reply = run(numpy_box, source, ArrayInput(np.zeros(3), writable=False))
    assert isinstance(reply, Raised)
    assert (reply.type, reply.message) == ("ValueError", "assignment destination is read-only")


def test_state_lives_as_long_as_the_session(numpy_box: Sandbox) -> None:
    source = "n = 0\ndef f():\n    global n\n    n += 1\n    return n\n"
    with numpy_box.open(SCRIPT, {"source": source}) as session:
        replies = [session.call({"name": "f", "args": []}) for _ in range(3)]
    assert [reply.value for reply in replies if isinstance(reply, Returned)] == [1, 2, 3]
    assert run(numpy_box, source).value == 1  # type: ignore[union-attr]


def test_an_error_is_told_with_its_lines(any_box: Sandbox) -> None:
    reply = run(
        any_box, "def g(x):\n    return 1 / x\ndef f(x):\n    print('hm'); return g(x)\n", 0
    )
    assert isinstance(reply, Raised)
    assert (reply.type, reply.message) == ("ZeroDivisionError", "division by zero")
    mine = [(f.line, f.function) for f in reply.frames if f.filename == "<candidate>"]
    assert mine == [(4, "f"), (2, "g")]
    assert reply.stdout == "hm\n"


def test_the_session_goes_on_after_an_error(numpy_box: Sandbox) -> None:
    with numpy_box.open(SCRIPT, {"source": "def f(x): return 1 / x"}) as session:
        assert isinstance(session.call({"name": "f", "args": [0]}), Raised)
        assert session.call({"name": "f", "args": [2]}).value == 0.5  # type: ignore[union-attr]


def test_an_error_in_the_setup_is_the_reply_to_every_call(numpy_box: Sandbox) -> None:
    with numpy_box.open(SCRIPT, {"source": "print('a')\ndef f(:"}) as session:
        for _ in range(2):
            reply = session.call({"name": "f", "args": []})
            assert isinstance(reply, Raised)
            assert reply.type == "SyntaxError"


def test_what_cannot_be_returned_is_said(any_box: Sandbox) -> None:
    reply = run(any_box, "def f(): return {1, 2}")
    assert isinstance(reply, Raised)
    assert (reply.type, reply.message) == ("CannotReturn", "cannot return a value of type set")


def test_output_belongs_to_its_call(numpy_box: Sandbox) -> None:
    source = "import sys\nprint('setup')\ndef f(x): print(x); print('e', file=sys.stderr)\n"
    with numpy_box.open(SCRIPT, {"source": source}) as session:
        first, second = (session.call({"name": "f", "args": [i]}) for i in "ab")
    assert isinstance(first, Returned)
    assert isinstance(second, Returned)
    assert first.stdout == "setup\na\ne\n"
    assert second.stdout == "b\ne\n"


def test_time_is_up(any_box: Sandbox) -> None:
    start = time.monotonic()
    reply = run(any_box, "def f():\n    print('so far')\n    while True: pass\n", wall_s=0.2)
    assert reply == TimedOut(0.2, "so far\n")
    assert time.monotonic() - start < 5


def test_cpu_time_is_counted_from_outside(any_box: Sandbox) -> None:
    source = """
import time
def f():
    t = time.process_time(); time.sleep(0.1)
    while time.process_time() - t < 0.2: pass
    time.process_time = lambda: 0
"""
    reply = run(any_box, source)
    assert isinstance(reply, Returned)
    assert 0.2 <= reply.cpu_s < 0.4


def test_cpu_time_is_up(numpy_box: Sandbox) -> None:
    reply = run(numpy_box, "def f():\n    while True: pass\n", limits=Limits(cpu_s=1))
    assert reply == CpuExceeded(1, "")


def test_memory_is_up(any_box: Sandbox) -> None:
    source = "import numpy as np\ndef f(): return np.ones(200 << 17).sum()\n"
    reply = run(any_box, source, limits=Limits(memory_mib=150))
    assert reply == MemoryExceeded(150, "")
    assert isinstance(run(any_box, source, limits=Limits(memory_mib=400)), Returned)


@pytest.mark.torch
def test_memory_is_up_in_torch(torch_box: Sandbox) -> None:
    reply = run(torch_box, "import torch\ndef f(): return torch.zeros(1 << 40)\n")
    assert isinstance(reply, MemoryExceeded)


def test_too_much_output(any_box: Sandbox) -> None:
    source = "def f(n): print('x' * n)"
    assert isinstance(run(any_box, source, 1000, limits=Limits(output_bytes=1001)), Returned)
    reply = run(any_box, source, 1001, limits=Limits(output_bytes=1001))
    assert reply == OutputExceeded("x" * 1001)


def test_too_big_a_result(numpy_box: Sandbox) -> None:
    source = "def f(n): return bytes(n)"
    assert isinstance(run(numpy_box, source, 1000, limits=Limits(result_bytes=1005)), Returned)
    reply = run(numpy_box, source, 1001, limits=Limits(result_bytes=1005))
    assert reply == ResultExceeded(1005, "")


def test_death_has_a_cause(numpy_box: Sandbox) -> None:
    assert run(numpy_box, "import os\ndef f(): print('bye'); os._exit(7)") == Died(None, 7, "bye\n")
    reply = run(numpy_box, "import ctypes\ndef f(): ctypes.string_at(0)")
    assert reply == Died(11, None, "")


def test_a_late_second_reply_is_no_answer_to_the_next_call(numpy_box: Sandbox) -> None:
    source = """
import os, threading, time, viva.sandbox.child as c, viva.sandbox.wire as w
from viva.sandbox.encoding import encode
def f(x):
    nonce = c._nonce
    def late(): time.sleep(0.05); os.write(3, w.frame(b'V', nonce, encode('forged')))
    threading.Thread(target=late).start()
    return 'first'
"""
    with numpy_box.open(SCRIPT, {"source": source}, Limits(threads=2)) as session:
        assert session.call({"name": "f", "args": [1]}).value == "first"  # type: ignore[union-attr]
        time.sleep(0.2)
        assert isinstance(session.call({"name": "f", "args": [2]}), Garbled)


def test_after_the_end_every_call_tells_the_same(numpy_box: Sandbox) -> None:
    with numpy_box.open(SCRIPT, {"source": "import os\ndef f(): os._exit(1)"}) as session:
        first = session.call({"name": "f", "args": []})
        assert session.call({"name": "f", "args": []}) is first
    with pytest.raises(ValueError, match="closed"):
        session.call(1)


def test_progress_is_told_while_it_runs(numpy_box: Sandbox) -> None:
    source = """
from viva.sandbox.child import progress
def f():
    for step in range(3): progress({'step': step})
    return 'done'
"""
    told: list[Any] = []
    with numpy_box.open(SCRIPT, {"source": source}) as session:
        reply = session.call({"name": "f", "args": []}, on_progress=told.append)
    assert isinstance(reply, Returned)
    assert reply.value == "done"
    assert told == [{"step": 0}, {"step": 1}, {"step": 2}]


def test_a_scratch_directory_is_private_and_gone_afterwards(numpy_box: Sandbox) -> None:
    source = """
import os, tempfile
def f():
    was = os.listdir('.')
    with open('a', 'w') as file: file.write('x')
    os.mkdir('d'); os.rename('a', 'd/b')
    with tempfile.NamedTemporaryFile() as t: t.write(b'y')
    return was, sorted(os.listdir('.')), os.getcwd()
"""
    for _ in range(2):
        reply = run(numpy_box, source, limits=Limits(scratch_mib=4))
        assert isinstance(reply, Returned), reply
        assert reply.value == ([], ["d"], "/box/scratch")


def test_threads_when_asked_for(any_box: Sandbox) -> None:
    source = """
import concurrent.futures
def f():
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(abs, [-1, -2]))
"""
    reply = run(any_box, source, limits=Limits(threads=3))
    assert isinstance(reply, Returned), reply
    assert reply.value == [1, 2]


@pytest.mark.torch
def test_torch_gets_its_threads(torch_box: Sandbox) -> None:
    source = """
import torch
def f():
    a = torch.ones(400, 400, requires_grad=True)
    (a @ a).sum().backward()
    return torch.get_num_threads(), float(a.grad[0, 0])
"""
    reply = run(torch_box, source, limits=Limits(threads=2))
    assert isinstance(reply, Returned), reply
    assert reply.value == (2, 800.0)


def test_several_sessions_are_open_at_once(numpy_box: Sandbox) -> None:
    sessions = [numpy_box.open(ECHO, i) for i in range(5)]
    try:
        values = [session.call("x").value for session in sessions]  # type: ignore[union-attr]
    finally:
        for session in sessions:
            session.close()
    assert values == [[i, "x"] for i in range(5)]
    assert strangers(numpy_box) == set()


def test_threads_of_the_broker_may_share_a_sandbox(numpy_box: Sandbox) -> None:
    wrong: list[Any] = []

    def work(name: int) -> None:
        for i in range(10):
            with numpy_box.open(ECHO, name) as session:
                reply = session.call(i)
            if not isinstance(reply, Returned) or reply.value != [name, i]:
                wrong.append(reply)

    workers = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert wrong == []
    assert strangers(numpy_box) == set()


def test_a_sandbox_starts_when_first_needed_and_ends_once() -> None:
    sandbox = box("numpy", "A")
    assert sandbox._process is None
    sandbox.close()
    sandbox.close()
    with pytest.raises(ValueError, match="closed"):
        sandbox.start()
    gc.collect()


def test_the_entry_must_be_preloaded(numpy_box: Sandbox) -> None:
    for entry in ("os:system", "sandbox_handlers", "nowhere:f"):
        with pytest.raises(ValueError, match="preloaded"):
            numpy_box.open(entry, None)


def test_limits_that_make_no_sense() -> None:
    for wrong in (
        {"wall_s": 0},
        {"cpu_s": 0},
        {"memory_mib": 0},
        {"threads": 0},
        {"scratch_mib": -1},
    ):
        with pytest.raises(ValueError, match="limits"):
            Limits(**wrong)  # type: ignore[arg-type]
