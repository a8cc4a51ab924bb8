"""Practice: what is asked next, and what becomes of the answer.

Every step is in the log before its method returns. What was typed is stored before it is judged,
and a step that is repeated with the same key, by an impatient click or a retried request, is the
same step once.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo

import msgspec

from viva.core import (
    Answer,
    Attempt,
    BadInput,
    KindName,
    Outcome,
    Question,
    Rating,
    ReviewState,
    Variant,
    Verdict,
)
from viva.core.review import AttemptEvent
from viva.judge.judge import JUDGE_VERSION, missing_extras
from viva.judge.kind import FollowUp
from viva.judge.kinds import KINDS
from viva.practice.course import closes, happened, live
from viva.practice.draw import draw, fingerprint
from viva.practice.encounter import Closing, Due, Encounter, Hint, Submission, Undone
from viva.practice.ports import Bank, Examiner
from viva.practice.report import Report, report
from viva.scheduling import (
    DEFAULT_RETENTION,
    Choice,
    NotRated,
    Situation,
    Wish,
    allowed_ratings,
    choose,
    due,
    due_now,
    learner_day,
    rating_of,
    recall,
)
from viva.scheduling.choose import ANYTHING, in_scope
from viva.scheduling.memory import checked_retention
from viva.scheduling.reasons import resume_reason
from viva.store import Store
from viva.store.preferences import DEFAULT_LEARNER

RETENTION = "retention"

# A longer pause is no thinking: the time spent counts at most this much between two steps.
PAUSE_S = 1800.0


RATINGS_ZH = {
    Rating.AGAIN: "没记住",
    Rating.HARD: "吃力",
    Rating.GOOD: "记得",
    Rating.EASY: "轻松",
}


def _random_below() -> Callable[[int], int]:
    return random.SystemRandom().randrange


def _new_key() -> str:
    return uuid.uuid4().hex


class Practice:
    """One learner's practice over a bank, a judge and a store; `now` is always an argument.

    `zone` is the learner's time zone (None: the machine's). `below` draws seeds and `new_key` names
    encounters and answers; both are arguments so that a test can fix them.
    """

    def __init__(
        self,
        bank: Bank,
        judge: Examiner,
        store: Store,
        *,
        learner: str = DEFAULT_LEARNER,
        zone: tzinfo | None = None,
        missing: Callable[[Question], tuple[str, ...]] = missing_extras,
        kinds: frozenset[KindName] = frozenset(KINDS),
        below: Callable[[int], int] | None = None,
        new_key: Callable[[], str] = _new_key,
    ) -> None:
        self._bank = bank
        self._judge = judge
        self._store = store
        self.learner = learner
        self._zone = zone
        self._missing = missing
        self._kinds = kinds
        self._below = below or _random_below()
        self._new_key = new_key

    # -- choosing --------------------------------------------------------------------------

    def today(self, now: datetime) -> date:
        """The learner's day."""
        return learner_day(now, self._zone)

    @property
    def retention(self) -> float:
        """The share of reviews that the learner wants to remember."""
        return float(self._store.setting(self.learner, RETENTION, DEFAULT_RETENTION))

    def want_retention(self, retention: float) -> None:
        """Sets the wanted retention; every due date follows at once."""
        self._store.set_setting(self.learner, RETENTION, checked_retention(retention))

    def situation(self, now: datetime) -> Situation:
        """All that the choice of the next question depends on."""
        questions = {
            id: question
            for id, question in self._bank.questions.items()
            if question.kind in self._kinds
        }
        needed = {need: q for q in questions.values() for need in q.needs}
        return Situation(
            questions=questions,
            topics=self._bank.topics,
            tracks=self._bank.tracks,
            memory=self._store.memory(self.learner),
            last_seen=self._store.last_shown(self.learner),
            today=self.today(now),
            retention=self.retention,
            installed=frozenset(n for n, q in needed.items() if n not in self._missing(q)),
        )

    def next_question(self, now: datetime, wish: Wish = ANYTHING) -> Choice:
        """The question that suits the learner, and why.

        An encounter that was left open today comes first. Encounters left open on an earlier day
        are closed with the rating that they had earned.
        """
        self.settle(now)
        situation = self.situation(now)
        within = {q.id for q in in_scope(situation, wish)}
        if wish.only_due:
            within &= {q.id for q in due_now(situation, wish)}
        for left in self._store.unfinished(self.learner):
            if left.question in within and left.question not in wish.without:
                return Choice(left.question, "resume", resume_reason())
        return choose(situation, wish)

    def review(self, now: datetime, wish: Wish = ANYTHING) -> tuple[Due, ...]:
        """What is due, the most nearly forgotten first."""
        situation = self.situation(now)
        return tuple(
            Due(
                question,
                due(situation.memory[question.id], situation.retention),
                recall(situation.memory[question.id], situation.today),
            )
            for question in due_now(situation, wish)
        )

    def settle(self, now: datetime) -> None:
        """Closes what was left open on an earlier day, with the rating that it had earned."""
        for left in self._store.unfinished(self.learner):
            if learner_day(left.at, self._zone) < self.today(now):
                self._settle(left.encounter)

    def _settle(self, encounter: str) -> None:
        stored = self._store.encounter(self.learner, encounter)
        standing = live(stored)
        if not standing or closes(standing):
            return
        ruled = rating_of(happened(standing))
        # It counts on the day on which it was left, not on the day on which somebody looked.
        left = stored[-1].at
        rating = ruled if isinstance(ruled, Rating) else None
        self._store.append([self._event(stored, "close", left, rating=rating)])

    # -- an encounter ----------------------------------------------------------------------

    def start(self, id: str, now: datetime, *, seed: int | None = None) -> Encounter:
        """Begins an encounter with a question, or takes up the one that is open.

        Without a `seed` the variant is one that this learner has not had, as far as there is one.
        Raises `BadInput` for an unknown question and `NeedsExtra` for one that cannot be asked.
        """
        question = self._bank.question(id)
        for left in self._store.unfinished(self.learner):
            if left.question != id:
                continue
            taken_up = self._take_up(left.encounter, question, now, seed)
            if taken_up is not None:
                return taken_up
            self._settle(left.encounter)
        if seed is None:
            had = {
                event.variant: i
                for i, event in enumerate(self._store.history(self.learner, id))
                if event.event == "start"
            }
            variant = draw(question, self._judge.variant, had, self._below)
        else:
            variant = self._judge.variant(question, seed)
        name = self._new_key()
        event = Attempt(
            key=f"{name}/start",
            learner=self.learner,
            encounter=name,
            event="start",
            question=id,
            seed=variant.seed,
            at=now,
            day=self.today(now),
            content_hash=variant.content_hash,
            judge_version=JUDGE_VERSION,
            variant=fingerprint(variant),
        )
        self._store.append([event])
        return Encounter(name, variant)

    def _take_up(
        self, name: str, question: Question, now: datetime, seed: int | None
    ) -> Encounter | None:
        """The open encounter again; None if it is of another day, seed, or state of the bank."""
        stored = self._store.encounter(self.learner, name)
        first, last = stored[0], stored[-1]
        if last.day != self.today(now) or seed not in (None, first.seed):
            return None
        variant = self._judge.variant(question, first.seed)
        if (variant.content_hash, fingerprint(variant)) != (first.content_hash, first.variant):
            return None
        return self._resumed(name, variant, stored)

    def encounter(self, name: str) -> Encounter:
        """An encounter by its id, open or closed, as it stands."""
        stored = self._stored(name)
        variant = self._judge.variant(self._bank.question(stored[0].question), stored[0].seed)
        return self._resumed(name, variant, stored)

    def _resumed(self, name: str, variant: Variant, stored: Sequence[Attempt]) -> Encounter:
        standing = live(stored)
        answers = [event for event in standing if event.event == "answer"]
        return Encounter(
            id=name,
            variant=variant,
            resumed=True,
            draft=self._store.draft(self.learner, name),
            hints=max((event.hint for event in standing), default=0),
            last=answers[-1] if answers else None,
        )

    def keep(
        self, encounter: Encounter, answer: Answer, now: datetime, version: int | None = None
    ) -> int:
        """Stores what was typed and not handed in; returns the draft's version.

        With the `version` seen last, raises `DraftConflict` where somebody else has changed it.
        """
        draft = self._store.keep_draft(
            self.learner,
            encounter.id,
            encounter.question.id,
            encounter.variant.seed,
            answer,
            now,
            version,
        )
        return draft.version

    def check(self, encounter: Encounter, answer: Answer) -> None:
        """Raises `BadInput` for what is no answer; parts that are not given yet are no fault."""
        self._judge.parse(encounter.variant, answer)

    def submit(
        self, encounter: Encounter, answer: Answer, now: datetime, *, key: str | None = None
    ) -> Submission:
        """Judges an answer and records it. A pass closes the encounter.

        What is no answer at all raises `BadInput` and is no attempt; what was typed is kept in
        either case. With a `key` that was judged before, says again what was said then.
        """
        before = None if key is None else self._store.event(self.learner, key)
        if before is not None and before.verdict is not None:
            return self._repeated(before, before.verdict)
        self.keep(encounter, answer, now)
        stored = self._stored(encounter.id)
        same = next((event for event in stored if event.key == key), None)
        if same is not None and same.verdict is not None:
            # The same key came in twice at once, and the other has been judged meanwhile.
            return self._repeated(same, same.verdict)
        if closes(live(stored)):
            raise BadInput(
                "This encounter is closed; its rating is given.",
                where=encounter.question.id,
                mend="Take it back with `viva undo`, or ask for the question again.",
                zh="这一题已经结束并评过分了。可以用 `viva undo` 撤回，或者重新做一遍。",
            )
        verdict = self._judge.grade(encounter.variant, self._judge.parse(encounter.variant, answer))
        recorded = self._append_answer(stored, answer, verdict, now, key or self._new_key())
        if recorded.verdict is not None and recorded.verdict != verdict:
            # The same key came in twice at once, and the other was the first.
            return self._repeated(recorded, recorded.verdict)
        ruled = self._ruled([*stored, recorded])
        closing = self._closing(encounter.question.id, ruled, now) if verdict.passed else None
        return Submission(verdict, recorded, closing, ask=ruled == "ask")

    def _append_answer(
        self, stored: Sequence[Attempt], answer: Answer, verdict: Verdict, now: datetime, key: str
    ) -> Attempt:
        """Records a judged answer, and the close with it where the answer passed."""
        low, high = verdict.score_range
        event = self._event(
            stored,
            "answer",
            now,
            key=key,
            answer=answer,
            outcome=verdict.outcome,
            score_low=low,
            score_high=high,
            verdict=verdict,
        )
        events = [event]
        if verdict.passed and not closes(live(stored)):
            rating = self._ruled([*stored, event])
            assert isinstance(rating, Rating)
            events.append(self._event([*stored, event], "close", now, rating=rating))
        return self._store.append(events)[0]

    def _repeated(self, before: Attempt, verdict: Verdict) -> Submission:
        standing = live(self._stored(before.encounter))
        ends = closes(standing)
        closing = self._closing(before.question, ends[-1].rating, before.at) if ends else None
        ask = not ends and rating_of(happened(standing)) == "ask"
        return Submission(verdict, before, closing, ask=ask, repeated=True)

    def follow_up(self, encounter: Encounter) -> FollowUp | None:
        """What the examiner asks after the last answer of an open encounter.

        What was asked after an earlier answer of this encounter is not asked again.
        """
        standing = live(self._stored(encounter.id))
        verdicts = [event.verdict for event in standing if event.verdict is not None]
        if not verdicts or closes(standing):
            return None
        asked: list[str] = []
        found: FollowUp | None = None
        for verdict in verdicts:
            found = self._judge.follow_up(encounter.variant, verdict, asked)
            if found is not None:
                asked.append(found.point)
        return found

    def record(self, variant: Variant, answer: Answer, verdict: Verdict, now: datetime) -> Attempt:
        """Records an answer that was judged elsewhere (`viva grade --record`).

        It belongs to the open encounter with this variant, else to one of its own.
        """
        encounter = self.start(variant.question.id, now, seed=variant.seed)
        stored = self._stored(encounter.id)
        return self._append_answer(stored, answer, verdict, now, self._new_key())

    def hint(self, encounter: Encounter, now: datetime) -> Hint | None:
        """The next rung of the ladder, recorded; None when the last one is taken."""
        stored = self._stored(encounter.id)
        taken = max((event.hint for event in live(stored)), default=0)
        hints = encounter.variant.hints
        if taken >= len(hints):
            return None
        self._store.append([self._event(stored, "hint", now, hint=taken + 1)])
        return Hint(taken + 1, len(hints), hints[taken])

    def give_up(self, encounter: Encounter, now: datetime) -> Closing:
        """Closes the encounter as not known (Again); the model answer is `variant.worked`."""
        stored = self._stored(encounter.id)
        standing = live(stored)
        if ends := closes(standing):
            return self._closing(encounter.question.id, ends[-1].rating, now)
        given = self._event(stored, "give_up", now)
        rating = self._ruled([*stored, given])
        assert isinstance(rating, Rating)
        self._store.append([given, self._event([*stored, given], "close", now, rating=rating)])
        return self._closing(encounter.question.id, rating, now)

    def ratings(self, encounter: Encounter) -> tuple[Rating | NotRated, frozenset[Rating]]:
        """The rating that the rule gives now, and those that the learner may choose instead."""
        ruled = self._ruled(self._stored(encounter.id))
        return ruled, allowed_ratings(ruled)

    def close(self, encounter: Encounter, now: datetime, rating: Rating | None = None) -> Closing:
        """Closes the encounter with the rule's rating, or with the learner's where it is allowed.

        An encounter that is closed already stays as it is, or takes the learner's other rating.
        Where the judge was undecided and no rating is given, nothing is rated.
        """
        stored = self._stored(encounter.id)
        standing = live(stored)
        ruled = rating_of(happened(standing))
        if rating is not None and rating not in allowed_ratings(ruled):
            raise BadInput(
                f"{rating.name.capitalize()} would say more than this encounter has shown.",
                where="rating",
                mend="Leave the rating out, or give a lower one.",
                zh=f"这一题的表现还够不上“{RATINGS_ZH[rating]}”。请不填，或选更低的一档。",
            )
        ends = closes(standing)
        given = rating if rating is not None else ruled if isinstance(ruled, Rating) else None
        if ends and (rating is None or rating == ends[-1].rating):
            given = ends[-1].rating
        else:
            self._store.append([self._event(stored, "close", now, rating=given)])
        return self._closing(encounter.question.id, given, now)

    def undo(self, now: datetime) -> Undone:
        """Takes back the last answer (or giving up, or skipping) and what followed from it.

        The encounter is open again, and the answer is its draft again where there is no other.
        """
        seen: set[str] = set()
        for newest in self._store.newest(self.learner):
            if newest.encounter in seen:
                continue
            seen.add(newest.encounter)
            stored = self._store.encounter(self.learner, newest.encounter)
            standing = live(stored)
            ends = closes(standing)
            acts = [event for event in standing if event.event in ("answer", "give_up")]
            target = acts[-1] if acts else ends[0] if ends else None
            if target is None:
                continue
            if (
                target.answer is not None
                and self._store.draft(self.learner, target.encounter) is None
            ):
                self._store.keep_draft(
                    self.learner,
                    target.encounter,
                    target.question,
                    target.seed,
                    target.answer,
                    now,
                )
            undo = self._event(stored, "undo", now, undoes=target.key)
            self._store.append([msgspec.structs.replace(undo, elapsed_s=0.0)])
            return Undone(target, ends[-1].rating if ends else None)
        raise BadInput(
            "There is nothing to take back.",
            mend="`viva next` asks a question.",
            zh="没有可以撤回的作答。用 `viva next` 做一题吧。",
        )

    def _draft_again(self, event: Attempt, now: datetime) -> None:
        name = event.encounter
        if event.answer is not None and self._store.draft(self.learner, name) is None:
            self._store.keep_draft(
                self.learner, name, event.question, event.seed, event.answer, now
            )

    # -- looking back ----------------------------------------------------------------------

    def progress(self, now: datetime, wish: Wish = ANYTHING) -> Report:
        """Where the learner stands, over the questions that this machine can ask."""
        situation = self.situation(now)
        choice = choose(situation, wish)
        return report(
            in_scope(situation, wish),
            situation.topics,
            situation.memory,
            self._store.progress(self.learner),
            situation.today,
            situation.retention,
            choice.missing,
        )

    def history(self, question: str) -> tuple[Attempt, ...]:
        """All that the learner ever did with a question, whole, oldest first."""
        return self._store.history(self.learner, question, whole=True)

    # -- within ----------------------------------------------------------------------------

    def _stored(self, encounter: str) -> tuple[Attempt, ...]:
        stored = self._store.encounter(self.learner, encounter)
        if not stored:
            raise BadInput(
                f"There is no encounter “{encounter}” of {self.learner}.",
                where="encounter",
                mend="Begin one with `viva next`.",
                zh=f"{self.learner} 没有编号为“{encounter}”的答题。请用 `viva next` 开始一题。",
            )
        return stored

    def _ruled(self, stored: Sequence[Attempt]) -> Rating | NotRated:
        return rating_of(happened(live(stored)))

    def _event(
        self,
        stored: Sequence[Attempt],
        event: AttemptEvent,
        now: datetime,
        *,
        key: str | None = None,
        answer: Answer | None = None,
        outcome: Outcome | None = None,
        score_low: float | None = None,
        score_high: float | None = None,
        verdict: Verdict | None = None,
        rating: Rating | None = None,
        hint: int = 0,
        undoes: str = "",
    ) -> Attempt:
        """The next event of the encounter that `stored` tells of.

        The key of a step without an answer is its place in the encounter: two windows that take
        the same step at once take it once.
        """
        first, last = stored[0], stored[-1]
        thought_s = min(max((now - last.at).total_seconds(), 0.0), PAUSE_S)
        return Attempt(
            key=key or f"{first.encounter}/{len(stored)}/{event}",
            learner=self.learner,
            encounter=first.encounter,
            event=event,
            question=first.question,
            seed=first.seed,
            at=now,
            day=self.today(now),
            content_hash=first.content_hash,
            judge_version=JUDGE_VERSION,
            variant=first.variant,
            answer=answer,
            outcome=outcome,
            score_low=score_low,
            score_high=score_high,
            verdict=verdict,
            rating=rating,
            elapsed_s=thought_s,
            hint=hint,
            undoes=undoes,
        )

    def _closing(self, question: str, rating: Rating | NotRated | None, now: datetime) -> Closing:
        if not isinstance(rating, Rating):
            return Closing(None, None, None)
        state: ReviewState = self._store.memory(self.learner)[question]
        day = due(state, self.retention)
        return Closing(rating, day, (day - self.today(now)).days)
