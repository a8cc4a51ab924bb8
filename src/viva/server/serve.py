"""Runs the server: finds a port, lets the browser in, starts the workers."""

from __future__ import annotations

import errno
import http.client
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from viva.core import BadInput
from viva.server.names import address, canonical
from viva.server.secret import Secret
from viva.store import Place, find_place, make_folder

if TYPE_CHECKING:
    import uvicorn

    from viva.server.desk import Desk

PORT = 8765
FURTHER_PORTS = 20
ENVIRONMENT = "VIVA_SERVE"


class Serving(msgspec.Struct, frozen=True):
    """How a worker serves; handed to it through the environment."""

    port: int
    host: str


class Address(msgspec.Struct, frozen=True):
    """Where the server is found."""

    host: str
    port: int

    @property
    def base(self) -> str:
        """What a browser opens; the canonical name on loopback."""
        name = canonical(self.host)
        if name in ("0.0.0.0", "::"):
            name = socket.gethostname()
        return address(name, self.port)


def data_secret(place: Place) -> Secret:
    """The secret of a data folder."""
    make_folder(place.folder)
    return Secret(place.folder / "web")


def is_ours(port: int, secret: Secret) -> bool:
    """Whether a server of this data folder answers on that port."""
    challenge = secrets.token_hex(16)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", f"/hello?challenge={challenge}")
        answer = connection.getresponse().read(200).decode("ascii", "replace")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return secrets.compare_digest(answer.encode(), secret.answer(challenge).encode())


def listen(host: str, port: int, *, further: int = 0) -> socket.socket:
    """A listening socket on `port`, or on one of the `further` next ones."""
    for tried in range(port, port + further + 1):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # asyncio sends small answers at once only where the socket names its protocol; without
        # it each waits 40 ms for an acknowledgement.
        sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, tried))
            sock.listen(2048)
            sock.set_inheritable(True)
            return sock
        except OSError as error:
            sock.close()
            if error.errno != errno.EADDRINUSE or tried == port + further:
                raise _cannot_listen(host, tried, error) from error
    raise AssertionError


def _cannot_listen(host: str, port: int, error: OSError) -> BadInput:
    return BadInput(
        f"Nothing can listen on {host}:{port} ({error.strerror}).",
        mend="Give another --port or --host.",
        zh=f"无法在 {host}:{port} 上监听（{error.strerror}）。请换一个 --port 或 --host。",
    )


def worker() -> Any:
    """The app of one worker; uvicorn calls it in each worker process."""
    from viva.server.desk import Desk

    serving = msgspec.json.decode(os.environ[ENVIRONMENT], type=Serving)
    place = find_place()
    return _app(serving, lambda: Desk(place))


def _app(serving: Serving, desk: Callable[[], Desk]) -> Any:
    from viva.server.app import make_server

    return make_server(desk, data_secret(find_place()), serving.port, host=serving.host)


def serve(sock: socket.socket, host: str, workers: int, ready: Callable[[], None]) -> None:
    """Serves on `sock` until it is told to end; calls `ready` once it answers.

    Raises a `BadInput` with one sentence for a store that cannot be used.
    """
    with sock:
        _serve(sock, host, workers, ready)


def _serve(sock: socket.socket, host: str, workers: int, ready: Callable[[], None]) -> None:
    import uvicorn

    from viva.server.desk import Desk

    port = sock.getsockname()[1]
    serving = Serving(port, host)
    # Opened here, so that what is wrong with it is a sentence and not a server's traceback.
    desk = Desk(find_place())
    app: Any = "viva.server.serve:worker"
    if workers == 1:
        app = _app(serving, lambda: desk)
    else:
        desk.close()
        os.environ[ENVIRONMENT] = msgspec.json.encode(serving).decode()
    config = uvicorn.Config(
        app,
        factory=workers > 1,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=1 << 20,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=75,
    )
    if workers == 1:
        _one(config, ready).run(sockets=[sock])
        return
    from uvicorn.supervisors import Multiprocess

    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    args = (name, port, ready)
    threading.Thread(target=_when_it_answers, args=args, daemon=True).start()
    Multiprocess(config, sockets=[sock]).run()


def _one(config: uvicorn.Config, ready: Callable[[], None]) -> uvicorn.Server:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started:
                ready()

    return Server(config)


def _when_it_answers(name: str, port: int, ready: Callable[[], None]) -> None:
    while True:
        connection = http.client.HTTPConnection(name, port, timeout=30)
        try:
            connection.request("GET", "/hello")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        finally:
            connection.close()
        ready()
        return


def use_data_folder(folder: Path) -> None:
    """Makes this process and its workers use another data folder."""
    os.environ["VIVA_DATA"] = str(folder.expanduser().absolute())
