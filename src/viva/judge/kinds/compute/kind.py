"""The kind `compute`: poses a variant, reads the parts, compares each."""

from __future__ import annotations

import difflib
import json
import math
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

import msgspec

from viva.catalog.declared import declared, read_toml
from viva.catalog.prose import fill, fill_one, read_hints, read_prose
from viva.catalog.python import Seed
from viva.core import Answer, BadInput, Criterion, KindName, Question, Text, Variant, Verdict
from viva.judge.kind import FollowUp, Specimen, Workshop
from viva.judge.kinds.compute import numbers
from viva.judge.kinds.compute.compare import Value, agrees, read, slip, spell
from viva.judge.kinds.compute.schema import Cases, Detail, Mistake, Part
from viva.judge.score import settle


class Secret(msgspec.Struct, frozen=True):
    """What the judge keeps back: the right value of each part, and those of each mistake."""

    parts: tuple[Part, ...]
    values: dict[str, Any]
    mistakes: tuple[tuple[Mistake, dict[str, Any]], ...]


class Compute:
    """See `viva.judge.kind.Kind`."""

    name: KindName = "compute"

    def variant(self, question: Question, seed: int, workshop: Workshop) -> Variant:
        where = f"{question.where}/question.toml"
        detail = declared(question.detail, Detail, where)
        _check_parts(detail, question, where)
        if question.parametric:
            params, values, slips = _generate(question, seed, workshop)
        else:
            params = dict(detail.values)
            values = {p.name: p.value for p in detail.part}
            slips = {m.id: m.values for m in detail.mistake}
        secret = Secret(
            parts=detail.part,
            values=_values(detail, values, where),
            mistakes=tuple((m, slips[m.id]) for m in detail.mistake if slips.get(m.id)),
        )
        unknown = set(slips) - {m.id for m in detail.mistake}
        if unknown:
            raise BadInput(
                f"mistakes() gives `{sorted(unknown)[0]}`, which no [[mistake]] declares.",
                where=f"{question.where}/generate.py",
                mend="Declare it in question.toml with its feedback.",
            )
        prompt, answer = read_prose(question, "prompt"), read_prose(question, "answer")
        assert prompt is not None
        assert answer is not None
        everything = {**params, **values}
        return Variant(
            question=question,
            seed=seed,
            prompt=fill(prompt, params, f"{question.where}/prompt"),
            worked=fill(answer, everything, f"{question.where}/answer"),
            hints=tuple(
                fill(h, everything, f"{question.where}/hints") for h in read_hints(question)
            ),
            params=params,
            shown={"parts": [_shown(p) for p in detail.part]},
            secret=secret,
        )

    def parse(self, variant: Variant, raw: object) -> Answer:
        """An object of named parts, JSON text of one, lines `name = value`, or, where there is
        only one part, just its value."""
        parts = _secret(variant).parts
        table = _as_table(raw, parts)
        known = {p.name: p for p in parts}
        for name, value in table.items():
            if name not in known:
                near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
                mend = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(known)}."
                raise BadInput(
                    f"the answer has no part `{name}`.",
                    mend=mend,
                    zh=f"这道题没有名为“{name}”的一问，只有：{'、'.join(known)}。",
                )
            if value.strip():
                _read(known[name], value)
        if not any(v.strip() for v in table.values()):
            raise BadInput(
                "nothing was answered.",
                mend=f"Give {', '.join(known)}.",
                zh=f"没有作答。请给出 {'、'.join(known)}。",
            )
        return {p.name: table.get(p.name, "") for p in parts}

    def grade(self, variant: Variant, answer: Answer, workshop: Workshop) -> Verdict:
        secret = _secret(variant)
        given = cast("Mapping[str, str]", answer)
        got = {
            p.name: read(p, given[p.name]) for p in secret.parts if given.get(p.name, "").strip()
        }
        criteria = [_criterion(p, got, secret) for p in secret.parts]
        return settle(variant.question, variant.seed, criteria)

    def specimens(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        secret = _secret(variant)
        right = {p.name: _typed(secret.values[p.name]) for p in secret.parts}
        yield Specimen("worked", "worked", right, "pass")
        for mistake, values in secret.mistakes:
            yield Specimen(
                f"mistake {mistake.id}",
                "wrong",
                {**right, **{k: _typed(v) for k, v in values.items()}},
                None,
                says=mistake.feedback.en,
            )
        question = variant.question
        where = f"{question.where}/cases.toml"
        if not (question.folder / "cases.toml").exists():
            raise BadInput("is missing.", where=where, mend="List right and wrong answers in it.")
        cases = declared(read_toml(question.folder / "cases.toml", where), Cases, where)
        everything = {**variant.params, **secret.values}
        for n, case in enumerate(cases.case, 1):
            if case.seed is not None and case.seed != variant.seed:
                continue
            typed = {k: fill_one(v, everything, where) for k, v in case.answer.items()}
            if case.verdict == "invalid":
                yield Specimen(f"case {n}", "invalid", typed, None)
            else:
                role = "right" if case.verdict == "pass" else "wrong"
                yield Specimen(f"case {n}", role, typed, case.verdict, case.states)

    def mutants(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        return iter(())

    def equivalent(self, question: Question) -> dict[str, str]:
        return {}

    def as_shown(self, variant: Variant, answer: Any) -> str:
        return "\n".join(f"{k} = {v}" for k, v in cast("Mapping[str, str]", answer).items())

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str]
    ) -> FollowUp | None:
        return None


def kind() -> Compute:
    """The kind, for the registry."""
    return Compute()


def _secret(variant: Variant) -> Secret:
    assert isinstance(variant.secret, Secret)
    return variant.secret


def _check_parts(detail: Detail, question: Question, where: str) -> None:
    if not detail.part:
        raise BadInput("no [[part]] is declared.", where=where, mend="Say what is to be answered.")
    for part in detail.part:
        exact = [
            x for x in (part.rtol, part.atol, part.significant, part.decimals) if x is not None
        ]
        if len(exact) > 1:
            raise BadInput(
                f"part `{part.name}` has more than one of rtol, atol, significant, decimals.",
                where=where,
                mend="Keep one.",
            )
        if (part.type == "choice") != bool(part.choices):
            raise BadInput(
                f'part `{part.name}`: `choices` and type "choice" go together.', where=where
            )
        if question.parametric and part.value is not None:
            raise BadInput(
                f"part `{part.name}` has a `value` although there is a generate.py.",
                where=where,
                mend="Remove one of the two.",
            )


def _generate(
    question: Question, seed: int, workshop: Workshop
) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    module = workshop.bank.module(question, "generate.py")
    where = f"{question.where}/generate.py"
    for name in ("generate", "solve"):
        if not module.has(name):
            raise BadInput(f"defines no function `{name}`.", where=where, mend="Define it.")
    params = _plain_table(module.call("generate", Seed(question.id, seed)), "generate", where)
    values = _plain_table(module.call("solve", params), "solve", where)
    slips: dict[str, dict[str, Any]] = {}
    if module.has("mistakes"):
        table = _plain_table(module.call("mistakes", params), "mistakes", where)
        slips = {k: _plain_table(v, f"mistakes, `{k}`", where) for k, v in table.items()}
    return params, values, slips


def _plain_table(value: object, what: str, where: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(f"{what}() must give a dict, not {type(value).__name__}.", where=where)
    return {str(k): _plain(v) for k, v in cast("Mapping[object, object]", value).items()}


def _plain(value: Any) -> Any:
    """NumPy scalars and arrays as Python numbers and lists."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list):
        return [_plain(v) for v in cast("list[Any]", value)]
    if isinstance(value, tuple):
        return tuple(_plain(v) for v in cast("tuple[Any, ...]", value))
    return value


def _values(detail: Detail, values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The right value of every part, of the part's type and finite."""
    right: dict[str, Any] = {}
    for part in detail.part:
        value = values.get(part.name)
        if value is None:
            raise BadInput(
                f"part `{part.name}` has no value.",
                where=where,
                mend="Give `value`, or return it from solve() in generate.py.",
            )
        if not _fits(part, value):
            raise BadInput(
                f"part `{part.name}` of type {part.type} has the value {value!r:.60}.",
                where=where,
                mend="Mend the value or the type; infinity and NaN are no answers.",
            )
        right[part.name] = tuple(value) if part.type == "shape" else value
    return right


def _fits(part: Part, value: Any) -> bool:
    def number(x: object) -> bool:
        return isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x)

    def numbers_in(x: object) -> bool:
        return isinstance(x, list | tuple) and all(number(y) for y in cast("list[object]", x))

    match part.type:
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "real":
            return number(value)
        case "shape":
            return numbers_in(value) and all(isinstance(x, int) for x in value)
        case "vector":
            return numbers_in(value)
        case "matrix":
            return isinstance(value, list) and all(
                numbers_in(r) for r in cast("list[object]", value)
            )
        case "choice":
            return value in [c.id for c in part.choices]


def _typed(value: Any) -> str:
    """A right value at full precision, as a person would type it."""
    return repr(value) if not isinstance(value, str) else value


def _shown(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "type": part.type,
        "title": {"en": part.title.en, "zh": part.title.zh},
        "significant": part.significant,
        "decimals": part.decimals,
        "units": list(part.units),
        "percent": part.percent,
        "choices": [
            {"id": c.id, "title": {"en": c.title.en, "zh": c.title.zh}} for c in part.choices
        ],
    }


_LINE = re.compile(r"\s*([A-Za-z_]\w*)\s*[=:：]\s*(.*)")


def _as_table(raw: object, parts: tuple[Part, ...]) -> dict[str, str]:
    if isinstance(raw, str):
        text = raw.strip()
        if text.startswith("{"):
            try:
                raw = json.loads(text)
            except json.JSONDecodeError as e:
                raise BadInput(
                    f"this looks like JSON but is not: {e}.",
                    mend='Write {"name": "value"}, or lines `name = value`.',
                ) from None
        else:
            return _from_lines(text, parts)
    if isinstance(raw, Mapping):
        try:
            return {
                str(k): numbers.from_json(v) for k, v in cast("Mapping[str, object]", raw).items()
            }
        except numbers.Unreadable as e:
            raise BadInput(e.en, zh=e.zh) from None
    if isinstance(raw, int | float | list) and len(parts) == 1:
        return _as_table({parts[0].name: cast("object", raw)}, parts)
    raise BadInput(
        f"a compute answer is an object of named parts, not {type(raw).__name__}.",
        mend=f"Give {', '.join(p.name for p in parts)}.",
    )


def _from_lines(text: str, parts: tuple[Part, ...]) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line.strip()]
    matches = [_LINE.fullmatch(line) for line in lines]
    names = {p.name for p in parts}
    if matches and all(m is not None and m[1] in names for m in matches):
        return {m[1]: m[2] for m in matches if m is not None}
    if len(parts) == 1:
        return {parts[0].name: text}
    if len(lines) == len(parts) and not any(matches):
        return {p.name: line for p, line in zip(parts, lines, strict=True)}
    raise BadInput(
        f"this question has {len(parts)} parts.",
        mend="Give a line each: " + ", ".join(f"`{p.name} = …`" for p in parts) + ".",
        zh=f"这道题有 {len(parts)} 问，请一行一问："
        + "，".join(f"`{p.name} = …`" for p in parts)
        + "。",
    )


def _read(part: Part, typed: str) -> Value:
    try:
        value = read(part, typed)
    except numbers.Unreadable as e:
        raise BadInput(e.en, where=part.name, zh=f"{part.name}：{e.zh}") from None
    if part.type in ("vector", "matrix") and not value:
        raise BadInput(
            "there is no number in this.", where=part.name, zh=f"{part.name}：里面没有数。"
        )
    return value


def _criterion(part: Part, got: Mapping[str, Value], secret: Secret) -> Criterion:
    if part.name not in got:
        return Criterion(
            part.name,
            "missing",
            part.title,
            part.weight,
            feedback=Text("Not answered.", "没有作答。"),
        )
    value, want = got[part.name], secret.values[part.name]
    evidence = Text(f"You answered {spell(value)}.", f"你的答案是 {spell(value)}。")
    if agrees(part, value, want):
        return Criterion(part.name, "covered", part.title, part.weight, 1.0, evidence)
    # With some numbers two slips lead to the same value: then both are named.
    made = [
        m.feedback
        for m, values in secret.mistakes
        if part.name in values and agrees(part, value, values[part.name])
    ]
    feedback = Text(" Or: ".join(f.en for f in made), "或者：".join(f.zh for f in made))
    if not made:
        feedback = slip(part, value, want)
    return Criterion(part.name, "wrong", part.title, part.weight, 0.0, evidence, feedback)
