"""The kind `derive`: asks for formulas, reads them back, judges each by what it means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, cast

import msgspec

from viva.catalog.declared import declared, read_toml
from viva.catalog.prose import fill, read_hints, read_prose
from viva.core import Answer, BadInput, Criterion, KindName, Question, Text, Variant, Verdict
from viva.judge.kind import FollowUp, Specimen, Workshop
from viva.judge.kinds.derive.checking import check_detail
from viva.judge.kinds.derive.feedback.edits import edits
from viva.judge.kinds.derive.form import faults
from viva.judge.kinds.derive.lines import Line, Lines, read_lines, write_lines
from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.symbols import Symbols
from viva.judge.kinds.derive.notation.tree import Tree
from viva.judge.kinds.derive.notation.unreadable import Unreadable
from viva.judge.kinds.derive.schema import Cases, Detail, ListedCase, Part, SymbolEntry
from viva.judge.kinds.derive.showing import to_latex, to_python, to_text
from viva.judge.kinds.derive.steps import PartJudge, PartResult
from viva.judge.kinds.derive.worker import FormulaWorker
from viva.judge.score import settle

DIAGNOSIS_S = 0.04
MAX_MUTANTS = 60


class Secret(msgspec.Struct, frozen=True):
    """What the judge keeps back."""

    detail: Detail
    symbols: Symbols


class Derive:
    """See `viva.judge.kind.Kind`."""

    name: KindName = "derive"

    def __init__(self) -> None:
        self._worker = FormulaWorker()

    def close(self) -> None:
        """Ends the worker process."""
        self._worker.close()

    # ------------------------------------------------------------------ posing

    def variant(self, question: Question, seed: int, workshop: Workshop) -> Variant:
        where = f"{question.where}/question.toml"
        if question.parametric:
            raise BadInput(
                "a derive question has no generate.py.", where=question.where, mend="Remove it."
            )
        detail = declared(question.detail, Detail, where)
        symbols = check_detail(detail, where)
        prompt, answer = read_prose(question, "prompt"), read_prose(question, "answer")
        assert prompt is not None
        assert answer is not None
        return Variant(
            question=question,
            seed=seed,
            prompt=fill(prompt, {}, f"{question.where}/prompt"),
            worked=fill(answer, {}, f"{question.where}/answer"),
            hints=tuple(fill(h, {}, f"{question.where}/hints") for h in read_hints(question)),
            shown={
                "parts": [_shown(part) for part in detail.part],
                "symbols": [_shown_symbol(n, e, symbols) for n, e in detail.symbols.items()],
            },
            secret=Secret(detail, symbols),
        )

    # ------------------------------------------------------------------ answering

    def parse(self, variant: Variant, raw: object) -> Answer:
        """A formula, lines of formulas, or an object of parts; each must be readable."""
        secret = _secret(variant)
        lines = read_lines(raw, secret.detail.part)
        for part in secret.detail.part:
            for number, line in enumerate(lines[part.name], 1):
                _read_line(line, secret.symbols, part, number, secret.detail.part)
        return write_lines(lines, secret.detail.part)

    def readings(self, variant: Variant, answer: Answer) -> list[dict[str, str]]:
        """How every line of an answer is read, to be shown before it is judged."""
        secret = _secret(variant)
        lines = read_lines(answer, secret.detail.part)
        return [
            {
                "part": part.name,
                "step": line.step,
                "typed": line.text,
                "latex": to_latex(tree, secret.symbols),
                "text": to_text(tree, secret.symbols),
            }
            for part in secret.detail.part
            for line in lines[part.name]
            for tree in (read(line.text, secret.symbols),)
        ]

    def grade(self, variant: Variant, answer: Answer, workshop: Workshop) -> Verdict:
        secret = _secret(variant)
        lines = read_lines(answer, secret.detail.part)
        criteria: list[Criterion] = []
        for part in secret.detail.part:
            criteria.extend(self._part(part, lines[part.name], secret))
        return settle(variant.question, variant.seed, criteria)

    def _part(self, part: Part, lines: Sequence[Line], secret: Secret) -> list[Criterion]:
        if not lines:
            return _unanswered(part)
        trees = [read(line.text, secret.symbols) for line in lines]
        judge = PartJudge(part, secret.detail.declarations(), self._worker.compare, DIAGNOSIS_S)
        result = judge.judge(lines, trees)
        criteria = [_final(part, result, trees[-1], secret.symbols)]
        criteria.extend(_steps(part, result))
        if part.form is not None:
            criteria.append(_form(part, result, trees[-1], secret.symbols))
        return criteria

    # ------------------------------------------------------------------ proving

    def specimens(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        secret = _secret(variant)
        parts = secret.detail.part
        right: dict[str, Any] = {part.name: part.reference for part in parts}
        yield Specimen("worked", "worked", _typed(right, parts), "pass")
        for part in parts:
            for notation, text in _respelled(part, secret.symbols):
                name = f"{part.name} in {notation}"
                yield Specimen(name, "right", _typed({**right, part.name: text}, parts), "pass")
            for rule in part.rule:
                yield Specimen(
                    f"rule {rule.id}",
                    "wrong",
                    _typed({**right, part.name: rule.wrong}, parts),
                    None,
                    says=rule.feedback.en,
                )
        question = variant.question
        where = f"{question.where}/cases.toml"
        if not (question.folder / "cases.toml").exists():
            raise BadInput("is missing.", where=where, mend="List right and wrong answers in it.")
        cases = declared(read_toml(question.folder / "cases.toml", where), Cases, where)
        for number, case in enumerate(cases.case, 1):
            yield _specimen(number, case, right, parts)

    def mutants(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        secret = _secret(variant)
        parts = secret.detail.part
        right: dict[str, Any] = {part.name: part.reference for part in parts}
        for part in parts:
            for name, text in _mutated(part, secret.symbols):
                answer = _typed({**right, part.name: text}, parts)
                canonical = write_lines(read_lines(answer, parts), parts)
                yield Specimen(f"{part.name}: {name}", "mutant", canonical, None)

    def equivalent(self, question: Question) -> dict[str, str]:
        detail = declared(question.detail, Detail, f"{question.where}/question.toml")
        return dict(detail.equivalent)

    def as_shown(self, variant: Variant, answer: Any) -> str:
        return "\n".join(cast("list[str]", answer))

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str]
    ) -> FollowUp | None:
        return None


def kind() -> Derive:
    """The kind, for the registry."""
    return Derive()


def _secret(variant: Variant) -> Secret:
    assert isinstance(variant.secret, Secret)
    return variant.secret


def _shown(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "title": {"en": part.title.en, "zh": part.title.zh},
        "left": part.left,
        "steps": [
            {"name": s.name, "title": {"en": s.title.en, "zh": s.title.zh}} for s in part.step
        ],
    }


def _shown_symbol(name: str, entry: str | SymbolEntry, symbols: Symbols) -> dict[str, Any]:
    from viva.judge.kinds.derive.notation.render import to_latex as latex_of
    from viva.judge.kinds.derive.notation.tree import Symbol

    means = None if isinstance(entry, str) else {"en": entry.means.en, "zh": entry.means.zh}
    # A definition is there so that an answer may use the symbol or write it out; shown, it would
    # give away the part that asks for it.
    defined = bool(symbols[name].definition)
    if defined and means is None:
        means = {"en": "as the question defines it", "zh": "定义见题面"}
    return {
        "name": name,
        "latex": latex_of(Symbol(name)),
        "kind": "" if defined else symbols[name].text,
        "means": means,
    }


def _read_line(
    line: Line, symbols: Symbols, part: Part, number: int, parts: Sequence[Part]
) -> Tree:
    try:
        return read(line.text, symbols)
    except Unreadable as error:
        place, place_zh = "", ""
        if len(parts) > 1:
            place, place_zh = f"{part.name}, ", f"{part.name}，"
        raise BadInput(
            error.sentence,
            where=f"{place}line {number}, character {error.position + 1} of `{_short(line.text)}`",
            mend=error.mend,
            zh=f"{place_zh}第 {number} 行 `{_short(line.text)}`，{error.zh}",
        ) from None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


# ---------------------------------------------------------------------- criteria


def _unanswered(part: Part) -> list[Criterion]:
    said = Text("Not answered.", "没有作答。")
    out = [Criterion(part.name, "missing", part.title, _share(part), feedback=said)]
    out.extend(
        Criterion(f"{part.name}_{s.name}", "skipped", s.title, _share(part, s.weight))
        for s in part.step
    )
    return out


def _share(part: Part, weight: float = 1.0) -> float:
    """What one criterion of a part counts: its end, steps and form share the part's weight."""
    total = 1.0 + sum(step.weight for step in part.step)
    if part.form is not None:
        total += part.form.weight
    return part.weight * weight / total


def _final(part: Part, result: PartResult, tree: Tree, symbols: Symbols) -> Criterion:
    reply = result.final
    shown = to_text(tree, symbols)
    evidence = Text(f"You wrote: {shown}", f"你写的是：{shown}")
    notes = list(reply.notes)
    if reply.verdict == "equal":
        return Criterion(
            part.name, "covered", part.title, _share(part), 1.0, evidence, _joined(notes)
        )
    if reply.verdict == "undecided":
        said = _joined(
            [*notes, Text("Whether it is right could not be decided.", "无法判定它是否正确。")]
        )
        return Criterion(part.name, "unsure", part.title, _share(part), 0.0, evidence, said)
    feedback: list[Text] = []
    if result.carried is not None:
        feedback.append(result.carried)
    if reply.diagnosis is not None:
        feedback.append(reply.diagnosis.text)
    if not feedback:
        feedback.append(Text("It is not the formula that was asked for.", "这不是所求的公式。"))
    feedback.extend(notes)
    evidence = _with_counterexample(evidence, result)
    state = "partial" if result.earned else "wrong"
    return Criterion(
        part.name, state, part.title, _share(part), result.earned, evidence, _joined(feedback)
    )


def _with_counterexample(evidence: Text, result: PartResult) -> Text:
    """The evidence with a point at which it differs, where that is short enough to read."""
    found = result.final.counterexample
    if found is None or isinstance(found.expected, list) or found.given is None:
        return evidence
    if len(found.at) > 4 or any(isinstance(v, list) for v in found.at.values()):
        return evidence
    at = ", ".join(f"{name} = {value:.4g}" for name, value in found.at.items())
    given, expected = f"{found.given:.4g}", f"{found.expected:.4g}"
    return Text(
        f"{evidence.en}\nAt {at} it gives {given}; {expected} is right.",
        f"{evidence.zh}\n在 {at} 处它等于 {given}，应为 {expected}。",
    )


def _steps(part: Part, result: PartResult) -> list[Criterion]:
    out: list[Criterion] = []
    for found in result.steps:
        step = found.step
        name, weight = f"{part.name}_{step.name}", _share(part, step.weight)
        if found.reached:
            at = Text("", "")
            if found.line >= 0:
                at = Text(f"Your line {found.line + 1}.", f"你的第 {found.line + 1} 行。")
            out.append(Criterion(name, "covered", step.title, weight, 1.0, at))
            continue
        said = Text("Not found among your lines.", "在你写的各行中没有找到。")
        if found.reply is not None and found.reply.diagnosis is not None:
            said = found.reply.diagnosis.text
        state = "missing" if found.line < 0 else "wrong"
        out.append(Criterion(name, state, step.title, weight, 0.0, feedback=said))
    return out


def _form(part: Part, result: PartResult, tree: Tree, symbols: Symbols) -> Criterion:
    assert part.form is not None
    title = Text(f"{part.title.en}: form", f"{part.title.zh}：形式")
    name, weight = f"{part.name}_form", _share(part, part.form.weight)
    if result.final.verdict != "equal":
        return Criterion(name, "skipped", title, weight)
    found = faults(tree, part.form, symbols)
    if not found:
        return Criterion(name, "covered", title, weight, 1.0)
    extra = [part.form.feedback] if part.form.feedback is not None else []
    return Criterion(name, "wrong", title, weight, 0.0, feedback=_joined([*found, *extra]))


def _joined(texts: Sequence[Text]) -> Text:
    return Text(" ".join(t.en for t in texts), "".join(t.zh for t in texts))


# ---------------------------------------------------------------------- specimens


def _typed(table: dict[str, Any], parts: Sequence[Part]) -> Any:
    """Answers by part as somebody types them: with one part, just its formula."""
    if len(parts) == 1:
        value = table[parts[0].name]
        return value if isinstance(value, str) else list(value)
    out: list[str] = []
    for part in parts:
        value = table[part.name]
        lines: Lines = {part.name: read_lines({part.name: value}, [part])[part.name]}
        out.extend(write_lines(lines, [part, *[p for p in parts if p is not part]]))
    return out


def _respelled(part: Part, symbols: Symbols) -> Iterator[tuple[str, str]]:
    """The reference written out by us in both notations."""
    tree = read(part.reference, symbols, part.notation)
    if len(tree.sides) > 1:
        return
    yield "LaTeX", to_latex(tree, symbols)
    python = to_python(tree, symbols)
    if python is not None:
        yield "Python", python


def _specimen(
    number: int, case: ListedCase, right: dict[str, Any], parts: Sequence[Part]
) -> Specimen:
    answer: Any = case.answer
    if isinstance(answer, dict):
        answer = _typed({**right, **answer}, parts)
    elif not isinstance(answer, str):
        answer = list(answer)
    if case.verdict == "invalid":
        return Specimen(f"case {number}", "invalid", answer, None)
    role = "right" if case.verdict == "pass" else "wrong"
    return Specimen(f"case {number}", role, answer, case.verdict, case.states, says=case.says)


def _mutated(part: Part, symbols: Symbols) -> Iterator[tuple[str, str]]:
    """Single edits of the reference, named by what was changed, as text."""
    tree = read(part.reference, symbols, part.notation)
    if len(tree.sides) > 1:
        return
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for edit in edits(tree.node, symbols):
        if sum(counts.values()) >= MAX_MUTANTS:
            return
        mutant = msgspec.structs.replace(tree, node=edit.node, sides=(edit.node,))
        text = to_python(mutant, symbols) or to_latex(mutant, symbols)
        if text in seen:
            continue
        seen.add(text)
        try:
            read(text, symbols)
        except Unreadable:
            continue
        counts[edit.code] = counts.get(edit.code, 0) + 1
        yield f"{edit.code} {counts[edit.code]}", text
