"""From signs to states, from states to a range, from the range to an outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from viva.core import Criterion, Outcome, Question, Text, Verdict
from viva.judge.kinds.explain import cues
from viva.judge.kinds.explain.calibration import calibration
from viva.judge.kinds.explain.features import Ready, Sign
from viva.judge.kinds.explain.meaning import wanted
from viva.judge.kinds.explain.reading import Reading, Sentence
from viva.judge.kinds.explain.schema import Contradiction, Point
from viva.judge.kinds.explain.unfit import Why, unfit

PASS_FROM = 0.7
FAIL_BELOW = 0.5
PLAINLY = 0.9
PointState = Literal["covered", "unsure", "missing", "contradicted"]

UNFIT: dict[Why, Text] = {
    "short": Text(
        "This is too short for viva to judge. Judge yourself: here is the checklist.",
        "太短了，viva 没法判。请对照清单自己判断。",
    ),
    "formulas": Text(
        "This is mostly formulas or code, which viva cannot read here. Judge yourself: here is "
        "the checklist.",
        "这里大部分是公式或代码，viva 读不了。请对照清单自己判断。",
    ),
    "language": Text(
        "viva reads English and Chinese only. Judge yourself: here is the checklist.",
        "viva 只能读中文和英文。请对照清单自己判断。",
    ),
    "keywords": Text(
        "This reads like a list of keywords. Say in sentences how they hang together; words alone "
        "earn nothing.",
        "这读起来像一串关键词。请用句子说清它们之间的关系；光有词不得分。",
    ),
}
NOTHING_RECOGNISED = Text(
    "viva recognised nothing in this. That does not mean that it is wrong: compare it with the "
    "checklist.",
    "viva 没有认出任何要点。这不等于你说错了：请对照清单看看。",
)
TOLD_ANYWAY = Text(
    "viva recognised this, but is not sure that you mean it so.",
    "viva 认出了这一点，但不确定你是不是这个意思。",
)
BOTH = Text(
    "You seem to say both this and its opposite.",
    "你好像既说了这一点，又说了相反的意思。",
)
NEARLY = Text("You may have said this.", "你可能说到了这一点。")
NOT_FOUND = Text("viva did not find this in your words.", "viva 没有在你的话里找到这一点。")


class Finding(msgspec.Struct, frozen=True):
    """What was found about one point. `sentence` is where, `words` are what matched."""

    point: Point
    state: PointState
    probability: float
    sentence: Sentence | None = None
    words: tuple[str, ...] = ()
    against: Contradiction | None = None
    doubt: str = ""


def examine(ready: Ready, reading: Reading, *, soup: bool = False) -> list[Finding]:
    """Point by point, what the answer says."""
    signs = ready.signs(reading)
    against: dict[str, tuple[Contradiction, int]] = {}
    for contradiction, s in ready.contradicted(reading):
        against.setdefault(contradiction.point, (contradiction, s))
    out: list[Finding] = []
    for i, point in enumerate(ready.rubric.point):
        best = _best(reading, [row[i] for row in signs])
        if best is None:
            out.append(Finding(point, "missing", 0.0))
            continue
        p, s = best
        sentence, sign = reading.sentences[s], signs[s][i]
        if point.id in against:
            contradiction, where = against[point.id]
            # Who makes the point plainly in another sentence is rather misread than wrong.
            elsewhere = _best(reading, [row[i] for row in signs], without=where)
            both = elsewhere is not None and elsewhere[0] >= PLAINLY
            out.append(
                Finding(
                    point,
                    "unsure" if both else "contradicted",
                    p,
                    reading.sentences[where],
                    sign.words,
                    contradiction,
                    doubt="both" if both else "",
                )
            )
            continue
        logistic = calibration().of(sentence.tongue, semantic=wanted())
        state: PointState = "missing"
        doubt = ""
        if p >= logistic.covered:
            doubt = "keywords" if soup else _doubt(ready, i, reading, s, sign)
            state = "unsure" if doubt else "covered"
        elif p >= logistic.unsure:
            state = "unsure"
        found = None if state == "missing" else sentence
        out.append(Finding(point, state, p, found, sign.words, doubt=doubt))
    return out


def _best(
    reading: Reading, column: Sequence[Sign], without: int | None = None
) -> tuple[float, int] | None:
    """The probability and the number of the sentence that speaks most for the point."""
    scored = [
        (calibration().probability(reading.sentences[s].tongue, sign.features), -s)
        for s, sign in enumerate(column)
        if s != without
    ]
    if not scored:
        return None
    p, s = max(scored)
    return p, -s


def _doubt(ready: Ready, i: int, reading: Reading, s: int, sign: Sign) -> str:
    """Why a recognised sentence may still mean the opposite; empty if nothing speaks for it."""
    sentence = reading.sentences[s]
    # A negation in another clause is about something else.
    near = [c.words for c in reading.clauses if c.sentence == s]
    near = [c for c in near if any(w in c for w in sign.words)] or [sentence.words]
    if not ready.denies[i][sentence.tongue] and any(cues.negated(c) for c in near):
        return "negation"
    wanted = ready.direction[i][sentence.tongue]
    for want, got in zip(wanted, cues.directions(sentence.words), strict=True):
        if want and got == -want:
            return "direction"
    return ""


def score_range(findings: Sequence[Finding]) -> tuple[float, float]:
    """What is surely earned and what may be, as shares of the essential weight; extra points may
    make up for missing ones."""
    full = sum(f.point.weight for f in findings if f.point.essential)
    low = sum(f.point.weight for f in findings if f.state == "covered")
    high = low + sum(f.point.weight for f in findings if f.state == "unsure")
    return min(1.0, low / full), min(1.0, high / full)


def outcome_of(findings: Sequence[Finding], bounds: tuple[float, float]) -> Outcome:
    """The design's rule."""
    low, high = bounds
    essential = any(f.state == "contradicted" and f.point.essential for f in findings)
    if essential:
        return "fail"
    if all(f.state == "missing" for f in findings):
        return "undecided"
    if low >= PASS_FROM:
        # Who says a thing and its opposite has not passed: which is meant, viva cannot say.
        both = any(f.doubt == "both" and f.point.essential for f in findings)
        return "undecided" if both else "pass"
    if high < FAIL_BELOW:
        return "fail"
    if high >= PASS_FROM or low < FAIL_BELOW:
        return "undecided"
    return "partial"


Second = Callable[[Sequence[Finding], str], tuple[list[Finding], Text]]


def judge_text(
    ready: Ready, question: Question, seed: int, text: str, second: Second | None = None
) -> Verdict:
    """The verdict on an answer; `second` may settle what is unsure, or doubt what is covered."""
    reading = ready.read(text)
    why = unfit(text, reading)
    if why is not None and why != "keywords":
        return _handed_back(ready, question, seed, UNFIT[why])
    findings = examine(ready, reading, soup=why == "keywords")
    notice = Text("", "")
    if second is not None and why is None:
        findings, notice = second(findings, text)
    bounds = score_range(findings)
    outcome = outcome_of(findings, bounds)
    if why == "keywords":
        outcome, notice = "undecided", UNFIT["keywords"]
    elif all(f.state == "missing" for f in findings):
        notice = NOTHING_RECOGNISED
        # Nothing recognised is not nothing said: what it is worth is unknown.
        bounds = (0.0, 1.0)
    return Verdict(
        question=question.id,
        seed=seed,
        outcome=outcome,
        score_range=bounds,
        criteria=tuple(_criterion(f) for f in findings),
        notice=notice,
    )


def _criterion(f: Finding) -> Criterion:
    feedback = Text("", "")
    match f.state:
        case "covered":
            pass
        case "unsure":
            feedback = TOLD_ANYWAY if f.doubt else NEARLY
            if f.doubt == "both" and f.against is not None:
                truth = f.against.truth
                feedback = Text(f"{BOTH.en} {truth.en}", f"{BOTH.zh}{truth.zh}")
        case "missing":
            feedback = NOT_FOUND
        case "contradicted":
            assert f.against is not None
            feedback = f.against.truth
    return Criterion(
        id=f.point.id,
        state=f.state,
        title=f.point.claim,
        weight=f.point.weight,
        score=1.0 if f.state == "covered" else 0.0,
        evidence=Text.same(f.sentence.typed) if f.sentence else Text("", ""),
        feedback=feedback,
    )


def _handed_back(ready: Ready, question: Question, seed: int, notice: Text) -> Verdict:
    return Verdict(
        question=question.id,
        seed=seed,
        outcome="undecided",
        score_range=(0.0, 1.0),
        criteria=tuple(
            Criterion(id=p.id, state="skipped", title=p.claim, weight=p.weight)
            for p in ready.rubric.point
        ),
        notice=notice,
    )
