"""Puts the parts together: the desk, the routes, the guard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from viva import __version__
from viva.server.desk import Desk
from viva.server.guard import Guard
from viva.server.names import canonical
from viva.server.openapi import describe
from viva.server.pages import STATIC, Pages
from viva.server.problems import tell_problems
from viva.server.routes import (
    answering,
    encounters,
    formula,
    labs,
    progress,
    search,
    state,
    today,
    topics,
    transfer,
)
from viva.server.secret import Secret

API = "/api/v1"
LATER_S = 1.5
DESCRIPTION = (
    "Everything that viva's web app does. Texts come in the language of `lang`; fields that end in "
    "`_html` are sanitised HTML. Every error is problem+json with a sentence to show. "
    "Authentication: the cookie that the one-time address of `viva serve` sets."
)


class Whole:
    """The API under /api, the pages everywhere else; the lifespan is the API's."""

    def __init__(self, api: FastAPI, pages: Pages) -> None:
        self._api = api
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/api"):
            self._pages.desk = self._api.state.desk
            await self._pages(scope, receive, send)
        else:
            await self._api(scope, receive, send)


def make_server(
    desk: Callable[[], Desk],
    secret: Secret,
    port: int,
    *,
    host: str = "127.0.0.1",
    warm: bool = True,
    static: Path = STATIC,
) -> Guard:
    """What is served: the API and the pages, behind the guard."""
    pages = Pages(secret, port, canonical(host), static)
    return Guard(Whole(make_app(desk, warm=warm), pages), secret=secret, port=port, host=host)


async def _look_around(desk: Desk) -> None:
    """Reads all labs and makes the index, once the first page has had its turn."""
    await asyncio.sleep(LATER_S)
    await run_in_threadpool(lambda: desk.index)


def make_app(desk: Callable[[], Desk], *, warm: bool = True) -> FastAPI:
    """The API over the desk that `desk` opens when the server starts.

    `warm`: a sandbox is started in the background as soon as the server is ready.
    """

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        app.state.desk = opened = desk()
        later: asyncio.Task[None] | None = None
        if warm:
            opened.threads.warm()
            later = asyncio.create_task(_look_around(opened))
        try:
            yield
        finally:
            if later is not None:
                later.cancel()
            opened.close()

    app = FastAPI(
        title="viva",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    tell_problems(app)
    for part in (
        state,
        today,
        topics,
        search,
        encounters,
        answering,
        formula,
        labs,
        progress,
        transfer,
    ):
        app.include_router(part.router, prefix=API)
    app.openapi = lambda: describe(app)
    app.add_middleware(GZipMiddleware, minimum_size=1500, compresslevel=5)
    return app
