"""The pages: the built client from memory, and the door by which a browser is let in.

Every address that is no file is the client's index, which finds the page by itself. It is served
with a nonce of its own for the styles that the code editor makes, and with the remembered theme
and language, so that nothing flashes and no inline script is needed for it.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import mimetypes
import re
import secrets
from pathlib import Path
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from viva.core import Text
from viva.server.desk import THEME, Desk
from viva.server.guard import Guard, cookie_name, split_host
from viva.server.language import Speaker, accepted_language
from viva.server.names import LOOPBACK, address
from viva.server.secret import COOKIE_DAYS, Secret

STATIC = Path(__file__).parent / "static"
# What the build writes where the nonce belongs (Vite's html.cspNonce).
NONCE_PLACE = "__CSP_NONCE__"
IMMUTABLE = "public, max-age=31536000, immutable"
COMPRESSIBLE = (".html", ".js", ".css", ".svg", ".json", ".webmanifest", ".txt", ".map")
_HTML = re.compile(r"<html\b[^>]*>")
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


def policy(nonce: str) -> str:
    """What a page may do: nothing from elsewhere, no inline script; styles as KaTeX and CodeMirror
    make them (attributes through the DOM; elements with the nonce)."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{nonce}'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


class BuiltFile(msgspec.Struct, frozen=True):
    """One built file, and its compressed forms where they are smaller."""

    content: bytes
    type: str
    etag: str
    encoded: dict[str, bytes]


class BuiltClient:
    """The files of the built client, read when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: frozenset[str] = frozenset()
        self._stamp: float | None = None
        self._files: dict[str, BuiltFile] = {}

    def _look(self) -> None:
        """Sees a new build."""
        index = self._folder / "index.html"
        stamp = index.stat().st_mtime if index.is_file() else None
        if stamp != self._stamp:
            self._stamp = stamp
            self._files = {}
            found = (p for p in self._folder.rglob("*") if p.is_file()) if stamp else ()
            self._names = frozenset(p.relative_to(self._folder).as_posix() for p in found)

    def file(self, name: str) -> BuiltFile | None:
        """The file of that name; only names that a build made are looked at."""
        self._look()
        if name not in self._names or name.endswith((".br", ".gz")):
            return None
        if name not in self._files:
            self._files[name] = self._read(name)
        return self._files[name]

    def _read(self, name: str) -> BuiltFile:
        path = self._folder / name
        content = path.read_bytes()
        encoded: dict[str, bytes] = {}
        if f"{name}.br" in self._names:
            encoded["br"] = path.with_name(f"{path.name}.br").read_bytes()
        if f"{name}.gz" in self._names:
            encoded["gzip"] = path.with_name(f"{path.name}.gz").read_bytes()
        elif path.suffix in COMPRESSIBLE and len(content) > 500:
            encoded["gzip"] = gzip.compress(content, 9, mtime=0)
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0]
        etag = hashlib.blake2b(content, digest_size=12).hexdigest()
        return BuiltFile(content, kind or "application/octet-stream", f'"{etag}"', encoded)


class Pages:
    """Serves everything outside /api. `desk` is set once the server has started."""

    def __init__(self, secret: Secret, port: int, name: str, folder: Path = STATIC) -> None:
        self._secret = secret
        self._port = port
        self._name = name
        self._client = BuiltClient(folder)
        self.desk: Desk | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if request.method not in ("GET", "HEAD"):
            response: Response = PlainTextResponse(
                "Method not allowed", 405, headers={"allow": "GET, HEAD"}
            )
        elif self._by_another_name(request):
            place = address(self._name, self._port) + request.url.path
            query = f"?{request.url.query}" if request.url.query else ""
            response = RedirectResponse(place + query, 307)
        elif request.url.path == "/enter":
            response = await run_in_threadpool(self._enter, request)
        elif request.url.path == "/hello":
            challenge = request.query_params.get("challenge", "")[:200]
            response = PlainTextResponse(self._secret.answer(challenge))
        else:
            response = await run_in_threadpool(self._page, request)
        await response(scope, receive, send)

    def _by_another_name(self, request: Request) -> bool:
        """`localhost` where our name is 127.0.0.1: its cookies and texts would be others."""
        host = split_host(request.headers.get("host", ""))
        ours = self._name in LOOPBACK
        return ours and host is not None and host[0] != self._name and request.method == "GET"

    def _enter(self, request: Request) -> Response:
        """Turns a one-time address into the cookie, and goes on to the app."""
        token = request.query_params.get("token", "")
        if not self._secret.enter(token):
            if self._knows(request.headers):
                return RedirectResponse("/", 303, {"cache-control": "no-store"})
            return self._said(
                request,
                403,
                Text("This address has been used, or is too old", "这个地址已用过或已过期"),
                Text(
                    "Run `viva serve` once more: it prints a new one. A server that is running "
                    "goes on running.",
                    "请再运行一次 `viva serve`，它会打印新的地址；已在运行的服务不受影响。",
                ),
            )
        response = RedirectResponse("/", 303, {"cache-control": "no-store"})
        response.set_cookie(
            cookie_name(self._port),
            self._secret.cookie,
            max_age=COOKIE_DAYS * 86_400,
            httponly=True,
            samesite="strict",
            path="/",
        )
        return response

    def _knows(self, headers: Headers) -> bool:
        return Guard.cookie_fits(headers, self._secret, self._port)

    def _page(self, request: Request) -> Response:
        name = request.url.path.lstrip("/")
        if name and name != "index.html":
            file = self._client.file(name)
            if file is not None:
                return _file_response(request, name, file)
            if "." in name.rpartition("/")[2]:
                return PlainTextResponse("Not found", 404, {"cache-control": "no-cache"})
        index = self._client.file("index.html")
        if index is None:
            return self._said(
                request,
                503,
                Text("The web app is not built yet", "网页尚未构建"),
                Text(
                    "In a checkout, `make web` builds it; an installed viva brings it along. "
                    "Meanwhile `viva next` practises in the terminal.",
                    "在源码目录里运行 `make web` 即可构建；安装版自带网页。"
                    "这期间可以用 `viva next` 在终端里练习。",
                ),
            )
        return self._index(request, index)

    def _index(self, request: Request, file: BuiltFile) -> Response:
        nonce = secrets.token_urlsafe(16)
        theme, language = "auto", None
        if self.desk is not None:
            theme = self.desk.setting(THEME, "auto")
            language = self.desk.language()
        speaks = language or accepted_language(request.headers.get("accept-language", "")) or "en"
        opening = f'<html lang="{speaks}" data-theme="{html.escape(theme)}">'
        page = file.content.decode("utf-8")
        page = _HTML.sub(opening, page, count=1)
        meta = f'<meta name="csp-nonce" content="{nonce}">'
        page = page.replace("<head>", f"<head>{meta}", 1).replace(NONCE_PLACE, nonce)
        headers = {"content-security-policy": policy(nonce), "cache-control": "no-store"}
        return Response(page, 200, headers, "text/html; charset=utf-8")

    def _said(self, request: Request, status: int, title: Text, words: Text) -> Response:
        """A page of one sentence, for when there is no app to show."""
        language = self.desk.language() if self.desk is not None else None
        accepted = accepted_language(request.headers.get("accept-language", ""))
        speaker = Speaker(language or accepted or "en")
        nonce = secrets.token_urlsafe(16)
        style = (
            "body{font:1.05rem/1.7 system-ui,'Noto Sans CJK SC',sans-serif;max-width:34rem;"
            "margin:18vh auto;padding:0 1.5rem;color-scheme:light dark}"
        )
        page = (
            f'<!doctype html><html lang="{speaker.language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f'<title>viva</title><style nonce="{nonce}">{style}</style></head><body><main>'
            f"<h1>{speaker.inline(title)}</h1><p>{speaker.inline(words)}</p></main></body></html>"
        )
        headers = {"content-security-policy": policy(nonce), "cache-control": "no-store"}
        return Response(page, status, headers, "text/html; charset=utf-8")


def _file_response(request: Request, name: str, file: BuiltFile) -> Response:
    headers: dict[str, Any] = {
        "cache-control": IMMUTABLE if name.startswith("assets/") else "no-cache",
        "etag": file.etag,
        "vary": "accept-encoding",
        # A picture opened by itself is a document too.
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    if request.headers.get("if-none-match") == file.etag:
        return Response(b"", 304, headers)
    accepted = {e.partition(";")[0].strip() for e in _accepted(request.headers)}
    for encoding in ("br", "gzip"):
        if encoding in file.encoded and encoding in accepted:
            headers["content-encoding"] = encoding
            return Response(file.encoded[encoding], 200, headers, file.type)
    return Response(file.content, 200, headers, file.type)


def _accepted(headers: Headers) -> list[str]:
    return headers.get("accept-encoding", "").lower().split(",")
