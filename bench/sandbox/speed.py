"""What a verdict costs: the sandbox over bare execution, beside what else there is.

    python bench/sandbox/speed.py                     prints the table
    python bench/sandbox/speed.py --write             puts it into docs/performance.md
    python bench/sandbox/speed.py --peer NAME=VENV    also times a peer installed in VENV

The job is a softmax over a 32 × 64 array, with the values checked by the broker. "Bare" runs the
same function in this process. Warm verdicts come 30 ms apart, as from a person; the throughput is
of verdicts back to back with everything pinned to one processor.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "sandbox"))

from boxes import SCRIPT, box  # noqa: E402

from viva.sandbox import Returned, Sandbox, TensorValue  # noqa: E402

DOCUMENT = ROOT / "docs" / "performance.md"
START, END = "<!-- begin sandbox -->", "<!-- end sandbox -->"
Flavour = Literal["numpy", "torch"]

SOURCE: dict[Flavour, str] = {
    "numpy": """
import numpy as np
def f(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
""",
    "torch": """
import torch
def f(x):
    e = torch.exp(x - x.max(-1, keepdim=True).values)
    return e / e.sum(-1, keepdim=True)
""",
}
X = np.random.default_rng(0).normal(size=(32, 64)).astype(np.float32)
EXPECTED = np.exp(X) / np.exp(X).sum(-1, keepdims=True)
AIMS: dict[Flavour, tuple[float, float, int, float]] = {
    "numpy": (2, 5, 120, 0.5),
    "torch": (4, 10, 35, 4),
}


def verdict(sandbox: Sandbox, flavour: Flavour) -> float:
    """Seconds from the source to a checked result."""
    start = time.perf_counter()
    x = X if flavour == "numpy" else TensorValue(X, "float32")
    with sandbox.open(SCRIPT, {"source": SOURCE[flavour]}) as session:
        reply = session.call({"name": "f", "args": [x]})
        assert isinstance(reply, Returned), reply
        value = reply.value if flavour == "numpy" else reply.value.array
        assert np.allclose(value, EXPECTED, atol=1e-6)
        return time.perf_counter() - start


def bare(flavour: Flavour) -> float:
    """Median seconds of compiling, running and checking in this process."""
    x: Any = X
    if flavour == "torch":
        import torch

        torch.set_num_threads(1)
        x = torch.from_numpy(X)
    times: list[float] = []
    for _ in range(200):
        start = time.perf_counter()
        space: dict[str, Any] = {}
        exec(compile(SOURCE[flavour], "<bare>", "exec"), space)
        assert np.allclose(np.asarray(space["f"](x)), EXPECTED, atol=1e-6)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def warm(flavour: Flavour, count: int) -> tuple[float, float]:
    """Median and 99th percentile of the seconds of a warm verdict."""
    with box(flavour, "A") as sandbox:
        sandbox.start()
        time.sleep(1)
        times: list[float] = []
        for _ in range(count):
            times.append(verdict(sandbox, flavour))
            time.sleep(0.03)
    times.sort()
    return statistics.median(times), times[int(0.99 * len(times))]


def per_core(flavour: Flavour, count: int) -> float:
    """Verdicts a second back to back, broker, zygote and children on one processor."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        with box(flavour, "A") as sandbox:
            for _ in range(5):
                verdict(sandbox, flavour)
            start = time.perf_counter()
            for _ in range(count):
                verdict(sandbox, flavour)
            sandbox.settle()
            return count / (time.perf_counter() - start)
    finally:
        os.sched_setaffinity(0, before)


def cold(flavour: Flavour) -> float:
    """Median seconds from nothing to the first verdict."""
    times: list[float] = []
    for _ in range(5):
        start = time.perf_counter()
        with box(flavour, "A") as sandbox:
            verdict(sandbox, flavour)
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(*words: str) -> float | None:
    """Median seconds of five runs; None if it does not run here."""
    times: list[float] = []
    for _ in range(5):
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as home:  # some of them keep a diary there
            done = subprocess.run(
                words, capture_output=True, cwd=home, env={**os.environ, "HOME": home}
            )
        times.append(time.perf_counter() - start)
        if done.returncode:
            return None
    return statistics.median(times)


def floors() -> list[tuple[str, float | None]]:
    rows: list[tuple[str, float | None]] = [
        (f"`python -c 'import {name}'`", command(sys.executable, "-c", f"import {name}"))
        for name in ("numpy", "torch")
    ]
    if shutil.which("bwrap"):
        wrap = ("bwrap", "--ro-bind", "/", "/", "--unshare-all", "--die-with-parent")
        rows.append(("`bwrap --unshare-all true`", command(*wrap, "true")))
        rows.append(
            ("the same, `python -c 'import numpy'`",
             command(*wrap, sys.executable, "-c", "import numpy"))
        )  # fmt: skip
    return rows


OTTER = '''
OK_FORMAT = True
test = {"name": "q", "points": 1, "suites": [{"cases": [{"code": r"""
>>> import numpy as np
>>> x = np.random.default_rng(0).normal(size=(32, 64))
>>> bool(np.allclose(f(x), np.exp(x) / np.exp(x).sum(-1, keepdims=True)))
True
"""}], "scored": True, "setup": "", "teardown": "", "type": "doctest"}]}
'''


def otter(venv: Path) -> float | None:
    """One test of one script; the environment needs a Jupyter kernel named python3."""
    with tempfile.TemporaryDirectory() as folder:
        tests = Path(folder) / "tests"
        tests.mkdir()
        (tests / "q.py").write_text(OTTER)
        answer = Path(folder) / "answer.py"
        answer.write_text(SOURCE["numpy"])
        words = ("-m", "otter", "check", str(answer), "-t", str(tests), "-q", "q")
        return command(str(venv / "bin/python"), *words)


def nbgrader(venv: Path) -> float | None:
    """What nbgrader's autograder does at least: start a kernel and execute one notebook."""
    cell = "\\n".join(
        [
            *SOURCE["numpy"].strip().splitlines(),
            "x = np.random.default_rng(0).normal(size=(32, 64))",
            "assert np.allclose(f(x), np.exp(x) / np.exp(x).sum(-1, keepdims=True))",
        ]
    ).replace("'", "\\'")
    program = (
        "import nbformat\n"
        "from nbgrader.preprocessors import Execute\n"
        f"cell = nbformat.v4.new_code_cell('{cell}')\n"
        "nb = nbformat.v4.new_notebook(cells=[cell])\n"
        "nb.metadata.kernelspec = {'name': 'python3', 'display_name': 'p', 'language': 'python'}\n"
        "Execute().preprocess(nb, {})\n"
    )
    return command(str(venv / "bin/python"), "-c", program)


def torch_judge(venv: Path) -> float | None:
    """One of its own tasks, checked as its notebooks do it."""
    program = (
        "import torch, torch_judge\n"
        "def relu(x): return torch.clamp(x, min=0)\n"
        "import builtins, __main__\n"
        "__main__.relu = relu\n"
        "torch_judge.check('relu')\n"
    )
    return command(str(venv / "bin/python"), "-c", program)


def torchleet(venv: Path) -> float | None:
    """One of its own problems; two of its five checks train the answer a little."""
    program = """
import torch, torchleet
class CustomActivationModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Linear(1, 16)
        self.b = torch.nn.Linear(16, 1)
    def forward(self, x):
        h = self.a(x)
        return self.b(h * torch.sigmoid(h))
assert torchleet.check('custom-activation', CustomActivationModel)
"""
    return command(str(venv / "bin/python"), "-c", program)


PEERS: dict[str, Callable[[Path], float | None]] = {
    "otter-grader": otter,
    "nbgrader": nbgrader,
    "torch-judge": torch_judge,
    "torchleet": torchleet,
}


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.2f}" if seconds < 0.1 else f"{seconds * 1000:.0f}"


def table(peers: dict[str, Path], count: int) -> str:
    lines = ["| | NumPy | torch | aim (NumPy, torch) |", "|---|---|---|---|"]
    flavours: tuple[Flavour, ...] = ("numpy", "torch")
    bares = {f: bare(f) for f in flavours}
    warms = {f: warm(f, count) for f in flavours}
    rates = {f: per_core(f, 200 if f == "numpy" else 80) for f in flavours}
    colds = {f: cold(f) for f in flavours}
    n, t = flavours

    def row(name: str, values: dict[Flavour, str], aim: str) -> None:
        lines.append(f"| {name} | {values[n]} | {values[t]} | {aim} |")

    row("bare execution, median [ms]", {f: milliseconds(bares[f]) for f in flavours}, "")
    row("verdict, warm, median [ms]", {f: milliseconds(warms[f][0]) for f in flavours}, "")
    over = {f: milliseconds(warms[f][0] - bares[f]) for f in flavours}
    row("over bare, median [ms]", over, f"≤ {AIMS[n][0]}, ≤ {AIMS[t][0]}")
    over = {f: milliseconds(warms[f][1] - bares[f]) for f in flavours}
    row("over bare, 99th percentile [ms]", over, f"≤ {AIMS[n][1]}, ≤ {AIMS[t][1]}")
    row(
        "verdicts a second on one core",
        {f: f"{rates[f]:.0f}" for f in flavours},
        f"≥ {AIMS[n][2]}, ≥ {AIMS[t][2]}",
    )
    row(
        "cold start to first verdict [s]",
        {f: f"{colds[f]:.2f}" for f in flavours},
        f"≤ {AIMS[n][3]}, ≤ {AIMS[t][3]}",
    )
    lines += ["", "| beside it, median of 5 | ms |", "|---|---|"]
    others = [*floors(), *((f"{k}, one verdict", PEERS[k](v)) for k, v in peers.items())]
    for name, seconds in others:
        lines.append(
            f"| {name} | {'does not run here' if seconds is None else milliseconds(seconds)} |"
        )
    load = Path("/proc/loadavg").read_text().split()[0]
    lines += [
        "",
        f"{count} warm verdicts each; {os.cpu_count()} cores, load at the end {load} (the machine "
        "was shared).",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=VENV")
    options = parser.parse_args()
    peers = {name: Path(venv) for name, _, venv in (p.partition("=") for p in options.peer)}
    text = f"`python bench/sandbox/speed.py`\n\n{table(peers, options.count)}"
    print(text)
    if options.write:
        old = DOCUMENT.read_text() if DOCUMENT.exists() else "# Performance\n"
        if START not in old:
            old += f"\n## Sandbox\n\n{START}\n{END}\n"
        before, _, rest = old.partition(START)
        _, _, after = rest.partition(END)
        DOCUMENT.write_text(f"{before}{START}\n{text}\n{END}{after}")


if __name__ == "__main__":
    main()
