"""What Lighthouse says of four pages: Today, a question, Topics, a lab.

    python bench/web/lighthouse.py [--runs 3] [--desktop] [--only NAME] [--json]

`make lighthouse` installs it into out/lighthouse and calls this. Needs Chromium and the built web
app. A viva of its own is started over an empty data folder; the browser has a profile of its own,
and is let in by the one-time address, as a person's is (a cookie put into the headers would not
reach the lab's WebSocket). Each run begins with empty caches. The scores are medians; performance
depends on how busy the machine is, the other two do not. Without `--desktop` it is what Lighthouse
takes by default: a phone of the middle class on slow 4G, simulated, though viva comes from the
learner's own machine. Reports, one a run: out/lighthouse/NAME-RUN.json. Ends with 1 where
accessibility or best practices are below 100; of performance it only tells.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2] / "tests" / "web"))

from app import App
from browser import FLAGS, chromium

OUT = Path(__file__).parents[2] / "out" / "lighthouse"
CLI = OUT / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = {
    "today": "/",
    "question": "/questions/activation_zoo/gelu_silu_mish",
    "topics": "/topics",
    "lab": "/labs/learning_rate/stable_limit",
}
AIMS = {"performance": 90, "accessibility": 100, "best-practices": 100}
MUST = ("accessibility", "best-practices")
READY_S = 30.0
RUN_S = 180.0
# On a busy machine a trace is missing its beginning now and then, and Lighthouse gives up.
ATTEMPTS = 3


@contextmanager
def browser(profile: Path, enter: str) -> Generator[int]:
    """A Chromium with a fresh profile that has been let in; yields the port of its DevTools."""
    flags = ("--headless", *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0")
    started = subprocess.Popen(
        [chromium(), *flags, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        told = profile / "DevToolsActivePort"
        _until(
            lambda: told.exists() and told.read_text().count("\n") > 0, "Chromium does not start"
        )
        port = int(told.read_text().splitlines()[0])
        tab = _devtools(port, f"new?{enter}", "PUT")["id"]
        _until(lambda: _is_in(port, tab), "viva does not let the browser in")
        _devtools(port, f"close/{tab}")
        yield port
    finally:
        started.terminate()
        with suppress(subprocess.TimeoutExpired):
            started.wait(10)
        started.kill()
        started.wait()


def _devtools(port: int, command: str, method: str = "GET") -> Any:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/json/{command}", method=method)
    with urllib.request.urlopen(asked, timeout=10) as answer:
        said = answer.read()
    return None if command.startswith("close/") else json.loads(said)


def _is_in(port: int, tab: str) -> bool:
    """Whether the app is shown there: the address without the token, and the app's own title."""
    for shown in _devtools(port, "list"):
        if shown["id"] == tab:
            return "enter" not in shown["url"] and "viva" in shown["title"]
    return False


def _until(holds: Any, otherwise: str) -> None:
    end = time.monotonic() + READY_S
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(0.1)


def audit(port: int, address: str, report: Path, desktop: bool) -> dict[str, Any]:
    """One run of Lighthouse; its report as JSON."""
    command = ["node", str(CLI), address, f"--port={port}", "--output=json", "--quiet"]
    command += [f"--output-path={report}", f"--only-categories={','.join(AIMS)}"]
    command += ["--no-enable-error-reporting", *(["--preset=desktop"] if desktop else [])]
    for attempt in range(1, ATTEMPTS + 1):
        done = subprocess.run(command, check=False, timeout=RUN_S, capture_output=True, text=True)
        if done.returncode == 0:
            break
        print(f"{address}, attempt {attempt}: {done.stderr.strip()}", file=sys.stderr)
    else:
        raise RuntimeError(f"{address}: Lighthouse made no report")
    found = json.loads(report.read_text("utf-8"))
    if found["finalDisplayedUrl"].split("?")[0].rstrip("/") != address.rstrip("/"):
        raise RuntimeError(f"{address}: Lighthouse saw {found['finalDisplayedUrl']}")
    return found


def failed(report: dict[str, Any], category: str) -> list[str]:
    """The audits that cost this category points, worst first."""
    references = report["categories"][category]["auditRefs"]
    audits = [report["audits"][ref["id"]] for ref in references if ref["weight"]]
    lost = [found for found in audits if found["score"] is not None and found["score"] < 0.9]
    lost.sort(key=lambda found: found["score"])
    return [f"{found['id']} ({found.get('displayValue') or found['title']})" for found in lost]


def measure(pages: dict[str, str], runs: int, desktop: bool) -> dict[str, dict[str, Any]]:
    """For each page: of each category the scores of all runs, their median, what costs points in
    the last run, and the median of largest contentful paint and of blocking time."""
    found: dict[str, dict[str, Any]] = {}
    with (
        tempfile.TemporaryDirectory() as data,
        # Chromium may still write into it while it ends.
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        App(Path(data)) as app,
        browser(Path(profile), app.enter) as port,
    ):
        for name, path in pages.items():
            reports = [
                audit(port, app.address + path, OUT / f"{name}-{run}.json", desktop)
                for run in range(1, runs + 1)
            ]
            row: dict[str, Any] = {}
            for category in AIMS:
                scores = [round(100 * r["categories"][category]["score"]) for r in reports]
                lost = failed(reports[-1], category)
                row[category] = {"median": statistics.median(scores), "runs": scores, "lost": lost}
            for key, which in (
                ("lcp_ms", "largest-contentful-paint"),
                ("tbt_ms", "total-blocking-time"),
            ):
                times = [r["audits"][which]["numericValue"] for r in reports]
                row[key] = round(statistics.median(times))
            found[name] = row
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--desktop", action="store_true")
    parser.add_argument("--only", choices=PAGES, nargs="+", default=list(PAGES))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not CLI.exists():
        parser.error("Lighthouse is not installed: make lighthouse")
    found = measure({n: PAGES[n] for n in arguments.only}, arguments.runs, arguments.desktop)
    if arguments.json:
        print(json.dumps(found))
    else:
        print(
            f"{'':<10}{'performance':>12}{'accessibility':>15}{'best practices':>16}   LCP, blocked"
        )
        for name, row in found.items():
            p, a, b = (row[category]["median"] for category in AIMS)
            print(f"{name:<10}{p:>12g}{a:>15g}{b:>16g}   {row['lcp_ms']} ms, {row['tbt_ms']} ms")
        for name, row in found.items():
            for category, aim in AIMS.items():
                if row[category]["median"] < aim:
                    print(f"{name}, {category} {row[category]['runs']}, costs points:")
                    print(*(f"  {audit}" for audit in row[category]["lost"]), sep="\n")
    below = (row[c]["median"] < AIMS[c] for row in found.values() for c in MUST)
    return 1 if any(below) else 0


if __name__ == "__main__":
    sys.exit(main())
