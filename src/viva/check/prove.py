"""Proves one question: its variants are well-posed, and its judge gives each known verdict."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from viva.check.findings import Finding, QuestionReport
from viva.check.prose import prose_faults
from viva.core import BadInput, JudgeFailed, Question, Variant, Verdict
from viva.judge import Judge, Specimen
from viva.judge.judge import missing_extras

VARIANT_SEEDS = 200


def prove(
    question: Question, seeds: Sequence[int], judge: Judge, *, mutants: bool = False
) -> QuestionReport:
    """Everything that `viva check` knows to ask of one question."""
    start = time.perf_counter()
    if lacking := missing_extras(question):
        return QuestionReport(question.id, question.kind, skipped=f"needs {', '.join(lacking)}")
    counts = {"specimens": 0, "variants": 0, "mutants": 0, "killed": 0, "equivalent": 0}
    findings: list[Finding] = []
    for seed in seeds:
        try:
            findings += _at_seed(question, seed, judge, counts)
        except (BadInput, JudgeFailed) as e:
            findings.append(Finding(question.id, str(e), seed))
            break
    else:
        try:
            findings += _distinct(question, judge, counts)
            if mutants:
                findings += _mutants(question, seeds[0], judge, counts)
        except (BadInput, JudgeFailed) as e:
            findings.append(Finding(question.id, str(e)))
    return QuestionReport(
        question.id,
        question.kind,
        tuple(findings),
        specimens=counts["specimens"],
        variants=counts["variants"],
        mutants=counts["mutants"],
        killed=counts["killed"],
        equivalent=counts["equivalent"],
        elapsed_s=time.perf_counter() - start,
    )


def _at_seed(
    question: Question, seed: int, judge: Judge, counts: dict[str, int]
) -> Iterator[Finding]:
    variant = judge.variant(question, seed)
    again = judge.kind(question).variant(question, seed, judge)
    if again.prompt != variant.prompt or repr(again.params) != repr(variant.params):
        yield Finding(question.id, "the same seed gave another variant the second time.", seed)
    for fault in prose_faults(variant):
        yield Finding(question.id, fault, seed)
    if not variant.hints:
        yield Finding(question.id, "there are no hints: write hints.en.md and hints.zh.md.")
    for specimen in judge.kind(question).specimens(variant, judge):
        counts["specimens"] += 1
        for fault in specimen_faults(variant, specimen, judge):
            yield Finding(question.id, f"{specimen.name}: {fault}", seed)


def specimen_faults(variant: Variant, specimen: Specimen, judge: Judge) -> Iterator[str]:
    """How the verdict on a specimen differs from the one that it must get."""
    try:
        answer = judge.parse(variant, specimen.answer)
    except BadInput as e:
        if specimen.role != "invalid":
            yield f"was refused: {e}"
        return
    if specimen.role == "invalid":
        yield "was taken as an answer; it must be refused."
        return
    verdict = judge.grade(variant, answer)
    if verdict.outcome == "error":
        yield f"the judge failed: {verdict.criteria[0].feedback.en}"
        return
    want = {"worked": "pass", "right": "pass"}.get(specimen.role, specimen.outcome)
    if want is None and verdict.outcome == "pass":
        yield "passed; it must not."
    elif want is not None and verdict.outcome != want:
        yield f"got {verdict.outcome}, must get {want}. {_why(verdict)}"
    states = {c.id: c.state for c in verdict.criteria}
    for name, state in specimen.states.items():
        if states.get(name) != state:
            yield f"criterion `{name}` is {states.get(name)}, must be {state}. {_why(verdict)}"
    for name, forbidden in specimen.forbids.items():
        if states.get(name) in forbidden:
            yield f"criterion `{name}` is {states[name]}, must not be. {_why(verdict)}"
    if not specimen.at_least <= verdict.score <= specimen.at_most:
        yield (
            f"scores {verdict.score:.2f}, must lie in [{specimen.at_least}, {specimen.at_most}]. "
            f"{_why(verdict)}"
        )
    if specimen.says and not any(specimen.says in c.feedback.en for c in verdict.criteria):
        yield f"the feedback does not say “{specimen.says}”. {_why(verdict)}"


def _why(verdict: Verdict) -> str:
    words = [f"{c.id}: {c.feedback.en} [{c.evidence.en}]" for c in verdict.criteria if c.score < 1]
    text = " | ".join(words).replace("\n", " ⏎ ")
    return f"({text[:500]})" if text else ""


def _distinct(question: Question, judge: Judge, counts: dict[str, int]) -> Iterator[Finding]:
    """Over many seeds there are as many distinct variants as the author promises."""
    if not question.parametric:
        counts["variants"] = 1
        return
    kind = judge.kind(question)
    seen: set[str] = set()
    for seed in range(VARIANT_SEEDS):
        try:
            variant = kind.variant(question, seed, judge)
        except (BadInput, JudgeFailed) as e:
            yield Finding(question.id, str(e), seed)
            return
        seen.add(repr(variant.params))
        # The worked answer and every declared slip at every seed: cheap, and here it is that a
        # generator gives a problem in which a mistake happens to be right.
        if question.kind == "compute":
            for specimen in kind.specimens(variant, judge):
                counts["specimens"] += 1
                for fault in specimen_faults(variant, specimen, judge):
                    yield Finding(question.id, f"{specimen.name}: {fault}", seed)
                    return
    counts["variants"] = len(seen)
    if len(seen) < min(question.variants, VARIANT_SEEDS):
        yield Finding(
            question.id,
            f"{len(seen)} distinct variants over {VARIANT_SEEDS} seeds; "
            f"question.toml promises {question.variants}.",
        )


def _mutants(
    question: Question, seed: int, judge: Judge, counts: dict[str, int]
) -> Iterator[Finding]:
    kind = judge.kind(question)
    variant = judge.variant(question, seed)
    listed = kind.equivalent(question)
    unused = set(listed)
    for mutant in kind.mutants(variant, judge):
        counts["mutants"] += 1
        verdict = judge.grade(variant, mutant.answer)
        if verdict.outcome != "pass":
            counts["killed"] += 1
            if mutant.name in listed:
                yield Finding(
                    question.id, f"the mutant “{mutant.name}” is listed as equivalent but fails."
                )
                unused.discard(mutant.name)
        elif mutant.name in listed:
            counts["equivalent"] += 1
            unused.discard(mutant.name)
        else:
            yield Finding(question.id, f"the mutant “{mutant.name}” passes.", seed)
    for name in sorted(unused):
        yield Finding(question.id, f"there is no mutant “{name}” any more: remove it.")
