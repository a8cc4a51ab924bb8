"""A viva of its own for a test: started on a free port, killed as hard as the test wants."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType

READY_S = 30.0
VIVA = Path(sys.executable).with_name("viva")


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class App:
    """`viva serve` over a data folder. `enter` is the one-time address of the last start."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.enter = ""
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        assert self._process is None
        self._process = subprocess.Popen(
            [VIVA, "serve", "--no-open", "--port", str(self.port), "--json"],
            env={**os.environ, "VIVA_DATA": str(self.folder), "OMP_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        said = ""
        while not said.rstrip().endswith("}"):
            line = self._process.stdout.readline()
            assert line, f"viva serve ended with {self._process.wait()}"
            said += line
        self.enter = json.loads(said)["enter"]
        end = time.monotonic() + READY_S
        while time.monotonic() < end:
            with suppress(OSError):
                with suppress(urllib.error.HTTPError):
                    urllib.request.urlopen(f"{self.address}/api/v1/state", timeout=5)
                return
            time.sleep(0.05)
        raise TimeoutError("viva serve does not answer")

    def kill(self) -> None:
        """kill -9: nothing is said, nothing is put away."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._process = None

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self.kill()

    def __enter__(self) -> App:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
