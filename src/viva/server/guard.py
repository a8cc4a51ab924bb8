"""Who is let in: checked before anything else looks at a request, on HTTP and WebSocket alike.

Any web page can reach loopback, and this program runs code. So a request must name our host (a
rebound name is refused), must not come from another origin, and under /api must bring the cookie.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Literal

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from viva.core import Language, Text
from viva.server.language import accepted_language
from viva.server.names import LOOPBACK
from viva.server.problems import MEDIA_TYPE, problem_bytes
from viva.server.secret import Secret

MAX_BODY_BYTES = 1 << 20
MAX_IMPORT_BYTES = 256 << 20
IMPORT_PATH = "/api/v1/import"
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))

Refusal = Literal["host", "origin", "cookie", "size"]
_WHY: dict[Refusal, tuple[int, Text]] = {
    "host": (
        421,
        Text(
            "This server does not answer to that host name.",
            "这个服务器不以该主机名应答。",
        ),
    ),
    "origin": (
        403,
        Text(
            "Requests from another page are not answered.",
            "不接受来自其他网页的请求。",
        ),
    ),
    "cookie": (
        401,
        Text(
            "This browser is not let in yet: open the address that `viva serve` prints.",
            "这个浏览器还没有获准访问：请打开 `viva serve` 打印的地址。",
        ),
    ),
    "size": (
        413,
        Text(
            f"A request may have at most {MAX_BODY_BYTES >> 20} MiB.",
            f"一次请求最多 {MAX_BODY_BYTES >> 20} MiB。",
        ),
    ),
}
# What every response says to the browser; the policy of pages is in `pages`.
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
API_POLICY = "default-src 'none'; frame-ancestors 'none'"


def cookie_name(port: int) -> str:
    """Cookies do not tell ports apart, so the name does: two servers, two cookies."""
    return f"viva-{port}"


def split_host(header: str) -> tuple[str, int | None] | None:
    """Name and port of a Host header; None if it is none."""
    name, colon, port = header.rpartition(":")
    if not colon or port.endswith("]"):
        name, port = header, ""
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    if port and not (port.isascii() and port.isdigit() and len(port) <= 5):
        return None
    return (name.lower(), int(port) if port else None) if name else None


class Guard:
    """Wraps the app. Where `host`, on which it listens, is more than loopback, it is called by this
    machine's addresses and name too; a name that somebody else chose is refused even then."""

    def __init__(self, app: ASGIApp, *, secret: Secret, port: int, host: str) -> None:
        self._app = app
        self._secret = secret
        self._port = port
        self._open = host not in LOOPBACK
        self._own_name = socket.gethostname().lower() if self._open else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refuses(scope, headers)
        if scope["type"] == "websocket":
            if refusal is None:
                await self._app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 4403, "reason": refusal})
            return
        if refusal is not None:
            await _refuse(send, refusal, accepted_language(headers.get("accept-language", "")))
            return
        limit = MAX_IMPORT_BYTES if scope["path"] == IMPORT_PATH else MAX_BODY_BYTES
        await self._app(scope, _limited(receive, limit), _marked(send, scope["path"]))

    def _refuses(self, scope: Scope, headers: Headers) -> Refusal | None:
        hosts = headers.getlist("host")
        host = split_host(hosts[0]) if len(hosts) == 1 else None
        if host is None or host[1] not in (self._port, None) or not self._is_ours(host[0]):
            return "host"
        websocket = scope["type"] == "websocket"
        if not self._same_origin(headers, hosts[0], websocket or scope["method"] not in _SAFE):
            # A link from another page to ours is no danger; only pages may be opened so.
            page = not websocket and scope["method"] == "GET" and not _is_api(scope["path"])
            if not (page and headers.get("sec-fetch-mode") == "navigate"):
                return "origin"
        if websocket and "origin" not in headers:
            return "origin"
        if _is_api(scope["path"]) and not self.lets_in(headers):
            return "cookie"
        length = headers.get("content-length", "0")
        limit = MAX_IMPORT_BYTES if scope["path"] == IMPORT_PATH else MAX_BODY_BYTES
        if not websocket and length.isdigit() and int(length) > limit:
            return "size"
        return None

    def _is_ours(self, name: str) -> bool:
        if name in LOOPBACK:
            return True
        if not self._open:
            return False
        if name == self._own_name:
            return True
        try:
            # An address cannot be rebound: only a name can.
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _same_origin(self, headers: Headers, host: str, changes: bool) -> bool:
        site = headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none"):
            return False
        origins = headers.getlist("origin")
        if not origins:
            # Not a browser, or one that reads: browsers send it with whatever changes something.
            return not (changes and site == "none")
        return len(origins) == 1 and origins[0].lower() == f"http://{host.lower()}"

    def lets_in(self, headers: Headers) -> bool:
        """Whether the request brings the cookie."""
        return self.cookie_fits(headers, self._secret, self._port)

    @staticmethod
    def cookie_fits(headers: Headers, secret: Secret, port: int) -> bool:
        """Whether these headers bring the cookie of that secret."""
        # Not Python's own parser: that drops all cookies after one that it cannot read, and the
        # cookies of every other server on this machine come here too.
        found = cookie_parser(headers.get("cookie", "")).get(cookie_name(port))
        return found is not None and secret.knows(found)


def _is_api(path: str) -> bool:
    return path == "/api" or path.startswith("/api/")


async def _refuse(send: Send, refusal: Refusal, language: Language | None) -> None:
    status, sentence = _WHY[refusal]
    headers = {**HEADERS, "content-type": MEDIA_TYPE, "content-security-policy": API_POLICY,
               "cache-control": "no-store"}  # fmt: skip
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        }
    )
    body = problem_bytes(status, f"refused-{refusal}", sentence, language or "en")
    await send({"type": "http.response.body", "body": body})


def _limited(receive: Receive, limit: int) -> Receive:
    """Ends the request when more comes than is allowed, announced or not."""
    had = 0

    async def limited() -> Message:
        nonlocal had
        message = await receive()
        if message["type"] == "http.request":
            had += len(message.get("body", b""))
            if had > limit:
                return {"type": "http.disconnect"}
        return message

    return limited


def _marked(send: Send, path: str) -> Send:
    """Adds what every response must say; what a route says itself stays."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("content-security-policy", API_POLICY)
            if _is_api(path):
                headers.setdefault("cache-control", "no-store")
        await send(message)

    return marked
