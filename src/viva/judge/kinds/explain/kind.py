"""The kind `explain`: poses a question, takes a text, judges it against the rubric."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from functools import lru_cache, partial
from typing import Any

import msgspec

from viva.catalog.prose import read_hints, read_prose
from viva.core import Answer, BadInput, KindName, Question, State, Text, Variant, Verdict
from viva.judge.kind import FollowUp, Specimen, Workshop
from viva.judge.kinds.explain.conversation import follow_up
from viva.judge.kinds.explain.features import Ready
from viva.judge.kinds.explain.judging import Second, judge_text
from viva.judge.kinds.explain.schema import Rubric, Sentences, read_rubric, read_sentences

MAX_CHARACTERS = 10_000
# What comes after the model answer proper: the deeper note is to be read, not to be said.
_DEEPER = re.compile(r"^## ", re.M)
# A sentence of people's must at least be recognised: alone, without its exemplar, it may stay
# unsure where a language's threshold is high; the model answer shows that points are covered.
_DEAF: tuple[State, ...] = ("missing", "contradicted", "skipped")
_MARKUP = re.compile(r"\*\*|`|^\s*[-*] ", re.M)


class Secret(msgspec.Struct, frozen=True):
    """What the judge keeps back."""

    rubric: Rubric
    prompt: Text
    exemplars: tuple[tuple[int, str], ...]


class Explain:
    """See `viva.judge.kind.Kind`."""

    name: KindName = "explain"

    def variant(self, question: Question, seed: int, workshop: Workshop) -> Variant:
        if question.detail:
            unknown = min(question.detail)
            raise BadInput(
                f"there is no field `{unknown}`.",
                where=f"{question.where}/question.toml",
                mend="What an explain question needs besides stands in rubric.toml.",
            )
        prompt, answer = read_prose(question, "prompt"), read_prose(question, "answer")
        assert prompt is not None
        assert answer is not None
        rubric = read_rubric(question)
        sentences = read_sentences(question, rubric)
        numbers = {p.id: n for n, p in enumerate(rubric.point)}
        exemplars = tuple(
            (numbers[said.point], s) for said in sentences.said for s in (*said.en, *said.zh)
        )
        return Variant(
            question=question,
            seed=seed,
            prompt=prompt,
            worked=answer,
            hints=read_hints(question),
            shown={"max_characters": MAX_CHARACTERS},
            secret=Secret(rubric, prompt, exemplars),
        )

    def parse(self, variant: Variant, raw: object) -> Answer:
        """A text that is not empty and not longer than anybody would speak."""
        if not isinstance(raw, str):
            raise BadInput(
                "the answer to an explain question is a text.",
                mend="Give a string.",
                zh="讲解题的答案是一段文字。",
            )
        if not raw.strip():
            raise BadInput("nothing was answered.", mend="Explain it.", zh="没有作答。")
        if len(raw) > MAX_CHARACTERS:
            raise BadInput(
                f"the answer has {len(raw)} characters; at most {MAX_CHARACTERS} are judged.",
                mend="Say it in one or two minutes.",
                zh=f"答案有 {len(raw)} 个字符，最多 {MAX_CHARACTERS} 个。请用一两分钟的话讲完。",
            )
        return raw.replace("\r\n", "\n")

    def grade(self, variant: Variant, answer: Answer, workshop: Workshop) -> Verdict:
        assert isinstance(answer, str)
        return judge_text(
            made_ready(variant), variant.question, variant.seed, answer, _second_opinion()
        )

    def specimens(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        rubric = made_ready(variant).rubric
        sentences = read_sentences(variant.question, rubric)
        _count(variant.question, rubric, sentences)
        contradicted: dict[str, tuple[State, ...]] = {p.id: ("contradicted",) for p in rubric.point}
        for tongue in ("en", "zh"):
            whole = spoken(variant.worked.pick("en" if tongue == "en" else "zh-Hans"))
            yield Specimen(
                f"model answer {tongue}",
                "worked",
                whole,
                "pass",
                forbids=contradicted,
                at_least=0.95,
            )
            half = _half(rubric, sentences)
            said_of = {s.point: getattr(s, tongue)[0] for s in reversed(sentences.said)}
            yield Specimen(
                f"half the points {tongue}",
                "wrong",
                "\n".join(said_of[name] for name in half),
                None,
                forbids=contradicted,
                at_least=0.2,
                at_most=0.69,
            )
            for p in rubric.point:
                yield Specimen(
                    f"claim {p.id} {tongue}",
                    "wrong",
                    getattr(p.claim, tongue),
                    None,
                    forbids={**contradicted, p.id: _DEAF},
                )
            for said in sentences.said:
                others: dict[str, tuple[State, ...]] = {
                    p.id: ("contradicted",) if p.id in said.also else ("covered", "contradicted")
                    for p in rubric.point
                    if p.id != said.point
                }
                for n, sentence in enumerate(getattr(said, tongue), 1):
                    yield Specimen(
                        f"{said.point} {tongue} {n}",
                        "wrong",
                        sentence,
                        None,
                        forbids={**others, said.point: _DEAF},
                    )
                for n, sentence in enumerate(getattr(said, f"near_{tongue}"), 1):
                    yield Specimen(
                        f"{said.point} near miss {tongue} {n}",
                        "wrong",
                        sentence,
                        None,
                        forbids={said.point: ("covered",)},
                    )
            for c in rubric.contradiction:
                for n, sentence in enumerate(getattr(c, f"says_{tongue}"), 1):
                    yield Specimen(
                        f"misconception of {c.point} {tongue} {n}",
                        "wrong",
                        sentence,
                        None,
                        {c.point: "contradicted"},
                    )

    def mutants(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        return iter(())

    def equivalent(self, question: Question) -> dict[str, str]:
        return {}

    def as_shown(self, variant: Variant, answer: Any) -> str:
        return str(answer)

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str]
    ) -> FollowUp | None:
        return follow_up(made_ready(variant).rubric, verdict, asked)


def kind() -> Explain:
    """The kind, for the registry."""
    return Explain()


def _second_opinion() -> Second | None:
    """A language model's, where the learner has set one up; nothing is imported otherwise."""
    if not os.environ.get("VIVA_LLM_URL"):
        return None
    from viva.judge.kinds.explain.endpoint import configured, second_opinion

    endpoint = configured()
    return None if endpoint is None else partial(second_opinion, endpoint)


def made_ready(variant: Variant) -> Ready:
    """The variant's rubric, compiled; remembered between calls."""
    secret = variant.secret
    assert isinstance(secret, Secret)
    return _ready(msgspec.msgpack.encode(secret))


@lru_cache(maxsize=64)
def _ready(packed: bytes) -> Ready:
    # Packed, because a rubric holds a table and so cannot be a key itself.
    secret = msgspec.msgpack.decode(packed, type=Secret)
    return Ready(secret.rubric, secret.prompt, secret.exemplars)


def spoken(answer: str) -> str:
    """The model answer without its deeper note and without Markdown."""
    return _MARKUP.sub("", _DEEPER.split(answer)[0]).strip()


def _half(rubric: Rubric, sentences: Sentences) -> list[str]:
    """Every second essential point, so chosen that with what their sentences also say they make
    about half of the weight."""
    ids = [p.id for p in rubric.point if p.essential]
    weight = {p.id: p.weight for p in rubric.point}
    full = sum(weight[i] for i in ids)

    def said(half: list[str]) -> float:
        also = {a for s in sentences.said if s.point in half for a in s.also}
        return sum(weight[i] for i in {*half, *also}) / full

    return min((ids[::2], ids[1::2], ids[: len(ids) // 2]), key=lambda h: abs(said(h) - 0.5))


def _count(question: Question, rubric: Rubric, sentences: Sentences) -> None:
    """At least three sentences for and three against each point, in each language."""
    where = f"{question.where}/sentences.toml"
    for p in rubric.point:
        for tongue in ("en", "zh"):
            own = [s for s in sentences.said if s.point == p.id]
            for_it = sum(len(getattr(s, tongue)) for s in own)
            near = sum(len(getattr(s, f"near_{tongue}")) for s in own)
            wrong = sum(
                len(getattr(c, f"says_{tongue}")) for c in rubric.contradiction if c.point == p.id
            )
            siblings = sum(
                len(getattr(s, tongue))
                for s in sentences.said
                if s.point != p.id and p.id not in s.also
            )
            against = near + wrong + siblings
            if for_it < 3 or against < 3:
                raise BadInput(
                    f"the point `{p.id}` has {for_it} sentences for and {against} against it "
                    f"({tongue}).",
                    where=where,
                    mend="Give three of each.",
                )
