"""Labs: the gallery, one lab, its runs and its claims; and the myths."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, WebSocket
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from viva.core import BadInput, VivaError
from viva.server.desk import AtDesk
from viva.server.language import Spoken
from viva.server.schema.base import problems
from viva.server.schema.labs import Depth, LabPage, LabResult, Labs, Myths

router = APIRouter(tags=["labs"])
Seed = Annotated[int, Query(ge=0, le=2**31 - 1)]
Params = dict[str, float | int | str | bool]


@router.get("/labs", summary="All labs", responses=problems())
def read_labs(desk: AtDesk, speaker: Spoken) -> Labs:
    """Labs that do not load are left out; `viva check --labs` tells why."""
    from viva.server.laboratory import listed_lab

    found: list[Any] = []
    for entry in desk.labs:
        try:
            found.append(listed_lab(desk, speaker, entry))
        except VivaError:
            continue
    return Labs(labs=found)


@router.get("/labs/{topic}/{name}", summary="One lab", responses=problems(404))
def read_lab(topic: str, name: str, desk: AtDesk, speaker: Spoken) -> LabPage:
    """Its parameters, its claims, and what to predict."""
    from viva.server.laboratory import known_lab, lab_page

    return lab_page(desk, speaker, known_lab(desk, f"{topic}/{name}"))


@router.get(
    "/labs/{topic}/{name}/run",
    summary="Run a lab once",
    response_model=LabResult,
    responses=problems(404),
)
async def run_lab(
    topic: str,
    name: str,
    desk: AtDesk,
    speaker: Spoken,
    params: Annotated[
        str, Query(max_length=4000, description="A JSON object; what is left out is default.")
    ] = "{}",
    seed: Seed = 0,
    depth: Depth = "full",
) -> Response:
    """The figures and values of one run, in a process of its own; kept by content."""
    from viva.server.laboratory import known_lab
    from viva.server.playing import play_once

    given = _params(params)
    entry = known_lab(desk, f"{topic}/{name}")
    document = await play_once(desk.stage, entry, given, seed, depth, speaker.language)
    return Response(document, 200, media_type="application/json")


def _params(text: str) -> Params:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise BadInput(
            "The parameters are no JSON object.",
            where="params",
            mend='For example {"rate": 0.1}.',
            zh='params 应是 JSON 对象，例如 {"rate": 0.1}。',
        )
    return {str(k): v for k, v in given.items() if isinstance(v, float | int | str | bool)}


@router.post(
    "/labs/{topic}/{name}/claims",
    summary="Measure the claims over seeds",
    response_class=StreamingResponse,
    responses=problems(404, 409)
    | {
        200: {
            "description": "Events `progress` {done, of}, `finding` {claim, standing, as_wanted, "
            "mean, low, high, per_seed}, `problem` {detail}, `end`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def measure_claims(
    topic: str,
    name: str,
    desk: AtDesk,
    speaker: Spoken,
    params: Annotated[Params | None, Body(embed=True)] = None,
) -> StreamingResponse:
    """A stream of server-sent events, until every claim is found; 409 while another is measured."""
    from viva.server.laboratory import known_lab
    from viva.server.measuring import begin

    entry = await run_in_threadpool(known_lab, desk, f"{topic}/{name}")
    events = await run_in_threadpool(begin, entry, params or {}, speaker)
    return StreamingResponse(events.stream(), media_type="text/event-stream")


@router.get("/myths", summary="All myths", responses=problems())
def read_myths(desk: AtDesk, speaker: Spoken) -> Myths:
    """What everybody says, and the measurement."""
    from viva.server.laboratory import myth_page

    return Myths(myths=[myth_page(desk, speaker, m) for m in desk.myths])


@router.websocket("/labs/ws")
async def play(socket: WebSocket) -> None:
    """Wishes in, results out: see `playing.Message`; the newest wish about a lab wins."""
    from viva.server.playing import Player

    await Player(socket.app.state.desk, socket).run()
