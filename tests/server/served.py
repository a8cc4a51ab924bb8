"""A server within this process, and a browser that was let in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx

from viva.catalog import Catalog
from viva.server.app import make_server
from viva.server.desk import Desk
from viva.server.guard import cookie_name
from viva.server.secret import Secret
from viva.store import place_in

T = TypeVar("T")
PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
INDEX = (
    "<!doctype html><html><head><title>viva</title>"
    '<script type="module" src="/assets/app-1a2b3c.js" nonce="__CSP_NONCE__"></script></head>'
    "<body></body></html>"
)


def built(folder: Path) -> Path:
    """A client as a build leaves it."""
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX, encoding="utf-8")
    (folder / "assets" / "app-1a2b3c.js").write_text("export const x = 1\n" * 100)
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return folder


class Served:
    """A server over a catalog with a data folder; `now` is its clock, and the test moves it."""

    def __init__(
        self, folder: Path, catalog: Catalog, *, static: Path, host: str = "127.0.0.1"
    ) -> None:
        self.folder = folder
        self.now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
        self.secret = Secret(folder / "web")
        self.desks: list[Desk] = []

        def open_desk() -> Desk:
            desk = Desk(place_in(folder), catalog=catalog, clock=lambda: self.now)
            self.desks.append(desk)
            return desk

        self.app: Any = make_server(
            open_desk, self.secret, PORT, host=host, warm=False, static=static
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def desk(self) -> Desk:
        return self.desks[-1]

    @property
    def cookie(self) -> str:
        return f"{cookie_name(PORT)}={self.secret.cookie}"

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def __enter__(self) -> Self:
        self._thread.start()
        self._to_app: asyncio.Queue[Any] = asyncio.Queue()
        self._from_app: asyncio.Queue[Any] = asyncio.Queue()
        self._living = asyncio.run_coroutine_threadsafe(
            self.app({"type": "lifespan", "state": {}}, self._to_app.get, self._from_app.put),
            self._loop,
        )
        self._life("lifespan.startup")
        return self

    def __exit__(self, *_: object) -> None:
        self._life("lifespan.shutdown")
        self._living.result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(30)
        self._loop.close()

    def _life(self, step: str) -> None:
        async def go() -> Any:
            await self._to_app.put({"type": step})
            return await self._from_app.get()

        message = self.run(go)
        assert message["type"] == f"{step}.complete", message

    def run(self, work: Callable[[], Awaitable[T]], timeout_s: float = 60) -> T:
        async def go() -> T:
            return await work()

        return asyncio.run_coroutine_threadsafe(go(), self._loop).result(timeout_s)

    def send(self, method: str, path: str, *, let_in: bool = True, **more: Any) -> httpx.Response:
        """One request; nothing is added but the cookie, where the browser is let in."""
        headers = dict(more.pop("headers", {}))
        if let_in:
            headers.setdefault("cookie", self.cookie)

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, headers=headers, **more)

        return self.run(go)

    def api(self, method: str, path: str, *, status: int = 200, **more: Any) -> Any:
        """The JSON of an API request, which must have that status."""
        response = self.send(method, f"/api/v1{path}", **more)
        assert response.status_code == status, response.text
        if status >= 400:
            assert response.headers["content-type"] == "application/problem+json"
        return response.json()

    def begin(self, question: str, **more: Any) -> Any:
        return self.api("POST", "/encounters", json={"question": question, **more})

    def websocket(self, path: str, headers: dict[str, str]) -> list[dict[str, Any]]:
        """What the server says to a WebSocket that wants in, and is gone again."""
        said: list[dict[str, Any]] = []
        heard = iter(
            [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
        )
        scope = {
            "type": "websocket",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "scheme": "ws",
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
            "subprotocols": [],
            "client": ("127.0.0.1", 5),
            "server": ("127.0.0.1", PORT),
        }

        async def receive() -> dict[str, Any]:
            return next(heard)

        async def send(message: Any) -> None:
            said.append(message)

        self.run(lambda: self.app(scope, receive, send))
        return said
