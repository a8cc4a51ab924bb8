"""Today: what is due, what is next and why, what was left open."""

from __future__ import annotations

from fastapi import APIRouter

from viva.practice import live
from viva.scheduling.choose import ANYTHING, choose, in_scope
from viva.server.desk import AtDesk, Desk
from viva.server.language import Speaker, Spoken
from viva.server.schema.base import problems
from viva.server.schema.today import DayCount, DueQuestion, Left, NextQuestion, Today

router = APIRouter(tags=["practice"])


@router.get("/today", summary="What is due, what is next, and why", responses=problems())
def read_today(desk: AtDesk, speaker: Spoken) -> Today:
    """Nothing is begun by looking; what an earlier day left open is closed."""
    now = desk.now()
    desk.practice.settle(now)
    situation = desk.practice.situation(now)
    due = desk.practice.review(now)
    choice = choose(situation, ANYTHING)
    report = desk.practice.progress(now)
    fresh = [q for q in in_scope(situation) if q.id not in situation.memory]
    topics = desk.catalog.topics
    following: NextQuestion | None = None
    if choice.question:
        question = desk.catalog.question(choice.question)
        following = NextQuestion(
            id=question.id,
            title=speaker.say(question.title),
            kind=question.kind,
            level=question.level,
            topic=question.topic,
            topic_title=speaker.say(topics[question.topic].title),
            reason=speaker.say(choice.reason),
        )
    return Today(
        due=[
            DueQuestion(
                id=d.question.id,
                title=speaker.say(d.question.title),
                kind=d.question.kind,
                topic=d.question.topic,
                topic_title=speaker.say(topics[d.question.topic].title),
                level=d.question.level,
                due=d.due,
                recall=round(d.recall, 4),
            )
            for d in due
        ],
        due_count=len(due),
        next=following,
        nothing=None if following else speaker.say(choice.reason),
        resume=_left(desk, speaker),
        streak_days=report.streak_days,
        answered_today=report.answered_today,
        seconds_today=report.seconds_today,
        forecast=[DayCount(day=day, count=n) for day, n in report.forecast],
        upcoming_new=len(fresh),
        missing=dict(choice.missing),
    )


def _left(desk: Desk, speaker: Speaker) -> list[Left]:
    """What was begun and not finished today, where there is something to go on with."""
    out: list[Left] = []
    for left in desk.store.unfinished(desk.learner):
        question = desk.catalog.questions.get(left.question)
        if question is None:
            continue
        begun = live(desk.store.encounter(desk.learner, left.encounter))
        # One that was only looked at is nothing to go back to.
        if len(begun) > 1 or desk.store.draft(desk.learner, left.encounter) is not None:
            out.append(
                Left(
                    encounter=left.encounter,
                    id=question.id,
                    title=speaker.say(question.title),
                    kind=question.kind,
                )
            )
    return out
