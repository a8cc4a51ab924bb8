"""A verdict as the browser gets it: in one language, with what is shown beside the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from viva.core import Answer, Criterion, Text, Variant, Verdict
from viva.server.language import Speaker
from viva.server.schema.encounter import CriterionBody, Reading, Span, VerdictBody

if TYPE_CHECKING:
    from viva.judge import Judge

Overruling = Mapping[str, Literal["covered", "missing"]]


def verdict_body(
    speaker: Speaker,
    verdict: Verdict,
    answer: Answer,
    *,
    kind: str,
    said: Overruling | None = None,
    readings: list[Reading] | None = None,
) -> VerdictBody:
    """The verdict on `answer`, said in the speaker's language."""
    said = said or {}
    return VerdictBody(
        question=verdict.question,
        seed=verdict.seed,
        verdict=verdict.outcome,
        score=verdict.score,
        score_range=list(verdict.score_range),
        elapsed_ms=round(verdict.elapsed_ms, 3),
        notice=speaker.say(verdict.notice),
        printed=verdict.printed,
        criteria=[_criterion(speaker, c, said.get(c.id)) for c in verdict.criteria],
        evidence_spans=_spans(verdict, answer) if kind == "explain" else [],
        readings=readings or [],
    )


def _criterion(
    speaker: Speaker, c: Criterion, overruled: Literal["covered", "missing"] | None
) -> CriterionBody:
    # The learner's own words are not converted to another script.
    own = c.evidence.en == c.evidence.zh
    return CriterionBody(
        id=c.id,
        state=c.state,
        title=speaker.say(c.title),
        title_html=speaker.inline(c.title),
        weight=c.weight,
        score=c.score,
        evidence=c.evidence.en if own else speaker.say(c.evidence),
        feedback=speaker.say(c.feedback),
        feedback_html=speaker.inline(c.feedback),
        overruled=overruled,
    )


def _spans(verdict: Verdict, answer: Answer) -> list[Span]:
    """Where the evidence stands in a text; each sentence is shown as it was typed."""
    if not isinstance(answer, str):
        return []
    spans: list[Span] = []
    for c in verdict.criteria:
        words = c.evidence.en
        at = answer.find(words) if words else -1
        if at >= 0:
            start = utf16_length(answer[:at])
            spans.append(Span(criterion=c.id, start=start, end=start + utf16_length(words)))
    return spans


def utf16_length(text: str) -> int:
    """How long JavaScript takes a text to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def readings_of(judge: Judge, variant: Variant, answer: Answer) -> list[Reading]:
    """How each line of a formula answer was read; empty for other kinds."""
    from viva.core import BadInput

    if variant.question.kind != "derive":
        return []
    kind: Any = judge.kind(variant.question)
    try:
        parsed = judge.parse(variant, answer)
    except BadInput:
        # An answer of an older version of the question.
        return []
    return [Reading(**row) for row in kind.readings(variant, parsed)]


def in_language(value: Any, speaker: Speaker) -> Any:
    """What a kind shows, with pairs {"en", "zh"} replaced by the one that is wanted."""
    if isinstance(value, dict):
        if set(value) == {"en", "zh"}:
            return speaker.say(Text(value["en"], value["zh"]))
        return {k: in_language(v, speaker) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [in_language(v, speaker) for v in value]
    return value
