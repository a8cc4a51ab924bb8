"""Everything out, everything in: one JSON file, merged into what is there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from viva import __version__
from viva.core import LANGUAGES, BadInput, Language
from viva.server.desk import AtDesk
from viva.server.language import Spoken
from viva.server.problems import TooMuch
from viva.server.schema.base import problems
from viva.server.schema.progress import ImportCounts
from viva.store import Everything

router = APIRouter(tags=["transfer"])
FORMAT = "viva-export"
VERSION = 1


class ExportFile(msgspec.Struct, frozen=True, omit_defaults=False):
    """The file: who wrote it and when, and all of one learner."""

    format: str
    version: int
    viva: str
    at: datetime
    learner: str
    everything: Everything
    language: str = ""


@router.get(
    "/export",
    summary="Everything as one file",
    response_class=Response,
    responses=problems()
    | {200: {"description": "The file.", "content": {"application/json": {"schema": {}}}}},
)
def export(desk: AtDesk) -> Response:
    """Attempts, drafts with their versions, overrules, settings. Nothing else is stored."""
    now = desk.now()
    file = ExportFile(
        format=FORMAT,
        version=VERSION,
        viva=__version__,
        at=now,
        learner=desk.learner,
        everything=desk.store.everything(desk.learner),
        language=desk.language() or "",
    )
    name = f"viva-{now.date().isoformat()}.json"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(msgspec.json.encode(file), 200, headers, "application/json")


@router.post(
    "/import",
    summary="Take a file in",
    responses=problems(413),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
)
async def take_in(request: Request, desk: AtDesk, speaker: Spoken) -> ImportCounts:
    """Merges the file into what is here, all or nothing. What is here is never replaced: an answer
    that is known stays, a draft that differs is kept as a version. Settings of the file win."""
    try:
        content = await request.body()
    except ClientDisconnect:
        raise TooMuch("The file is too large.", zh="文件太大。") from None

    def work() -> ImportCounts:
        file = _read(content)
        taken = desk.store.take_in(desk.learner, file.everything, desk.now())
        language: Any = file.language
        if language in LANGUAGES:
            chosen: Language = language
            desk.remember_language(chosen)
        return ImportCounts(**msgspec.structs.asdict(taken))

    return await run_in_threadpool(work)


def _fault(everything: Everything) -> str:
    """What the store could not hold, by name; the shapes are checked already."""
    dated = [
        *everything.attempts,
        *everything.drafts,
        *everything.draft_versions,
        *everything.overrules,
    ]
    if any(thing.at.tzinfo is None for thing in dated):
        return "a time without a zone"
    if any(version.since.tzinfo is None for version in everything.draft_versions):
        return "a time without a zone"
    numbers = [n for a in everything.attempts for n in (a.seed, a.hint)]
    numbers += [n for d in everything.drafts for n in (d.seed, d.version)]
    numbers += [v.version for v in everything.draft_versions]
    if any(not 0 <= n < 2**31 for n in numbers):
        return "a number out of bounds"
    for a in everything.attempts:
        low, high = a.score_low or 0.0, 1.0 if a.score_high is None else a.score_high
        if not 0 <= low <= high <= 1:
            return "a score out of bounds"
    return ""


def _read(content: bytes) -> ExportFile:
    try:
        file = msgspec.json.decode(content, type=ExportFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            f"This is no file that viva exported ({error}).",
            where="file",
            mend="Choose a file that “Export everything” made.",
            zh=f"这不是 viva 导出的文件（{error}）。请选择“导出全部”得到的文件。",
        ) from None
    if fault := _fault(file.everything):
        raise BadInput(
            f"This file holds what no viva has written ({fault}).",
            where="file",
            mend="Export it once more.",
            zh=f"这个文件里有 viva 不会写出的内容（{fault}）。请重新导出。",
        )
    if file.format != FORMAT or file.version != VERSION:
        raise BadInput(
            "This file was exported by another version of viva.",
            where="file",
            mend="Export it once more with this version, or upgrade.",
            zh="这个文件由另一个版本的 viva 导出。请用本版本重新导出，或升级 viva。",
        )
    return file
