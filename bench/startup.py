"""Whole processes: help, a compute verdict, a first code verdict, and a list of 2,000 questions.

Each is the median of several runs, beside `python -c pass` and `import numpy` in the same run, and
written to docs/performance.md between the markers of this section.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOY = ROOT / "tests" / "toy_bank"
RUNS = 11
VIVA = str(Path(sys.executable).parent / "viva")


def median_ms(command: list[str], *, stdin: str = "", env: dict[str, str], ok: int = 0) -> float:
    """The median wall time of a process [ms]; the first run, which fills caches, is not counted."""
    times: list[float] = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        done = subprocess.run(command, input=stdin.encode(), capture_output=True, env=env)
        times.append((time.perf_counter() - start) * 1000)
        if done.returncode != ok:
            raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.decode()}")
    return statistics.median(times[1:])


def large_bank(folder: Path, count: int) -> None:
    """A bank of `count` questions, all different."""
    shutil.copy(TOY / "bank.toml", folder / "bank.toml")
    source = TOY / "topics" / "arithmetic" / "area"
    for topic in range(count // 20):
        home = folder / "topics" / f"topic_{topic}"
        home.mkdir(parents=True)
        shutil.copy(TOY / "topics" / "arithmetic" / "topic.toml", home)
        for n in range(20):
            shutil.copytree(source, home / f"q_{n}")
            toml = home / f"q_{n}" / "question.toml"
            text = toml.read_text(encoding="utf-8")
            title = f"Rectangle {topic}/{n}"
            toml.write_text(text.replace("Area of a rectangle", title), encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        tmp = Path(name)
        env = {**os.environ, "VIVA_CACHE": str(tmp / "cache"), "VIVA_DATA": str(tmp / "data"),
               "LC_ALL": "C.UTF-8"}  # fmt: skip
        python = sys.executable
        softmax = (ROOT / "src/viva_bank/topics/softmax/stable_softmax/solution.py").read_text()
        rows = [
            ("`python -c pass` (floor)", median_ms([python, "-c", "pass"], env=env), ""),
            ("`import numpy` (floor)", median_ms([python, "-c", "import numpy"], env=env), ""),
            ("`viva --help`", median_ms([VIVA, "--help"], env=env), "200 ms"),
            ("`viva list`", median_ms([VIVA, "list"], env=env), ""),
            ("`viva grade` a compute answer",
             median_ms([VIVA, "grade", "conv_output_shape/output_size", "-"],
                       stdin="shape=1x2x3\nvalues=6\n", env=env, ok=1), "400 ms"),
            ("`viva grade` a NumPy answer, sandbox started cold",
             median_ms([VIVA, "grade", "softmax/stable_softmax", "-"], stdin=softmax, env=env),
             "500 ms to the first verdict"),
        ]  # fmt: skip
        big = tmp / "big"
        big.mkdir()
        large_bank(big, 2000)
        env["VIVA_BANKS"] = str(big)
        rows.append(
            ("`viva list`, 2,000 further questions", median_ms([VIVA, "list"], env=env), "1 s")
        )
        table = "\n".join(
            ["| whole process, median of 11 | ms | over the floor | aim |", "|---|---|---|---|"]
            + [f"| {n} | {ms:.0f} | {ms / rows[0][1]:.1f}× | {aim} |" for n, ms, aim in rows]
        )
        print(table)
        write_section("startup", "`python bench/startup.py`\n\n" + table)


def write_section(name: str, body: str) -> None:
    """Puts the text between this section's markers in docs/performance.md."""
    path = ROOT / "docs" / "performance.md"
    text = path.read_text(encoding="utf-8") if path.exists() else "# Performance\n"
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    if begin not in text:
        text = f"{text.rstrip()}\n\n## {name.capitalize()}\n\n{begin}\n{end}\n"
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    path.write_text(f"{head}{begin}\n{body}\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
