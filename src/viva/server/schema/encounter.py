"""An encounter: a question being answered, its verdict, and what follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from viva.core import KindName, Outcome
from viva.core.verdict import State
from viva.server.schema.base import AnswerBody, Received, Sent, Words
from viva.server.schema.topics import LabCard, MythCard

Grade = Literal[1, 2, 3, 4]
Key = Annotated[str, Field(min_length=8, max_length=80, pattern=r"^[A-Za-z0-9_-]+$")]
ClientName = Annotated[str, Field(max_length=80)]


class SourceCard(Sent):
    """Where a statement comes from."""

    cite: str
    url: str


class AskedQuestion(Sent):
    """The question of an encounter."""

    id: str
    title: str
    topic: str
    topic_title: str
    kind: KindName
    level: int
    sources: list[SourceCard]
    needs: list[str]
    parametric: bool


class DraftBody(Sent):
    """What was typed and not handed in."""

    answer: AnswerBody
    version: int
    at: datetime


class Hints(Sent):
    """The ladder: how many rungs were taken, of how many, and what they say."""

    taken: int
    of: int
    texts_html: list[str]


class CriterionBody(Sent):
    """One thing that was looked at. `feedback_html` is one sentence with inline markup;
    `evidence` is plain text. `overruled` is what the learner says instead."""

    id: str
    state: State
    title: str
    title_html: str
    weight: float
    score: float
    evidence: str
    feedback: str
    feedback_html: str
    overruled: Literal["covered", "missing"] | None = None


class Span(Sent):
    """Where in the answer the evidence of a criterion stands; offsets count UTF-16 code units, as
    JavaScript does."""

    criterion: str
    start: int
    end: int


class Reading(Sent):
    """How one line of a formula answer was read."""

    part: str
    step: str
    typed: str
    latex: str


class VerdictBody(Sent):
    """The judgement, as `viva grade --json` prints it, with what a page needs besides."""

    question: str
    seed: int
    verdict: Outcome
    score: float
    score_range: list[float]
    elapsed_ms: float
    notice: str
    printed: str
    criteria: list[CriterionBody]
    evidence_spans: list[Span]
    readings: list[Reading]


class LastAnswer(Sent):
    """The last judged answer of an encounter."""

    verdict: VerdictBody
    answer: AnswerBody
    at: datetime


class RelatedQuestion(Sent):
    """Another question of the same topic."""

    id: str
    title: str
    kind: KindName
    level: int


class Related(Sent):
    """What else there is about this."""

    labs: list[LabCard]
    myths: list[MythCard]
    questions: list[RelatedQuestion]


class EncounterBody(Sent):
    """A question being answered. `shown` is the kind's own: `starter`, `entry` and `forbid` for
    code, `parts` for compute and derive, `symbols` for derive, `max_characters` for explain.
    `tried` says whether the solution may be seen."""

    id: str
    question: AskedQuestion
    seed: int
    prompt_html: str
    shown: dict[str, Any]
    reason: str
    resumed: bool
    draft: DraftBody | None
    hints: Hints
    last: LastAnswer | None
    closed: bool
    rating: Grade | None
    tried: bool
    allowed_ratings: list[Grade]
    proposed_rating: Grade | None
    related: Related


class Begin(Received):
    """Which encounter to begin: `question` names one; `review` asks only what is due; `next` asks
    what suits. `without` names questions not to offer again."""

    mode: Literal["next", "review", "question"] = "next"
    question: Annotated[str, Field(max_length=130)] | None = None
    topic: Annotated[str, Field(max_length=60)] | None = None
    track: Annotated[str, Field(max_length=60)] | None = None
    kind: KindName | None = None
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    without: Annotated[tuple[str, ...], Field(max_length=500)] = ()


class NewDraft(Received):
    """What is typed now, and the version that this tab saw last (0: none). `client` names the
    tab."""

    answer: AnswerBody
    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    client: ClientName


class DraftSaved(Sent):
    """The version that this text has now."""

    version: int


class DraftVersion(Sent):
    """A text that was kept: the draft itself, an earlier state of it, or what another tab typed
    meanwhile (`set_aside`)."""

    answer: AnswerBody
    version: int
    at: datetime
    client: str
    fate: Literal["current", "earlier", "set_aside"]


class DraftVersions(Sent):
    """All that is kept, the newest first."""

    versions: list[DraftVersion]


class Answered(Received):
    """An answer to be judged and recorded; the same `key` twice is the same answer once."""

    answer: AnswerBody
    key: Key


class Tried(Received):
    """An answer to be judged and not recorded."""

    answer: AnswerBody
    key: Key | None = None


class ClosingBody(Sent):
    """How the encounter ended: its rating (null: not rated), and when it comes again."""

    rating: Grade | None
    due: date | None
    in_days: int | None


class FollowUpBody(Sent):
    """What the examiner asks next."""

    point: str
    question_html: str


class SubmissionBody(Sent):
    """What came of an answer. `closing` is set when it passed; `ask` when only the learner can
    say how well it went. `repeated`: this key was judged before."""

    verdict: VerdictBody
    closing: ClosingBody | None
    ask: bool
    repeated: bool
    follow_up: FollowUpBody | None
    allowed_ratings: list[Grade]
    proposed_rating: Grade | None
    worked_html: str | None
    tried: bool


class RunBody(Sent):
    """A verdict that was not recorded."""

    verdict: VerdictBody


class OwnCase(Received):
    """The answer, and a call of it that the learner writes: `softmax([1, 2, 3])`."""

    answer: Words
    case: Annotated[str, Field(min_length=1, max_length=5_000)]


class OwnCaseResult(Sent):
    """What the call printed and gave, or the error that it ended in."""

    printed: str
    result: str | None
    error: str | None


class HintBody(Sent):
    """A rung of the ladder."""

    rung: int
    of: int
    text_html: str


class Closed(Sent):
    """How the encounter ended."""

    closing: ClosingBody


class GivenUp(Closed):
    """How the encounter ended, and the model answer."""

    worked_html: str


class Rate(Received):
    """The learner's rating; left out: what the encounter has earned."""

    rating: Grade | None = None


class Overrule(Received):
    """The learner says that the judge was wrong about a point; null takes that back."""

    criterion: Annotated[str, Field(max_length=80)]
    state: Literal["covered", "missing"] | None
    note: Annotated[str, Field(max_length=2_000)] | None = None


class Overruled(Sent):
    """The verdict as it is with what the learner says."""

    verdict: VerdictBody


class Solution(Sent):
    """The model answer."""

    worked_html: str


class UndoneQuestion(Sent):
    """What was taken back."""

    question: str
    title: str
    outcome: Outcome | None
    rating: Grade | None


class UndoneBody(Sent):
    """What was taken back, and the encounter that is open again."""

    undone: UndoneQuestion
    encounter: str


class PastAttempt(Sent):
    """One answer that was handed in; `rating` is that of its encounter."""

    at: datetime
    encounter: str
    seed: int
    answer: AnswerBody
    outcome: Outcome
    score_range: list[float]
    verdict: VerdictBody
    rating: Grade | None
    elapsed_s: float


class History(Sent):
    """All answers to a question, the newest first."""

    attempts: list[PastAttempt]


class FormulaText(Received):
    """A formula as it is being typed."""

    text: Annotated[str, Field(max_length=5_000)]
    question: Annotated[str, Field(max_length=130)]
    part: Annotated[str, Field(max_length=80)] | None = None


class FormulaRead(Sent):
    """How it is read: its TeX, or why it cannot be read and at which character (from 0)."""

    ok: bool
    tex: str
    error: str | None = None
    position: int | None = None
