"""Servers as people start them, in processes of their own, and a browser that talks to them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

START_S = 60


class Running:
    """A server process that has said that it is ready."""

    def __init__(self, data: Path, *options: str) -> None:
        environment = {**os.environ, "VIVA_DATA": str(data)}
        self._errors = data.parent / f"{data.name}.errors"
        with self._errors.open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "error", "-c", "from viva.cli import main; main()",
                 "serve", "--no-open", "--json", *options],
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                start_new_session=True,
            )  # fmt: skip
        said = self._first_document()
        self.address: str = said["address"]
        self.enter: str = said["enter"]
        self.already_running: bool = said["running"]

    def _first_document(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line.decode())
            if lines[-1] == "}\n":
                return json.loads("".join(lines))
        self.process.wait(30)
        self._let_go()
        raise AssertionError(f"it did not start: {lines} {self.errors()}")

    def errors(self) -> str:
        return self._errors.read_text(encoding="utf-8")

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def end(self) -> int:
        """Ends it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(30)
        self._let_go()
        return code

    def _let_go(self) -> None:
        assert self.process.stdout is not None
        self.process.stdout.close()

    def kill(self) -> None:
        """Ends it and its workers without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)
        self._let_go()


class Browser:
    """Let in by a one-time address; keeps its cookie. Every request has its own connection."""

    def __init__(self, running: Running, *, like: Browser | None = None) -> None:
        self.address = running.address
        self.cookies: dict[str, str] = dict(like.cookies) if like else {}
        if like is None:
            response = self.send("GET", running.enter.removeprefix(running.address))
            assert response.status_code == 303, response.text
            self.cookies = dict(response.cookies)

    def moves_to(self, running: Running) -> None:
        """The same tab, after the server was started again."""
        self.address = running.address

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request, as a page of ours sends it."""
        client = httpx.Client(
            base_url=self.address, timeout=60, cookies=self.cookies, verify=False, trust_env=False
        )
        with client:
            return client.request(method, path, headers={"origin": self.address}, **more)

    def api(self, method: str, path: str, **more: Any) -> Any:
        """The JSON of a request that must go well."""
        response = self.send(method, f"/api/v1{path}", **more)
        assert response.is_success, response.text
        return response.json()

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def websocket(
        self, *, origin: str | None = None, cookie: str | None = None
    ) -> ClientConnection:
        """A WebSocket to the labs."""
        return connect(
            self.address.replace("http", "ws") + "/api/v1/labs/ws",
            origin=self.address if origin is None else origin,  # pyright: ignore
            additional_headers={"cookie": self.cookie if cookie is None else cookie},
            compression=None,
            open_timeout=30,
        )


@contextlib.contextmanager
def running(data: Path, *options: str) -> Iterator[Running]:
    """A server that is ended with the block."""
    server = Running(data, *(options or ("--port", "0")))
    try:
        yield server
    finally:
        server.kill()
