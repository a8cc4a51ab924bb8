"""No job learns anything of another: not its secrets, not that it was there."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from boxes import SCRIPT, box, run

from viva.sandbox import Limits, Returned, Sandbox

SNOOP = """
import ctypes, gc, os, sys
SECRET = {secret!r}
def f(request):
    mine, other = request
    seen = []
    for o in gc.get_objects():
        try: text = repr(o) if isinstance(o, (str, bytes, list, dict)) else ''
        except Exception: continue
        if other[::-1] in text: seen.append('gc')
    for path in ('/proc', '/tmp', '/dev/shm', '/box', '/box/scratch', '.'):
        try: names = os.listdir(path)
        except OSError: continue
        if any(other[::-1] in name for name in names): seen.append(path)
    for path in ('/tmp/', '/dev/shm/', '/box/', './'):
        try: open(path + SECRET, 'w').write(SECRET)
        except OSError: pass
    os.environ[SECRET] = SECRET
    sys.modules[SECRET] = sys
    import numpy
    numpy.canary = SECRET
    return seen, [k for k in os.environ if 'canary' in k and k != SECRET]
"""


@pytest.mark.parametrize("tier", ["A", "B"])
def test_two_learners_at_once_never_cross(tier: str, request: pytest.FixtureRequest) -> None:
    sandbox = request.getfixturevalue("numpy_box" + "_b" * (tier == "B"))
    crossed: list[Any] = []

    def learner(me: str, other: str) -> None:
        for i in range(15):
            # The other's secret is passed backwards, so as not to be found in the request itself.
            source = SNOOP.format(secret=f"canary-{me}-{i}")
            limits = Limits(scratch_mib=2) if tier == "A" and i % 3 == 0 else Limits()
            reply = run(sandbox, source, [me, f"canary-{other}"[::-1]], limits=limits)
            if not isinstance(reply, Returned) or reply.value != ([], []):
                crossed.append(reply)

    learners = [
        threading.Thread(target=learner, args=pair) for pair in (("ada", "bob"), ("bob", "ada"))
    ]
    for one in learners:
        one.start()
    for one in learners:
        one.join()
    assert crossed == []


LOOK = """
import gc, os, random, sys, threading
import numpy as np
def f(x):
    fds = []
    for fd in range(64):
        try: fds.append((fd, os.fstat(fd).st_mode))
        except OSError: pass
    return {
        'pids': [os.getpid(), os.getppid(), threading.get_native_id(), os.getsid(0)],
        'fds': fds, 'cwd': os.getcwd(), 'environment': dict(os.environ), 'argv': sys.argv,
        'modules': sorted(m for m in sys.modules), 'random': [random.random(), np.random.rand()],
        'uname': list(os.uname()), 'ids': [os.getuid(), os.getgid(), os.getgroups()],
        'garbage': gc.get_count()[2], 'limits': __import__('resource').getrlimit(9)[0] > 0,
        'umask': os.umask(0o22), 'affinity': sorted(os.sched_getaffinity(0)),
        'path': sys.path, 'threads': threading.active_count(), 'hash': hash('a'),
    }
"""


def test_a_job_cannot_tell_how_many_came_before(numpy_box: Sandbox) -> None:
    looks: list[Any] = []
    for i in range(4):
        reply = run(numpy_box, LOOK, i)
        assert isinstance(reply, Returned), reply
        looks.append(reply.value)
        run(numpy_box, "def f(x): x.foo", i)
    for other in looks[1:]:
        assert other == looks[0]
    assert looks[0]["pids"] == [1, 0, 1, 1]
    assert [fd for fd, _ in looks[0]["fds"]] == [0, 1, 2, 3]
    assert looks[0]["uname"][1] == "viva"


def test_the_environment_of_the_broker_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_TEST_TOKEN", "canary")
    with box("numpy", "A") as sandbox:
        reply = run(sandbox, "import os\ndef f(): return dict(os.environ)")
    assert isinstance(reply, Returned)
    assert "canary" not in str(reply.value)


def test_open_descriptors_of_the_broker_are_not_passed_on(tmp_path: Path) -> None:
    held = os.open(tmp_path, os.O_RDONLY)
    os.set_inheritable(held, True)
    try:
        with box("numpy", "A") as sandbox:
            reply = run(sandbox, LOOK, 0)
    finally:
        os.close(held)
    assert isinstance(reply, Returned)
    assert [fd for fd, _ in reply.value["fds"]] == [0, 1, 2, 3]


def test_requests_are_not_kept_from_call_to_call(numpy_box: Sandbox) -> None:
    source = """
import gc
def f(x):
    if x == 'look':
        return [o for o in gc.get_objects() if isinstance(o, dict) and o.get('mark') == 'first']
"""
    with numpy_box.open(SCRIPT, {"source": source}) as session:
        session.call({"name": "f", "args": [{"mark": "first"}]})
        reply = session.call({"name": "f", "args": ["look"]})
    assert isinstance(reply, Returned)
    assert reply.value == []
