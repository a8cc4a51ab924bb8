"""The web app's server: start, first requests, Run to verdict, and labs for a hundred clients.

`python bench/server.py [--write]`; the server is a process of its own, as people start it.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import connect

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))
VIVA = str(Path(sys.executable).parent / "viva")
LAB = "learning_rate/stable_limit"
CLIENTS, PER_SECOND, SECONDS = 100, 2.0, 15.0


class Server:
    """A server that said that it is ready; `ready_ms` is how long that took."""

    def __init__(self, data: Path) -> None:
        env = {**os.environ, "VIVA_DATA": str(data), "VIVA_CACHE": str(data.parent / "cache")}
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [VIVA, "serve", "--port", "0", "--no-open", "--json"], stdout=subprocess.PIPE, env=env
        )
        assert self.process.stdout is not None
        said = b""
        while not said.endswith(b"}\n"):
            said += self.process.stdout.readline()
        self.ready_ms = (time.perf_counter() - start) * 1000
        document = json.loads(said)
        self.address: str = document["address"]
        self.enter: str = document["enter"]

    def rss_kb(self) -> int:
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", text)
        assert found is not None
        return int(found[1])

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()


def spread(times_ms: list[float]) -> str:
    """p50 / p95."""
    ordered = sorted(times_ms)
    return f"{statistics.median(ordered):.0f} / {ordered[int(0.95 * (len(ordered) - 1))]:.0f}"


def timed(client: httpx.Client, method: str, path: str, count: int, **more: Any) -> list[float]:
    times: list[float] = []
    for _ in range(count):
        start = time.perf_counter()
        response = client.request(method, f"/api/v1{path}", **more)
        times.append((time.perf_counter() - start) * 1000)
        response.raise_for_status()
    return times


async def client(
    address: str, cookie: str, n: int, seconds: float, every_s: float, times: list[float]
) -> int:
    """One browser whose slider moves; returns how many wishes were replaced by newer ones."""
    sent: dict[int, float] = {}
    url = address.replace("http", "ws") + "/api/v1/labs/ws"
    headers = {"cookie": cookie}
    async with connect(
        url,
        origin=address,
        additional_headers=headers,
        compression=None,  # type: ignore[arg-type]
    ) as socket:

        async def hear() -> None:
            async for text in socket:
                reply = json.loads(text)
                if not reply.get("partial"):
                    times.append((time.perf_counter() - sent.pop(reply["id"])) * 1000)

        hearing = asyncio.create_task(hear())
        await asyncio.sleep(every_s * n / CLIENTS)
        for i in range(1, int(seconds / every_s) + 1):
            sent[i] = time.perf_counter()
            wish = {"id": i, "lab": LAB, "params": {"relative": 0.05 + (i + n) % 100 / 100},
                    "seed": n, "depth": "preview"}  # fmt: skip
            await socket.send(json.dumps(wish))
            await asyncio.sleep(every_s)
        await asyncio.sleep(1.0)
        hearing.cancel()
    return len(sent)


async def crowd(server: Server, cookie: str, clients: int) -> tuple[list[float], int, int]:
    """The times of all replies, the wishes without one, and the memory for each client [kB]."""
    times: list[float] = []
    before = server.rss_kb()
    running = [
        asyncio.create_task(client(server.address, cookie, n, SECONDS, 1 / PER_SECOND, times))
        for n in range(clients)
    ]
    await asyncio.sleep(SECONDS / 2)
    each = (server.rss_kb() - before) // clients
    lost = sum(await asyncio.gather(*running))
    return times, lost, each


def main() -> None:
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        tmp = Path(name)
        cold: list[float] = []
        warm: list[float] = []
        for n in range(5):
            for times in (cold, warm):
                server = Server(tmp / f"data-{n}")
                times.append(server.ready_ms)
                server.end()
        rows.append(("ready, new data folder", f"{statistics.median(cold):.0f}", "1500"))
        rows.append(("ready, data folder there", f"{statistics.median(warm):.0f}", "600"))
        server = Server(tmp / "data")
        with httpx.Client(base_url=server.address, timeout=60) as browser:
            browser.get(server.enter)
            cookie = "; ".join(f"{c.name}={c.value}" for c in browser.cookies.jar)
            time.sleep(6)
            question = "softmax/stable_softmax"
            answer = (ROOT / "src/viva_bank/topics" / question / "solution.py").read_text()
            begun = browser.post("/api/v1/encounters", json={"question": question}).json()["id"]
            place = f"/encounters/{begun}"
            body = {"answer": answer}
            timed(browser, "POST", f"{place}/run", 3, json=body)
            for words, method, path, more in (
                ("`GET /state`", "GET", "/state", {}),
                ("`GET /today`", "GET", "/today", {}),
                ("`GET /topics`", "GET", "/topics", {}),
                ("`GET /encounters/…` (code)", "GET", place, {}),
                ("Run to verdict, NumPy answer", "POST", f"{place}/run", {"json": body}),
            ):
                aim = "150" if "Run" in words else ""
                rows.append((words, spread(timed(browser, method, path, 60, **more)), aim))
            version = 0
            times = []
            for n in range(60):
                draft = {"answer": answer + "#" * n, "version": version, "client": "bench"}
                start = time.perf_counter()
                saved = browser.put(f"/api/v1{place}/draft", json=draft).json()
                times.append((time.perf_counter() - start) * 1000)
                version = saved["version"]
            rows.append(("a draft on the disk", spread(times), ""))
        alone: list[float] = []
        asyncio.run(client(server.address, cookie, 1, 10, 0.1, alone))
        rows.append(("slider to result, one client, 10 a second", spread(alone[5:]), "60 / 100"))
        times, lost, each = asyncio.run(crowd(server, cookie, CLIENTS))
        words = f"slider to result, {CLIENTS} clients, {PER_SECOND:g} a second each"
        rows.append((words, spread(times), "– / 200"))
        answered = len(times) / (len(times) + lost)
        rows.append((f"… of their {len(times) + lost} wishes answered", f"{answered:.1%}", ""))
        rows.append(("… memory a client [kB]", str(each), "60"))
        server.end()
    table = "\n".join(
        ["| what | ms, median or p50 / p95 | aim |", "|---|---|---|"]
        + [f"| {a} | {b} | {c} |" for a, b, c in rows]
    )
    print(table)
    if "--write" in sys.argv:
        from startup import write_section

        write_section("server", "`python bench/server.py --write`\n\n" + table)


if __name__ == "__main__":
    main()
