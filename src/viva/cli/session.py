"""A practice session in the terminal: a question, an answer, the verdict, and the next."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from viva.cli.answers import read_answer_file
from viva.cli.asking import Asking, Given, Said, command_in, complain
from viva.cli.asking_parts import PartsAsking
from viva.cli.asking_text import TextAsking
from viva.cli.face import Face
from viva.cli.page import gap, harmless, line, prose, rule
from viva.cli.reading import Reader
from viva.cli.sentences import say
from viva.cli.verdict import show_question, show_verdict
from viva.core import Answer, BadInput, JudgeFailed, Outcome, Rating, Text, VivaError
from viva.practice import Closing, Encounter, Practice, Submission, Undone, together
from viva.scheduling import Because, Choice, Wish
from viva.store import StoreFault, find_place

if TYPE_CHECKING:
    from viva.store import Place

T = TypeVar("T")

RATING_COMMANDS = {
    "again": Rating.AGAIN,
    "hard": Rating.HARD,
    "good": Rating.GOOD,
    "easy": Rating.EASY,
}


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Session:
    """One sitting. `one` ends it after one question, and the exit code is that question's."""

    def __init__(
        self,
        face: Face,
        practice: Practice,
        wish: Wish,
        *,
        one: bool = False,
        asked: str = "",
        clock: Callable[[], datetime] = now,
        place: Place | None = None,
    ) -> None:
        self._face = face
        self._practice = practice
        self._wish = wish
        self._one = one
        self._asked = asked
        self._clock = clock
        self._place = place or find_place()
        self._reader = Reader()
        self._asking: Asking | None = None
        self._number = 0
        self._answered = 0
        self._passed = 0
        self._last: Outcome | None = None
        self._refused = False
        # What was said before the examiner asked on.
        self._said = ""

    def run(self) -> int:
        """Asks until the learner has enough. Ctrl-C passes as `KeyboardInterrupt`, all kept."""
        if self._reader.interactive:
            line(self._face, say(self._face, "hello"), "dim")
        try:
            while self._next():
                self._asking = None
        except KeyboardInterrupt:
            self._interrupted()
            raise
        self._goodbye()
        if self._one and self._last is not None:
            return {"pass": 0, "error": 3}.get(self._last, 1)
        # A pipe whose only answer was none gets the exit code of bad input.
        return 2 if self._one and self._refused and not self._reader.interactive else 0

    def _next(self) -> bool:
        """One question; False when the session is over."""
        choice = self._chosen()
        if not choice.question:
            line(self._face, self._face.say(choice.reason))
            self._say_missing(choice)
            return False
        try:
            encounter = self._stored(lambda: self._practice.start(choice.question, self._clock()))
        except (BadInput, JudgeFailed) as error:
            if isinstance(error, StoreFault) or self._asked:
                raise
            # One broken question must not end the practice of all the others.
            complain(self._face, error)
            line(self._face, say(self._face, "broken"))
            self._leave_out(choice.question)
            return True
        self._number += 1
        gap(self._face)
        rule(self._face, say(self._face, "number", n=self._number))
        if self._face.say(choice.reason):
            line(self._face, self._face.say(choice.reason), "italic dim")
        if self._number == 1:
            self._say_missing(choice)
        gap(self._face)
        goes_on = self._sit(encounter)
        self._asked = ""
        return goes_on and not self._one

    def _chosen(self) -> Choice:
        if self._asked:
            because: Because = "asked"
            return Choice(self._asked, because, Text("", ""))
        return self._stored(lambda: self._practice.next_question(self._clock(), self._wish))

    def _leave_out(self, question: str) -> None:
        without = self._wish.without | {question}
        self._wish = msgspec.structs.replace(self._wish, without=without)

    # -- one encounter ---------------------------------------------------------------------

    def _sit(self, encounter: Encounter) -> bool:
        """From the question to its close; False when the learner leaves."""
        face = self._face

        def keep(answer: Answer) -> None:
            self._stored(lambda: self._practice.keep(encounter, answer, self._clock()))

        def glance(answer: Answer) -> None:
            # A store that cannot be used is told when the line is done, not in the middle of it.
            with contextlib.suppress(StoreFault):
                self._practice.keep(encounter, answer, self._clock())

        def check(answer: Answer) -> None:
            self._practice.check(encounter, answer)

        shape = PartsAsking if "parts" in encounter.variant.shown else TextAsking
        asking = shape(face, self._reader, self._place, encounter, keep, glance, check)
        self._asking = asking
        self._said = ""
        show_question(face, encounter.variant)
        if encounter.hints:
            line(face, say(face, "hints_taken", n=encounter.hints), "dim")
        if encounter.last is not None and encounter.last.outcome is not None:
            outcome = say(face, encounter.last.outcome)
            line(face, say(face, "seen_before", outcome=outcome), "dim")
        asking.begin()
        while True:
            try:
                said = asking.ask()
                if isinstance(said, Said):
                    goes_on = self._obey(said, encounter, asking)
                else:
                    goes_on = self._hand_in(said, encounter, asking)
            except BadInput as error:
                if isinstance(error, StoreFault):
                    raise
                complain(face, error)
                line(face, say(face, "not_counted"), "dim")
                self._refused = True
                asking.refused()
                continue
            if goes_on is not None:
                return goes_on

    def _hand_in(self, given: Given, encounter: Encounter, asking: Asking) -> bool | None:
        face = self._face
        if self._reader.interactive and encounter.question.kind == "code":
            line(face, say(face, "judging"), "dim")
        key = uuid.uuid4().hex
        given = self._whole(given)
        submission: Submission = self._stored(
            lambda: self._practice.submit(encounter, given.answer, self._clock(), key=key)
        )
        verdict = submission.verdict
        self._last = verdict.outcome
        gap(face)
        show_verdict(face, verdict)
        gap(face)
        if verdict.outcome == "error":
            asking.judged(given.answer)
            return None
        self._answered += 1
        if submission.closing is not None:
            self._passed += 1
            return self._closed(encounter, submission.closing)
        asking.judged(given.answer)
        if submission.ask:
            rated = self._ask_rating(encounter)
            if rated is not None:
                return rated
        if not self._asked_on(encounter, given):
            line(face, say(face, "try_again"), "dim")
        return None

    def _asked_on(self, encounter: Encounter, given: Given) -> bool:
        """Asks for the most valuable point that is missing; what comes next is added to this."""
        face = self._face
        asked = self._stored(lambda: self._practice.follow_up(encounter))
        if asked is None or not isinstance(given.answer, str):
            return False
        self._said = given.answer
        line(face, say(face, "follow_up"), "bold cyan")
        prose(face, asked.question, indent=2)
        line(face, say(face, "add_or_clear"), "dim")
        return True

    def _whole(self, given: Given) -> Given:
        """The answer with what was said before the examiner asked on.

        One that begins as before was mended rather than added to.
        """
        if not self._said or not isinstance(given.answer, str):
            return given
        if given.answer.strip().startswith(self._said.strip()[:40]):
            return given
        return Given(together(self._said, given.answer))

    def _ask_rating(self, encounter: Encounter) -> bool | None:
        """Where the judge could not decide, the learner may; None to try again."""
        while True:
            line(self._face, say(self._face, "undecided_ask"))
            words = self._reader.line("› ")
            if words is None:
                return False
            if not words.strip():
                return None
            if words.strip() in ("1", "2", "3", "4"):
                closing = self._rate(encounter, Rating(int(words)))
                return self._closed(encounter, closing)
            said = command_in(words)
            if said is not None and said.name == "quit":
                return False

    def _rate(self, encounter: Encounter, rating: Rating) -> Closing:
        return self._stored(lambda: self._practice.close(encounter, self._clock(), rating))

    def _obey(self, said: Said, encounter: Encounter, asking: Asking) -> bool | None:
        """Carries out a command; None to go on with the answer."""
        face = self._face
        match said.name:
            case "quit":
                asking.leave()
                return False
            case "help":
                line(face, say(face, "help"))
            case "show":
                show_question(face, encounter.variant)
            case "clear":
                asking.clear()
                self._said = ""
                line(face, say(face, "cleared"), "dim")
            case "hint":
                self._hint(encounter)
            case "file":
                if not said.argument:
                    line(face, say(face, "which_file"), "yellow")
                    return None
                text = read_answer_file(Path(said.argument).expanduser())
                return self._hand_in(Given(text), encounter, asking)
            case "give-up":
                closing = self._stored(lambda: self._practice.give_up(encounter, self._clock()))
                self._last = self._last or "fail"
                return self._closed(encounter, closing)
            case "skip":
                closing = self._stored(lambda: self._practice.close(encounter, self._clock()))
                line(face, say(face, "skipped"))
                if closing.rating is not None:
                    self._say_closing(closing)
                self._leave_out(encounter.question.id)
                return True
            case _:
                line(face, say(face, "unknown_command", name=f":{said.name}"), "yellow")
        return None

    def _hint(self, encounter: Encounter) -> None:
        hint = self._stored(lambda: self._practice.hint(encounter, self._clock()))
        if hint is None:
            line(self._face, say(self._face, "no_more_hints"), "yellow")
            return
        line(self._face, say(self._face, "hint", n=hint.rung, of=hint.of), "bold cyan")
        prose(self._face, hint.text, indent=2)

    def _closed(self, encounter: Encounter, closing: Closing) -> bool:
        """The model answer, when it comes again, and what next."""
        face = self._face
        rule(face, say(face, "model_answer"))
        prose(face, encounter.variant.worked)
        gap(face)
        self._say_closing(closing)
        self._leave_out(encounter.question.id)
        if self._one and not self._reader.interactive:
            return True
        _, allowed = self._practice.ratings(encounter)
        while True:
            may_be_easy = Rating.EASY in allowed and closing.rating is not Rating.EASY
            line(face, say(face, "after" if may_be_easy else "after_plain"), "dim")
            words = self._reader.line("› ")
            if words is None:
                return False
            said = command_in(words)
            if said is None:
                return True
            match said.name:
                case "quit":
                    return False
                case "undo":
                    undone = self._stored(lambda: self._practice.undo(self._clock()))
                    show_undone(face, undone)
                    without = self._wish.without - {encounter.question.id}
                    self._wish = msgspec.structs.replace(self._wish, without=without)
                    return True
                case name if name in RATING_COMMANDS and allowed:
                    try:
                        closing = self._rate(encounter, RATING_COMMANDS[name])
                    except BadInput as error:
                        if isinstance(error, StoreFault):
                            raise
                        complain(face, error)
                    else:
                        self._say_closing(closing)
                case _:
                    words = say(face, "unknown_command", name=f":{said.name}")
                    line(face, words, "yellow")

    def _say_closing(self, closing: Closing) -> None:
        face = self._face
        if closing.rating is None or closing.due is None or closing.in_days is None:
            line(face, say(face, "not_rated"))
            return
        rating = say(face, f"rated_{closing.rating.name.lower()}")
        if closing.in_days <= 1:
            line(face, say(face, "comes_tomorrow", rating=rating), "bold")
        else:
            words = say(face, "comes_again", rating=rating, days=closing.in_days, date=closing.due)
            line(face, words, "bold")

    # -- around it -------------------------------------------------------------------------

    def _stored(self, step: Callable[[], T]) -> T:
        """Takes a step; while the store cannot be used, a person may mend it and try again."""
        while True:
            try:
                return step()
            except StoreFault as error:
                if not self._reader.interactive:
                    raise
                complain(self._face, error)
                line(self._face, say(self._face, "store_retry"))
                words = self._reader.line("› ")
                said = None if words is None else command_in(words)
                if words is None or (said is not None and said.name == "quit"):
                    self._print_typed()
                    raise

    def _print_typed(self) -> None:
        typed = None if self._asking is None else self._asking.typed()
        if not typed:
            return
        if isinstance(typed, str):
            words = typed
        elif isinstance(typed, Mapping):
            words = "\n".join(f"{name} = {value}" for name, value in typed.items())
        else:
            words = "\n".join(typed)
        line(self._face, say(self._face, "what_you_typed"), "bold")
        line(self._face, harmless(words))

    def _interrupted(self) -> None:
        """Keeps the line that was cut off; only then speaks, for the terminal may be gone."""
        failure: VivaError | None = None
        if self._asking is not None:
            try:
                self._asking.cut_off(self._reader.cut_off)
            except VivaError as error:
                failure = error
        gap(self._face)
        if failure is not None:
            complain(self._face, failure)
            self._print_typed()
        elif self._asking is not None:
            line(self._face, say(self._face, "kept"), "dim")

    def _say_missing(self, choice: Choice) -> None:
        for extra, n in choice.missing.items():
            name = "left_out" if n > 1 else "left_out_one"
            line(self._face, say(self._face, name, n=n, extra=extra), "dim")

    def _goodbye(self) -> None:
        if not self._answered:
            return
        face = self._face
        words = say(face, "goodbye", answered=self._answered, passed=self._passed)
        forecast = dict(self._practice.progress(self._clock()).forecast)
        tomorrow = self._practice.today(self._clock()) + timedelta(days=1)
        if due := forecast.get(tomorrow, 0):
            words = f"{words} {say(face, 'goodbye_due', n=due)}"
        line(face, words, "dim")


def show_undone(face: Face, undone: Undone) -> None:
    """Says what was taken back."""
    event = undone.event
    if event.outcome is not None:
        what = say(face, "an_answer", outcome=say(face, event.outcome))
    else:
        what = say(face, "a_give_up" if event.event == "give_up" else "a_close")
    line(face, say(face, "undone", what=what, question=event.question, seed=event.seed), "bold")
    if undone.rating is not None:
        rating = say(face, f"rated_{undone.rating.name.lower()}")
        line(face, say(face, "undone_rating", rating=rating))
