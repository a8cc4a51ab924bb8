"""Where the learner stands; the past answers to a question; how answers are judged."""

from __future__ import annotations

from pathlib import Path as File

from fastapi import APIRouter

from viva.core import Rating, Text
from viva.practice import course
from viva.practice.course import closes
from viva.scheduling import recall
from viva.server.desk import AtDesk, Desk
from viva.server.encounters import attempt_verdict, body, grade
from viva.server.language import Speaker, Spoken
from viva.server.routes.encounters import known_question
from viva.server.schema.base import problems
from viva.server.schema.encounter import History, PastAttempt
from viva.server.schema.progress import (
    Judging,
    ListedAttempt,
    PractisedDay,
    Progress,
    Standing,
    StrengthOn,
    TopicStrength,
    WeakPoint,
)
from viva.server.schema.today import DayCount
from viva.server.strength import strength_by_day

router = APIRouter(tags=["progress"])
LATEST = 100
WEAK = 20
HERE = File(__file__).parent.parent


@router.get("/progress", summary="Where the learner stands", responses=problems())
def read_progress(desk: AtDesk, speaker: Spoken) -> Progress:
    """Strength by topic and over time, the calendar, weak points, the latest answers."""
    now = desk.now()
    desk.practice.settle(now)
    report = desk.practice.progress(now)
    events = desk.store.whole_log(desk.learner)
    return Progress(
        report=Standing(
            day=report.day,
            streak_days=report.streak_days,
            answered_today=report.answered_today,
            seconds_today=report.seconds_today,
            seconds_week=report.seconds_week,
            questions=report.questions,
            had=report.had,
            due=report.due,
            retention=report.retention,
            reviews=report.reviews,
            retention_wanted=report.retention_wanted,
            forecast=[DayCount(day=day, count=n) for day, n in report.forecast],
        ),
        topics=[
            TopicStrength(
                id=t.topic,
                title=speaker.say(t.title),
                questions=t.questions,
                had=t.had,
                due=t.due,
                strength=round(t.strength, 4),
            )
            for t in report.topics
        ],
        calendar=_calendar(desk),
        strength=[
            StrengthOn(day=day, value=round(value, 5))
            for day, value in strength_by_day(events, report.questions, report.day)
        ],
        weak=_weak(desk, speaker),
        attempts=_latest(desk, speaker),
    )


def _calendar(desk: Desk) -> list[PractisedDay]:
    days: dict[str, PractisedDay] = {}
    for p in desk.store.progress(desk.learner):
        name = p.day.isoformat()
        have = days.get(name) or PractisedDay(day=p.day, answers=0, passed=0, seconds=0.0)
        days[name] = PractisedDay(
            day=p.day,
            answers=have.answers + p.answers,
            passed=have.passed + p.passed,
            seconds=have.seconds + p.seconds,
        )
    return [days[name] for name in sorted(days)]


def _weak(desk: Desk, speaker: Speaker) -> list[WeakPoint]:
    today = desk.today()
    rows: list[tuple[int, float, WeakPoint]] = []
    for id, state in desk.store.memory(desk.learner).items():
        question = desk.catalog.questions.get(id)
        lapsed = state.rating is Rating.AGAIN
        if question is None or not (lapsed or state.lapses):
            continue
        strength = 0.0 if lapsed else recall(state, today)
        point = WeakPoint(
            id=id,
            title=speaker.say(question.title),
            kind=question.kind,
            topic=question.topic,
            topic_title=speaker.say(desk.catalog.topics[question.topic].title),
            lapses=state.lapses,
            strength=round(strength, 4),
        )
        rows.append((-(state.lapses + lapsed), strength, point))
    rows.sort(key=lambda row: (row[0], row[1], row[2].id))
    return [point for _, _, point in rows[:WEAK]]


def _latest(desk: Desk, speaker: Speaker) -> list[ListedAttempt]:
    out: list[ListedAttempt] = []
    for event in desk.store.newest(desk.learner, 20 * LATEST):
        if event.event != "answer" or event.outcome is None:
            continue
        question = desk.catalog.questions.get(event.question)
        out.append(
            ListedAttempt(
                at=event.at,
                encounter=event.encounter,
                question=event.question,
                title=speaker.say(question.title) if question else event.question,
                kind=question.kind if question else None,
                outcome=event.outcome,
                score=event.score_low or 0.0,
                elapsed_s=event.elapsed_s,
            )
        )
        if len(out) == LATEST:
            break
    return out


@router.get(
    "/questions/{topic}/{name}/history",
    summary="All answers to a question",
    responses=problems(404),
)
async def read_history(topic: str, name: str, desk: AtDesk, speaker: Spoken) -> History:
    """What was handed in, the newest first, with the verdicts of that time."""
    id = f"{topic}/{name}"

    def work() -> History:
        known_question(desk, id)
        found: list[PastAttempt] = []
        for encounter in course(desk.practice.history(id)).values():
            ends = closes(encounter)
            rating = ends[-1].rating if ends else None
            at_hand = desk.practice.encounter(encounter[0].encounter)
            found += [
                PastAttempt(
                    at=e.at,
                    encounter=e.encounter,
                    seed=e.seed,
                    answer=body(e.answer),
                    outcome=e.outcome,
                    score_range=[e.score_low or 0.0, e.score_high or 0.0],
                    verdict=attempt_verdict(desk, speaker, at_hand, e),
                    rating=grade(rating),
                    elapsed_s=e.elapsed_s,
                )
                for e in encounter
                if e.answer is not None and e.outcome is not None and e.verdict is not None
            ]
        found.sort(key=lambda a: a.at, reverse=True)
        return History(attempts=found)

    return await desk.threads.run(work)


@router.get("/judging", summary="How am I judged?", responses=problems())
def read_judging(speaker: Spoken) -> Judging:
    """In plain words, with what was measured."""
    texts = [(HERE / f"judging.{name}.md").read_text(encoding="utf-8") for name in ("en", "zh")]
    return Judging(html=speaker.html(Text(*texts)))
