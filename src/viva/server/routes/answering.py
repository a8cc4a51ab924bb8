"""Around the answer in the making: versions of the draft, calls of one's own, overruling."""

from __future__ import annotations

from fastapi import APIRouter

from viva.server.desk import AtDesk
from viva.server.encounters import attempt_verdict, body
from viva.server.language import Spoken
from viva.server.own_case import try_own_case
from viva.server.problems import Conflict, NotThere
from viva.server.routes.encounters import Id
from viva.server.schema.base import STALE, problems
from viva.server.schema.encounter import (
    DraftSaved,
    DraftVersion,
    DraftVersions,
    NewDraft,
    Overrule,
    Overruled,
    OwnCase,
    OwnCaseResult,
)
from viva.server.sitting import sitting
from viva.store import Overrule as Kept

router = APIRouter(tags=["encounters"])


@router.put(
    "/encounters/{id}/draft",
    summary="Keep what is typed",
    responses=problems(404) | STALE,
)
def keep_draft(id: Id, draft: NewDraft, desk: AtDesk, speaker: Spoken) -> DraftSaved:
    """When this answers, the text is on the disk. 409 where another tab saved meanwhile: its text
    comes back, and both are kept."""
    first = desk.events(id)[0]
    kept = desk.store.keep_version(
        desk.learner,
        id,
        first.question,
        first.seed,
        draft.answer,
        desk.now(),
        draft.version,
        draft.client,
    )
    return DraftSaved(version=kept.version)


@router.get("/encounters/{id}/drafts", summary="What was typed before", responses=problems(404))
def read_drafts(id: Id, desk: AtDesk, speaker: Spoken) -> DraftVersions:
    """The draft, its earlier states, and what other tabs typed meanwhile; the newest first."""
    desk.events(id)
    current = desk.store.draft(desk.learner, id)
    found = [
        DraftVersion(
            answer=body(v.body),
            version=v.version,
            at=v.at,
            client=v.client,
            fate="set_aside" if v.fate == "set_aside" else "earlier",
        )
        for v in reversed(desk.store.draft_versions(desk.learner, id))
        if current is None or v.body != current.body
    ]
    if current is not None:
        found.insert(
            0,
            DraftVersion(
                answer=body(current.body),
                version=current.version,
                at=current.at,
                client="",
                fate="current",
            ),
        )
    return DraftVersions(versions=found)


@router.post("/encounters/{id}/cases", summary="Try a call", responses=problems(404))
async def try_case(id: Id, own: OwnCase, desk: AtDesk, speaker: Spoken) -> OwnCaseResult:
    """Runs the learner's own call of the answer in the sandbox. Nothing is judged or recorded."""

    def work() -> OwnCaseResult:
        desk.events(id)
        variant = desk.practice.encounter(id).variant
        return try_own_case(desk.threads.judge, variant, own.answer, own.case, speaker)

    return await desk.threads.run(work)


@router.post(
    "/encounters/{id}/overrule", summary="Overrule the judge", responses=problems(404, 409)
)
async def overrule(id: Id, says: Overrule, desk: AtDesk, speaker: Spoken) -> Overruled:
    """Keeps what the learner says about a point of the last answer, and shows the verdict with it.

    The log and the rating stay as they are; it is exported with everything else.
    """

    def work() -> Overruled:
        answers = sitting(desk.events(id)).answers
        encounter = desk.practice.encounter(id)
        last = answers[-1] if answers else None
        if encounter.question.kind != "explain" or last is None or last.verdict is None:
            raise Conflict(
                "There is no verdict on an explanation that could be overruled.",
                where="criterion",
                zh="这里没有可以改判的讲解题结果。",
            )
        if says.criterion not in {c.id for c in last.verdict.criteria}:
            raise NotThere("There is no such point.", where="criterion", zh="没有这个要点。")
        if says.state is None:
            desk.store.forget_overrule(desk.learner, last.key, says.criterion)
        else:
            kept = Kept(last.key, says.criterion, says.state, says.note or "", desk.now())
            desk.store.overrule(desk.learner, kept)
        return Overruled(verdict=attempt_verdict(desk, speaker, encounter, last))

    return await desk.threads.run(work)
