"""Encounters: begin, type, hand in, run, take hints, close."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from viva.core import BadInput, Rating, Text
from viva.practice import Encounter
from viva.scheduling import Wish
from viva.scheduling.choose import Choice
from viva.server.desk import AtDesk, Desk
from viva.server.encounters import closing_body, encounter_body, grade, grades
from viva.server.language import Speaker, Spoken
from viva.server.problems import Conflict, NotThere
from viva.server.schema.base import problems
from viva.server.schema.encounter import (
    Answered,
    Begin,
    Closed,
    EncounterBody,
    FollowUpBody,
    GivenUp,
    HintBody,
    Rate,
    RunBody,
    Solution,
    SubmissionBody,
    Tried,
    UndoneBody,
    UndoneQuestion,
    VerdictBody,
)
from viva.server.sitting import sitting
from viva.server.verdicts import readings_of, verdict_body

router = APIRouter(tags=["encounters"])
Id = Annotated[str, Path(min_length=1, max_length=80, description="The id of the encounter.")]


@router.post("/encounters", summary="Begin a question", responses=problems(404))
async def begin(wish: Begin, desk: AtDesk, speaker: Spoken) -> EncounterBody:
    """Begins an encounter, or takes up the one that is open. 404 where nothing is left to ask."""

    def work() -> EncounterBody:
        choice = _choice(desk, wish)
        if not choice.question:
            raise NotThere(choice.reason.en, zh=choice.reason.zh)
        encounter = desk.practice.start(choice.question, desk.now(), seed=wish.seed)
        return encounter_body(desk, speaker, encounter, reason=choice.reason)

    return await desk.threads.run(work)


def _choice(desk: Desk, wish: Begin) -> Choice:
    if wish.question is not None:
        known_question(desk, wish.question)
        return Choice(wish.question, "asked", Text("", ""))
    if wish.mode == "question":
        raise BadInput(
            "Which question?",
            where="question",
            mend="Give its id.",
            zh="要做哪一题？请给出题目编号。",
        )
    narrowed = Wish(
        track=wish.track or "",
        topic=wish.topic or "",
        kinds=(wish.kind,) if wish.kind else (),
        only_due=wish.mode == "review",
        without=frozenset(wish.without),
    )
    return desk.practice.next_question(desk.now(), narrowed)


def known_question(desk: Desk, id: str) -> None:
    """Raises `NotThere` for a question that is not in the bank; a broken one says what is wrong."""
    if id in desk.catalog.questions:
        return
    try:
        desk.catalog.question(id)
    except BadInput as error:
        raise NotThere(
            error.sentence, where=error.where, mend=error.mend, zh=error.zh or f"没有题目“{id}”。"
        ) from None


def _encounter(desk: Desk, id: str) -> Encounter:
    desk.events(id)
    return desk.practice.encounter(id)


@router.get("/encounters/{id}", summary="An encounter as it stands", responses=problems(404))
async def read_encounter(id: Id, desk: AtDesk, speaker: Spoken) -> EncounterBody:
    """Open or closed, with the draft, the hints taken and the last verdict."""
    return await desk.threads.run(lambda: encounter_body(desk, speaker, _encounter(desk, id)))


@router.post("/encounters/{id}/submit", summary="Hand in an answer", responses=problems(404, 409))
async def submit(id: Id, answer: Answered, desk: AtDesk, speaker: Spoken) -> SubmissionBody:
    """Judges the answer and records it; a pass closes the encounter."""

    def work() -> SubmissionBody:
        encounter = _encounter(desk, id)
        done = desk.practice.submit(encounter, answer.answer, desk.now(), key=answer.key)
        if done.recorded.encounter != id:
            raise Conflict(
                "This key was used for another question.",
                where="key",
                mend="Give every answer a key of its own.",
                zh="这个键已经用在别的题上。请给每次作答各自的键。",
            )
        sat = sitting(desk.events(id))
        handed_in = done.recorded.answer if done.recorded.answer is not None else answer.answer
        over = sat.closed
        return SubmissionBody(
            verdict=verdict_body(
                speaker,
                done.verdict,
                handed_in,
                kind=encounter.question.kind,
                readings=readings_of(desk.threads.judge, encounter.variant, handed_in),
            ),
            closing=closing_body(done.closing) if done.closing else None,
            ask=done.ask,
            repeated=done.repeated,
            follow_up=_follow_up(desk, speaker, encounter),
            allowed_ratings=grades(sat.allowed),
            proposed_rating=grade(sat.ruled),
            worked_html=speaker.html(encounter.variant.worked) if over else None,
            tried=sat.tried(encounter.variant),
        )

    return await desk.threads.run(work)


def _follow_up(desk: Desk, speaker: Speaker, encounter: Encounter) -> FollowUpBody | None:
    """What the examiner asks next; nothing where the answer passed."""
    found = desk.practice.follow_up(encounter)
    if found is None:
        return None
    return FollowUpBody(point=found.point, question_html=speaker.inline(found.question))


@router.post("/encounters/{id}/run", summary="Judge without recording", responses=problems(404))
async def run(id: Id, answer: Tried, desk: AtDesk, speaker: Spoken) -> RunBody:
    """The verdict on what is typed; nothing is recorded."""

    def work() -> RunBody:
        encounter = _encounter(desk, id)
        judge = desk.threads.judge
        parsed = judge.parse(encounter.variant, answer.answer)
        verdict = judge.grade(encounter.variant, parsed)
        said: VerdictBody = verdict_body(
            speaker,
            verdict,
            answer.answer,
            kind=encounter.question.kind,
            readings=readings_of(judge, encounter.variant, answer.answer),
        )
        return RunBody(verdict=said)

    return await desk.threads.run(work)


@router.post("/encounters/{id}/hint", summary="Take a hint", responses=problems(404, 409))
async def hint(id: Id, desk: AtDesk, speaker: Spoken) -> HintBody:
    """The next rung of the ladder, recorded. 409 where the last one is taken."""

    def work() -> HintBody:
        found = desk.practice.hint(_encounter(desk, id), desk.now())
        if found is None:
            raise Conflict(
                "There is no further hint.",
                where="hint",
                zh="没有更多提示了。",
            )
        return HintBody(rung=found.rung, of=found.of, text_html=speaker.html(found.text))

    return await desk.threads.run(work)


@router.post("/encounters/{id}/give_up", summary="Give up", responses=problems(404))
async def give_up(id: Id, desk: AtDesk, speaker: Spoken) -> GivenUp:
    """Closes the encounter as not known, and shows the model answer."""

    def work() -> GivenUp:
        encounter = _encounter(desk, id)
        closing = desk.practice.give_up(encounter, desk.now())
        return GivenUp(
            closing=closing_body(closing), worked_html=speaker.html(encounter.variant.worked)
        )

    return await desk.threads.run(work)


@router.post("/encounters/{id}/close", summary="Close, or rate", responses=problems(404))
async def close(id: Id, rate: Rate, desk: AtDesk) -> Closed:
    """Closes the encounter with what it has earned, or with the learner's rating where that is
    allowed; one that is closed takes another rating."""

    def work() -> Closed:
        rating = None if rate.rating is None else Rating(rate.rating)
        closing = desk.practice.close(_encounter(desk, id), desk.now(), rating)
        return Closed(closing=closing_body(closing))

    return await desk.threads.run(work)


@router.get("/encounters/{id}/solution", summary="The model answer", responses=problems(404, 409))
async def solution(id: Id, desk: AtDesk, speaker: Spoken) -> Solution:
    """After an honest try, a pass, giving up or closing; 409 before."""

    def work() -> Solution:
        encounter = _encounter(desk, id)
        if not sitting(desk.events(id)).tried(encounter.variant):
            raise Conflict(
                "Try it first: the model answer comes after an answer of your own, or when you "
                "give up.",
                zh="先自己试一试：交过一次自己的答案，或者放弃之后，才能看参考答案。",
            )
        return Solution(worked_html=speaker.html(encounter.variant.worked))

    return await desk.threads.run(work)


@router.post("/undo", summary="Take back the last answer", responses=problems(409))
def undo(desk: AtDesk, speaker: Spoken) -> UndoneBody:
    """Takes back the last answer, giving up or skipping; its encounter is open again."""
    try:
        undone = desk.practice.undo(desk.now())
    except BadInput as error:
        if type(error) is not BadInput:
            raise
        raise Conflict("There is nothing to take back.", zh="没有可以撤回的作答。") from None
    event = undone.event
    question = desk.catalog.questions.get(event.question)
    return UndoneBody(
        undone=UndoneQuestion(
            question=event.question,
            title=speaker.say(question.title) if question else event.question,
            outcome=event.outcome,
            rating=grade(undone.rating),
        ),
        encounter=event.encounter,
    )
