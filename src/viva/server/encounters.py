"""An encounter as the browser gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from viva.core import Answer, Attempt, Question, Rating, Text, VivaError
from viva.practice import Closing, Encounter
from viva.scheduling import NotRated
from viva.server.desk import Desk
from viva.server.language import Speaker
from viva.server.overruling import Says, overruled
from viva.server.schema.base import AnswerBody
from viva.server.schema.encounter import (
    AskedQuestion,
    ClosingBody,
    DraftBody,
    EncounterBody,
    Grade,
    Hints,
    LastAnswer,
    Related,
    RelatedQuestion,
    SourceCard,
    VerdictBody,
)
from viva.server.schema.topics import LabCard, MythCard
from viva.server.sitting import Sitting, sitting
from viva.server.verdicts import in_language, readings_of, verdict_body

if TYPE_CHECKING:
    from viva.lab import Entry

RELATED = 6


def body(answer: Answer) -> AnswerBody:
    """An answer as JSON has it; a part that was kept as another type is written out."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list):
        return [str(line) for line in answer]
    return {name: value if isinstance(value, str) else str(value) for name, value in answer.items()}


def grade(rating: Rating | NotRated | None) -> Grade | None:
    """A rating as its number."""
    return cast("Grade", int(rating)) if isinstance(rating, Rating) else None


def grades(ratings: list[Rating]) -> list[Grade]:
    """Ratings as their numbers."""
    return [cast("Grade", int(r)) for r in ratings]


def closing_body(closing: Closing) -> ClosingBody:
    """How it ended."""
    return ClosingBody(rating=grade(closing.rating), due=closing.due, in_days=closing.in_days)


def encounter_body(
    desk: Desk, speaker: Speaker, encounter: Encounter, *, reason: Text | None = None
) -> EncounterBody:
    """Everything about an encounter; on a judging thread."""
    variant, question = encounter.variant, encounter.question
    sat = sitting(desk.events(encounter.id))
    draft = encounter.draft
    return EncounterBody(
        id=encounter.id,
        question=_question(desk, speaker, question),
        seed=variant.seed,
        prompt_html=speaker.html(variant.prompt),
        shown=in_language(variant.shown, speaker),
        reason=speaker.say(reason) if reason else "",
        resumed=encounter.resumed,
        draft=None
        if draft is None
        else DraftBody(answer=body(draft.body), version=draft.version, at=draft.at),
        hints=Hints(
            taken=sat.hints,
            of=len(variant.hints),
            texts_html=[speaker.html(h) for h in variant.hints[: sat.hints]],
        ),
        last=_last(desk, speaker, encounter, sat),
        closed=sat.closed,
        rating=grade(sat.rating),
        tried=sat.tried(variant),
        allowed_ratings=grades(sat.allowed),
        proposed_rating=grade(sat.ruled),
        related=_related(desk, speaker, question),
    )


def _question(desk: Desk, speaker: Speaker, question: Question) -> AskedQuestion:
    topic = desk.catalog.topics.get(question.topic)
    return AskedQuestion(
        id=question.id,
        title=speaker.say(question.title),
        topic=question.topic,
        topic_title=speaker.say(topic.title) if topic else question.topic,
        kind=question.kind,
        level=question.level,
        sources=[SourceCard(cite=s.cite, url=s.url) for s in question.sources],
        needs=list(question.needs),
        parametric=question.parametric,
    )


def _last(desk: Desk, speaker: Speaker, encounter: Encounter, sat: Sitting) -> LastAnswer | None:
    last = sat.answers[-1] if sat.answers else None
    if last is None or last.answer is None or last.verdict is None:
        return None
    return LastAnswer(
        verdict=attempt_verdict(desk, speaker, encounter, last),
        answer=body(last.answer),
        at=last.at,
    )


def attempt_verdict(
    desk: Desk, speaker: Speaker, encounter: Encounter, attempt: Attempt
) -> VerdictBody:
    """The verdict of a recorded answer, with what the learner said against it."""
    assert attempt.verdict is not None
    assert attempt.answer is not None
    says: dict[str, Says] = {
        o.criterion: o.state for o in desk.store.overruled(desk.learner, [attempt.key])
    }
    return verdict_body(
        speaker,
        overruled(encounter.variant, attempt.verdict, says),
        attempt.answer,
        kind=encounter.question.kind,
        said=says,
        readings=readings_of(desk.threads.judge, encounter.variant, attempt.answer),
    )


def _related(desk: Desk, speaker: Speaker, question: Question) -> Related:
    others = [
        q for q in desk.catalog.questions.values() if q.topic == question.topic and q != question
    ]
    others.sort(key=lambda q: (abs(q.level - question.level), q.level, q.id))
    return Related(
        labs=[lab_card(speaker, e) for e in desk.labs.of_topic(question.topic)],
        myths=[
            MythCard(id=m.id, sentence=speaker.say(m.card.sentence))
            for m in desk.myths
            if m.topic == question.topic
        ],
        questions=[
            RelatedQuestion(id=q.id, title=speaker.say(q.title), kind=q.kind, level=q.level)
            for q in others[:RELATED]
        ],
    )


def lab_card(speaker: Speaker, entry: Entry) -> LabCard:
    """A lab as it is named beside something else; one that does not load goes by its name."""
    try:
        title = speaker.say(entry.load().title)
    except VivaError:
        title = entry.id
    return LabCard(id=entry.id, title=title)
