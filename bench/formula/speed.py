"""How long a judgement takes: verdict and diagnosis through the warm worker, pair by pair.

    python bench/formula/speed.py [--write]

Every pair of the corpus once, right and nearly right, in the order of the files. A pair is a matrix
question when one of its symbols is a matrix. Times are of the wall clock, from the request to the
final reply.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from pathlib import Path

from viva.judge.kinds.derive.requests import CompareRequest, Formula
from viva.judge.kinds.derive.worker import FormulaWorker

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests" / "judge" / "kinds" / "derive" / "corpus"
DOCUMENT = ROOT / "docs" / "performance.md"
START, END = "<!-- begin formula speed -->", "<!-- end formula speed -->"
AIMS = {"all": "median 15", "scalar": "99 % 60", "matrix": "99 % 150"}


def measured() -> dict[str, list[float]]:
    """Milliseconds by group: all, scalar, matrix, and the wrong answers that need a diagnosis."""
    times: dict[str, list[float]] = {"all": [], "scalar": [], "matrix": [], "wrong": []}
    with FormulaWorker() as worker:
        for name in ("right", "near_miss", "right_blind", "near_miss_blind"):
            for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                pair = json.loads(line)
                request = CompareRequest(
                    pair["symbols"],
                    Formula(pair["reference"]),
                    Formula(pair["answer"]),
                    diagnosis_s=0.04,
                )
                start = time.perf_counter()
                reply = worker.compare(request)
                took = (time.perf_counter() - start) * 1000
                group = "matrix" if "matrix[" in pair["symbols"] else "scalar"
                for key in ("all", group, *(["wrong"] if reply.verdict != "equal" else [])):
                    times[key].append(took)
    return times


def table(times: dict[str, list[float]]) -> str:
    rows = [
        "`python bench/formula/speed.py`, one judgement with its diagnosis, warm",
        "",
        "| | pairs | median [ms] | 99 % [ms] | most [ms] | aim [ms] |",
        "|---|---|---|---|---|---|",
    ]
    for key, values in times.items():
        values.sort()
        middle, late = values[len(values) // 2], values[int(len(values) * 0.99)]
        aim = AIMS.get(key, "")
        rows.append(
            f"| {key} | {len(values)} | {middle:.1f} | {late:.1f} | {values[-1]:.1f} | {aim} |"
        )
    rows.append("")
    rows.append(f"{os.cpu_count()} cores, load at the end {os.getloadavg()[0]:.2f}.")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    text = table(measured())
    print(text)
    if parser.parse_args().write:
        document = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else "# Performance\n"
        section = f"{START}\n{text}\n{END}"
        if START in document:
            document = re.sub(f"{START}.*?{END}", lambda _: section, document, flags=re.DOTALL)
        else:
            document = f"{document.rstrip()}\n\n{section}\n"
        DOCUMENT.write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main()
