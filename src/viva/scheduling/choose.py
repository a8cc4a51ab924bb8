"""Which question suits the learner now, and why, in one sentence.

First what is due, the most nearly forgotten first. Then what is new: topic after topic of the
track, each topic's questions easiest first, while what a topic builds on, and levels far above
what the learner has shown, wait. Then, when nothing is due and nothing is new, what is nearest to
being forgotten.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from viva.core import (
    KIND_NAMES,
    BadInput,
    KindName,
    Question,
    Rating,
    ReviewState,
    Text,
    Topic,
    Track,
)
from viva.scheduling import reasons
from viva.scheduling.memory import DEFAULT_RETENTION, due, recall

Because = Literal["asked", "resume", "due", "new", "ahead", "nothing"]

# A level counts as shown when so many of its questions were remembered at their last encounter;
# the next level up is within reach, and the first two always are.
SHOWN_FROM = 3
ALWAYS_WITHIN_REACH = 2


class Situation(msgspec.Struct, frozen=True):
    """All that the choice depends on. `last_seen` is the day on which a question was last shown."""

    questions: Mapping[str, Question]
    topics: Mapping[str, Topic]
    tracks: Mapping[str, Track]
    memory: Mapping[str, ReviewState]
    last_seen: Mapping[str, date]
    today: date
    retention: float = DEFAULT_RETENTION
    installed: frozenset[str] = frozenset()


class Wish(msgspec.Struct, frozen=True):
    """What the learner narrowed the choice to; `without` names questions not to offer again."""

    track: str = ""
    topic: str = ""
    kinds: tuple[KindName, ...] = ()
    only_due: bool = False
    without: frozenset[str] = frozenset()


ANYTHING = Wish()


class Choice(msgspec.Struct, frozen=True):
    """The question chosen ("" when there is none), and the reason as a person would say it.

    `missing` counts the questions left out for want of an extra, by the extra's name.
    """

    question: str
    because: Because
    reason: Text
    missing: Mapping[str, int] = {}


def _checked(name: str, known: Iterable[str], where: str) -> str:
    """`name` if it is known, or a sentence with the nearest names."""
    known = list(known)
    if name not in known:
        near = difflib.get_close_matches(name.replace("-", "_"), known, n=3, cutoff=0.5)
        mend = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
        word = {"track": "路线", "topic": "主题"}[where]
        mend_zh = f"你要的是 {' 或 '.join(near)} 吗？" if near else f"有：{'、'.join(known)}。"
        zh = f"没有叫“{name}”的{word}。{mend_zh}"
        raise BadInput(f"There is no {where} “{name}”.", where=where, mend=mend, zh=zh)
    return name


def _in_track(question: Question, track: Track) -> bool:
    return question.topic in track.topics and (not track.kinds or question.kind in track.kinds)


def _scope(now: Situation, wish: Wish) -> tuple[list[Question], dict[str, int]]:
    """The questions that the wish allows and this machine can ask; what is missing for others."""
    track = now.tracks[_checked(wish.track, now.tracks, "track")] if wish.track else None
    if wish.topic:
        _checked(wish.topic, now.topics, "topic")
    scope: list[Question] = []
    missing: dict[str, int] = {}
    for question in now.questions.values():
        if wish.topic and question.topic != wish.topic:
            continue
        if wish.kinds and question.kind not in wish.kinds:
            continue
        if track is not None and not _in_track(question, track):
            continue
        absent = [need for need in question.needs if need not in now.installed]
        for need in absent:
            missing[need] = missing.get(need, 0) + 1
        if not absent:
            scope.append(question)
    return scope, missing


def in_scope(now: Situation, wish: Wish = ANYTHING) -> tuple[Question, ...]:
    """The questions that the wish allows and this machine can ask."""
    return tuple(_scope(now, wish)[0])


def due_now(now: Situation, wish: Wish = ANYTHING) -> tuple[Question, ...]:
    """What is due today or overdue, the most nearly forgotten first.

    A question that was shown today and skipped comes after the others.
    """
    scope, _ = _scope(now, wish)
    return tuple(_due(now, wish, scope))


def _due(now: Situation, wish: Wish, scope: Iterable[Question]) -> list[Question]:
    ripe = [
        question
        for question in scope
        if question.id not in wish.without
        and (state := now.memory.get(question.id)) is not None
        and due(state, now.retention) <= now.today
    ]

    def urgency(question: Question) -> tuple[bool, float, int, str]:
        shown_today = now.last_seen.get(question.id) == now.today
        chance = recall(now.memory[question.id], now.today)
        return (shown_today, chance, question.level, question.id)

    return sorted(ripe, key=urgency)


def _track_order(now: Situation, wish: Wish) -> list[Track]:
    """The wished track, or all of them, the shortest first: the short ones are the way in."""
    if wish.track:
        return [now.tracks[wish.track]]
    return sorted(now.tracks.values(), key=lambda track: (len(track.topics), track.id))


def _remembered(now: Situation, question: Question) -> bool:
    state = now.memory.get(question.id)
    return state is not None and state.rating is not Rating.AGAIN


def _reach(now: Situation) -> int:
    """The highest level that is within the learner's reach."""
    shown: dict[int, int] = {}
    for question in now.questions.values():
        if _remembered(now, question):
            shown[question.level] = shown.get(question.level, 0) + 1
    levels = [level for level, count in shown.items() if count >= SHOWN_FROM]
    return max([ALWAYS_WITHIN_REACH, *(level + 1 for level in levels)])


class _Candidate(msgspec.Struct, frozen=True):
    """A new question with what orders it: the first that differs decides, False before True."""

    question: Question
    track: Track | None
    shown_today: bool
    waits_for: tuple[str, ...]
    after_a_lapse: bool
    above_reach: bool
    place: tuple[int, int]

    @property
    def order(self) -> tuple[bool, bool, bool, bool, tuple[int, int], int, int, str]:
        return (
            self.shown_today,
            bool(self.waits_for),
            self.after_a_lapse,
            self.above_reach,
            self.place,
            self.question.level,
            KIND_NAMES.index(self.question.kind),
            self.question.id,
        )


def _new(now: Situation, wish: Wish, scope: Sequence[Question]) -> _Candidate | None:
    fresh = [q for q in scope if q.id not in now.memory and q.id not in wish.without]
    if not fresh:
        return None
    tracks = _track_order(now, wish)
    by_topic: dict[str, list[Question]] = {}
    for question in scope:
        by_topic.setdefault(question.topic, []).append(question)
    lapsed_level: dict[str, int] = {}
    for question in scope:
        state = now.memory.get(question.id)
        if state is not None and state.rating is Rating.AGAIN:
            known = lapsed_level.get(question.topic, question.level)
            lapsed_level[question.topic] = min(known, question.level)
    reach = _reach(now)

    def candidate(question: Question) -> _Candidate:
        track = next((t for t in tracks if _in_track(question, t)), None)
        if track is None:
            place = (len(tracks), 0)
        else:
            place = (tracks.index(track), track.topics.index(question.topic))
        topic = now.topics.get(question.topic)
        waits_for = tuple(
            needed
            for needed in (() if topic is None else topic.requires)
            if needed != question.topic
            and needed in by_topic
            and not any(_remembered(now, q) for q in by_topic[needed])
        )
        return _Candidate(
            question=question,
            track=track,
            shown_today=now.last_seen.get(question.id) == now.today,
            waits_for=waits_for,
            after_a_lapse=question.level > lapsed_level.get(question.topic, question.level),
            above_reach=question.level > reach,
            place=place,
        )

    return min((candidate(q) for q in fresh), key=lambda c: c.order)


def choose(now: Situation, wish: Wish = ANYTHING) -> Choice:
    """The next question for the learner: a pure function of the situation and the wish.

    Raises `BadInput` for a track or a topic that does not exist.
    """
    scope, missing = _scope(now, wish)
    ripe = _due(now, wish, scope)
    if ripe:
        return Choice(
            ripe[0].id, "due", reasons.due_reason(now.memory[ripe[0].id], now.today), missing
        )
    if wish.only_due:
        return Choice(
            "",
            "nothing",
            reasons.nothing_due(
                [due(now.memory[q.id], now.retention) for q in scope if q.id in now.memory],
                now.today,
            ),
            missing,
        )
    fresh = _new(now, wish, scope)
    if fresh is not None:
        return Choice(fresh.question.id, "new", _new_reason(now, fresh), missing)
    rest = [
        q
        for q in scope
        if q.id not in wish.without
        and q.id in now.memory
        and now.memory[q.id].last < now.today
        and now.last_seen.get(q.id) != now.today
    ]
    if rest:
        nearest = min(rest, key=lambda q: (recall(now.memory[q.id], now.today), q.level, q.id))
        return Choice(
            nearest.id, "ahead", reasons.ahead_reason(now.memory[nearest.id], now.today), missing
        )
    return Choice("", "nothing", reasons.nothing(bool(scope), missing), missing)


def _new_reason(now: Situation, fresh: _Candidate) -> Text:
    def title(topic: str) -> Text:
        return now.topics[topic].title if topic in now.topics else Text.same(topic)

    topic = fresh.question.topic
    return reasons.new_reason(
        topic=title(topic),
        begun=any(q.topic == topic and q.id in now.memory for q in now.questions.values()),
        builds_on=[title(needed) for needed in fresh.waits_for],
        track=None if fresh.track is None else fresh.track.title,
    )
