"""Errors as problem+json (RFC 9457): a status, and a sentence to show in the reader's language."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from viva.core import BadInput, JudgeFailed, Language, NeedsExtra, Text, VivaError
from viva.core.traditional import localise
from viva.server.judging import Ending
from viva.server.language import accepted_language, default_language
from viva.store import DraftConflict, StoreBusy, StoreFault, StoreFull

MEDIA_TYPE = "application/problem+json"


class NotThere(BadInput):
    """Nothing goes by that name."""


class Conflict(BadInput):
    """What is asked for does not fit what has happened meanwhile."""


class TooMuch(BadInput):
    """More than anybody types."""


_TITLES: dict[int, Text] = {
    400: Text("That cannot be read", "无法读取"),
    401: Text("This page is not let in", "未获准访问"),
    403: Text("Refused", "拒绝访问"),
    404: Text("There is no such thing", "找不到"),
    405: Text("Not possible here", "这里不能这样做"),
    409: Text("Something changed meanwhile", "其间有了变化"),
    413: Text("Too much", "内容太大"),
    421: Text("Another address", "地址不对"),
    422: Text("That cannot be used as it is", "无法照这样使用"),
    500: Text("viva failed", "viva 出错了"),
    503: Text("Not possible at the moment", "暂时无法进行"),
    507: Text("The disk is full", "磁盘已满"),
}
_CRASHED = Text(
    "viva failed by a mistake of its own; nothing that you typed is lost. The terminal shows more.",
    "viva 自身出错了；你输入的内容没有丢失。终端里有详细信息。",
)


def _status(error: VivaError) -> tuple[int, str]:
    """The HTTP status of an error, and the name of its sort."""
    match error:
        case DraftConflict():
            return 409, "stale-draft"
        case NotThere():
            return 404, "not-there"
        case Conflict():
            return 409, "conflict"
        case TooMuch():
            return 413, "too-much"
        case Ending():
            return 503, "ending"
        case StoreFull():
            return 507, "disk-full"
        case StoreBusy():
            return 503, "store-busy"
        case StoreFault():
            return 503, "store"
        case NeedsExtra():
            return 422, "needs-extra"
        case BadInput():
            return 422, "bad-input"
        case JudgeFailed():
            return 500, "judge-failed"
        case _:
            return (422, "bad-input") if error.exit_code == 2 else (500, "failed")


def problem(
    status: int,
    sort: str,
    detail: str,
    language: Language,
    *,
    where: str = "",
    mend: str = "",
    headers: dict[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """The response; `detail` is in `language` already."""
    title = _TITLES.get(status, _TITLES[500])
    body: dict[str, Any] = {
        "type": f"urn:viva:problem:{sort}",
        "title": localise(title.pick(language), language),
        "status": status,
        "detail": detail,
    }
    if where:
        body["where"] = where
    if mend:
        body["mend"] = mend
    return JSONResponse(body | more, status, headers=headers, media_type=MEDIA_TYPE)


def told(error: VivaError, language: Language) -> tuple[str, str]:
    """The sentence of an error in a language, and how to mend it where that stands apart."""
    if language != "en" and error.zh:
        return localise(error.zh, language), ""
    return error.sentence, error.mend


def language_of(request: Request) -> Language:
    """The language of a request, also where its `lang` is what is wrong with it."""
    asked = request.query_params.get("lang", "")
    return accepted_language(asked) or default_language(request)


async def _of_viva(request: Request, error: Exception) -> Response:
    assert isinstance(error, VivaError)
    language = language_of(request)
    status, sort = _status(error)
    detail, mend = told(error, language)
    more: dict[str, Any] = {}
    if isinstance(error, DraftConflict):
        theirs = error.theirs
        more["current"] = {
            "answer": theirs.body,
            "version": theirs.version,
            "at": theirs.at.isoformat(),
        }
    return problem(status, sort, detail, language, where=error.where, mend=mend, **more)


async def _of_shape(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    language = language_of(request)
    first = error.errors()[0] if error.errors() else {"loc": (), "msg": ""}
    place = ".".join(str(step) for step in first["loc"])
    sentence = Text(
        f"The request has not the form that is documented ({first['msg']}).",
        f"请求的格式不符合文档（{first['msg']}）。",
    )
    detail = localise(sentence.pick(language), language)
    return problem(422, "invalid-request", detail, language, where=place)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    language = language_of(request)
    sentence = {
        400: Text("The request cannot be read.", "无法读取这个请求。"),
        404: Text("There is nothing at this address.", "这个地址没有内容。"),
        405: Text("This address does not take that method.", "这个地址不接受这种方法。"),
    }.get(error.status_code, Text.same(str(error.detail)))
    detail = localise(sentence.pick(language), language)
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, "http", detail, language, headers=headers)


async def _of_crash(request: Request, error: Exception) -> Response:
    # Starlette logs the traceback and raises it again behind us; the reader gets a sentence.
    language = language_of(request)
    return problem(500, "failed", localise(_CRASHED.pick(language), language), language)


def tell_problems(app: FastAPI) -> None:
    """Makes the app answer every error with a problem."""
    app.add_exception_handler(VivaError, _of_viva)
    app.add_exception_handler(RequestValidationError, _of_shape)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_crash)


def problem_bytes(status: int, sort: str, sentence: Text, language: Language) -> bytes:
    """The body of a problem, for who answers below FastAPI."""
    detail = localise(sentence.pick(language), language)
    return json.dumps(json.loads(bytes(problem(status, sort, detail, language).body))).encode()
