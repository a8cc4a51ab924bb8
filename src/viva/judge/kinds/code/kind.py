"""The kind `code`: makes the cases, runs the answer over them, compares here."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from viva.authoring import Case
from viva.catalog.declared import declared, read_text, read_toml
from viva.catalog.prose import read_hints, read_prose
from viva.catalog.python import Seed
from viva.core import (
    Answer,
    BadInput,
    Criterion,
    JudgeFailed,
    KindName,
    Question,
    State,
    Text,
    Variant,
    Verdict,
)
from viva.judge.kind import FollowUp, Specimen, Workshop
from viva.judge.kinds.code import mutation
from viva.judge.kinds.code.compare import Difference, difference
from viva.judge.kinds.code.run import Outcome, Program, Run, first_line, plain
from viva.judge.kinds.code.schema import Cases, Detail
from viva.judge.kinds.code.shown import show, show_call
from viva.judge.score import settle

MAX_ANSWER_BYTES = 100_000
# Below this a CPU clock tells more about the machine than about the answer.
COST_FLOOR_S = 0.005


# What a judge's own checks must survive: none of it may pass, or end in an error.
_NONSENSE = ("None", "0", "'text'", "[]", "{}", "(None, 'x')", "np.full((2, 3), np.nan)", "a[0]")


class Secret(msgspec.Struct, frozen=True):
    """What the judge keeps back."""

    detail: Detail
    cases: tuple[Case, ...]
    solution: str
    driver: str


class Failure(msgspec.Struct, frozen=True):
    """The first case of a criterion that did not hold."""

    words: Text
    evidence: Text
    state: State = "wrong"
    fatal: bool = False


class Code:
    """See `viva.judge.kind.Kind`."""

    name: KindName = "code"

    def variant(self, question: Question, seed: int, workshop: Workshop) -> Variant:
        where = f"{question.where}/question.toml"
        detail = declared(question.detail, Detail, where)
        starter = _source(question, "starter.py")
        solution = _source(question, "solution.py")
        driver = _source(question, "driver.py", optional=True)
        module = workshop.bank.module(question, "exercise.py")
        cases = tuple(module.call("cases", Seed(question.id, seed)))
        _check_cases(cases, detail, question)
        prompt, answer = read_prose(question, "prompt"), read_prose(question, "answer")
        assert prompt is not None
        assert answer is not None
        block = f"\n\n```python\n{solution.strip()}\n```"
        return Variant(
            question=question,
            seed=seed,
            prompt=prompt,
            worked=Text(answer.en + block, answer.zh + block),
            hints=read_hints(question),
            shown={"starter": starter, "entry": detail.entry, "forbid": list(detail.forbid)},
            secret=Secret(detail, cases, solution, driver),
        )

    def parse(self, variant: Variant, raw: object) -> Answer:
        """The source text of the answer: UTF-8, at most 100 kB, something in it."""
        if not isinstance(raw, str):
            raise BadInput(
                f"a code answer is a string, not {type(raw).__name__}.",
                mend="Give the source text.",
                zh=f"代码题的答案应为字符串，而不是 {type(raw).__name__}。请给出源代码。",
            )
        if len(raw.encode("utf-8", "surrogatepass")) > MAX_ANSWER_BYTES:
            raise BadInput(
                f"the answer is larger than {MAX_ANSWER_BYTES} bytes.",
                mend="Hand in less.",
                zh=f"答案超过 {MAX_ANSWER_BYTES} 字节，请精简后再提交。",
            )
        if "\0" in raw or (not raw.isprintable() and any(
            ord(c) < 32 and c not in "\t\n\r\f" for c in raw
        )):  # fmt: skip
            raise BadInput(
                "the answer holds control characters, so it is no Python source.",
                mend="Is this the right file?",
                zh="答案里有控制字符，不是 Python 源代码。是不是选错了文件？",
            )
        if not raw.strip():
            raise BadInput(
                "the answer is empty.",
                mend="`viva ask` shows where to start.",
                zh="答案是空的。可以先用 `viva ask` 查看题目。",
            )
        return raw.replace("\r\n", "\n").removeprefix("\ufeff")

    def grade(self, variant: Variant, answer: Answer, workshop: Workshop) -> Verdict:
        secret = _secret(variant)
        assert isinstance(answer, str)
        grading = _Grading(variant, secret, answer, workshop)
        try:
            criteria = grading.criteria()
        finally:
            grading.run.close()
        return settle(variant.question, variant.seed, criteria, printed=first_line(grading.printed))

    def specimens(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        secret, question = _secret(variant), variant.question
        cases = _listed(question)
        yield Specimen("starter.py", "starter", str(variant.shown["starter"]), None)
        yield Specimen("solution.py", "worked", secret.solution, "pass")
        for what in _NONSENSE if _is_function(str(variant.shown["starter"]), secret) else ():
            source = (
                f"import numpy as np\n\n\ndef {secret.detail.entry}(*a, **k):\n    return {what}\n"
            )
            yield Specimen(f"return {what}", "starter", source, None)
        for right in cases.right:
            source = _source(question, f"right/{right.file}")
            yield Specimen(f"right/{right.file}", "right", source, "pass")
        all_ids = [c.id for c in secret.detail.criterion]
        feedback = {m.id: m.feedback.en for m in secret.detail.mistake}
        for wrong in cases.wrong:
            where = f"{question.where}/cases.toml"
            for name in wrong.misses:
                if name not in all_ids:
                    raise BadInput(f"there is no criterion `{name}`.", where=where)
            if wrong.mistake and wrong.mistake not in feedback:
                raise BadInput(f"there is no mistake `{wrong.mistake}`.", where=where)
            states: dict[str, State] = {}
            if wrong.misses:
                states = {c: "wrong" if c in wrong.misses else "covered" for c in all_ids}
            states |= wrong.states
            source = _source(question, f"wrong/{wrong.file}")
            says = feedback.get(wrong.mistake, "")
            yield Specimen(f"wrong/{wrong.file}", "wrong", source, wrong.verdict, states, says)

    def mutants(self, variant: Variant, workshop: Workshop) -> Iterator[Specimen]:
        for name, source in mutation.mutants(_secret(variant).solution):
            yield Specimen(name, "mutant", source, None)

    def equivalent(self, question: Question) -> dict[str, str]:
        return {e.mutant: e.reason for e in _listed(question).equivalent}

    def as_shown(self, variant: Variant, answer: Any) -> str:
        return str(answer)

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str]
    ) -> FollowUp | None:
        return None


def kind() -> Code:
    """The kind, for the registry."""
    return Code()


class _Grading:
    """One answer over the cases of one variant."""

    def __init__(self, variant: Variant, secret: Secret, answer: str, workshop: Workshop) -> None:
        from viva.sandbox import Limits

        self.question = variant.question
        self.secret = secret
        self.workshop = workshop
        self.limit = secret.detail.limit
        self.printed: list[str] = []
        self.sandbox = workshop.sandbox("torch" if "torch" in self.question.needs else "numpy")
        self.limits = Limits(
            wall_s=self.limit.wall_s,
            cpu_s=max(10, int(20 * self.limit.wall_s)),
            memory_mib=self.limit.memory_mib,
        )
        self.run = Run(self.sandbox, self._program(answer), self.limits)

    def _program(self, answer: str, *, guarded: bool = True) -> Program:
        detail = self.secret.detail
        forbid = detail.forbid if guarded else ()
        return Program(answer, self.secret.driver, detail.entry, forbid, detail.prelude)

    def criteria(self) -> list[Criterion]:
        failures: dict[str, Failure] = {}
        fatal: Failure | None = None
        # Costs last: a wrong answer need not be timed, and a slow one must not hide the rest.
        for case in sorted(self.secret.cases, key=lambda c: c.cost is not None):
            if case.criterion in failures:
                continue
            if fatal is not None:
                failures[case.criterion] = fatal
                continue
            failure = self._costs(case) if case.cost is not None else self._holds(case)
            if failure is not None:
                failures[case.criterion] = failure
                if failure.fatal:
                    fatal = msgspec.structs.replace(failure, evidence=Text("", ""), state="skipped")
        return [self._criterion(c.id, failures.get(c.id)) for c in self.secret.detail.criterion]

    def _criterion(self, id: str, failure: Failure | None) -> Criterion:
        field = next(c for c in self.secret.detail.criterion if c.id == id)
        if failure is None:
            return Criterion(id, "covered", field.title, field.weight, 1.0)
        return Criterion(
            id, failure.state, field.title, field.weight, 0.0, failure.evidence, failure.words
        )

    def _holds(self, case: Case) -> Failure | None:
        """One case, compared."""
        outcome = self.run.call(case)
        self.printed.append(outcome.printed)
        if outcome.trouble is not None:
            trouble = outcome.trouble
            evidence = _evidence(self.secret, case, trouble.evidence)
            return Failure(trouble.words, evidence, fatal=trouble.fatal)
        if case.raises:
            return self._raises(case, outcome)
        if outcome.mutated:
            places = [i for i in outcome.mutated if isinstance(i, int)]
            names = [f"`{i}`" for i in outcome.mutated if isinstance(i, str)]
            en = ", ".join([*(str(i + 1) for i in places), *names])
            zh = "、".join([*(f"第 {i + 1} 个参数" for i in places), *(f"参数 {n}" for n in names)])
            words = Text(
                f"It changed its argument {en} in place; the caller still needs it.",
                f"它就地修改了{zh}，调用者之后还要用。",
            )
            return Failure(words, _evidence(self.secret, case))
        if case.check:
            return self._checked(case, outcome)
        found = difference(
            outcome.value,
            plain(case.expected),
            rtol=case.rtol,
            atol=case.atol,
            same_dtype=case.same_dtype,
        )
        if found is None:
            return None
        return Failure(
            self._diagnose(case, outcome, found),
            _evidence(self.secret, case, got=outcome.value, found=found),
        )

    def _raises(self, case: Case, outcome: Outcome) -> Failure | None:
        if case.raises in outcome.raised:
            return None
        if outcome.raised:
            name = outcome.raised[0]
            words = Text(
                f"It raised {name}; it should raise {case.raises}.",
                f"抛出的是 {name}，应为 {case.raises}。",
            )
        else:
            words = Text(
                f"It should raise {case.raises} and returned instead.",
                f"应当抛出 {case.raises}，却正常返回了。",
            )
        return Failure(words, _evidence(self.secret, case))

    def _checked(self, case: Case, outcome: Outcome) -> Failure | None:
        module = self.workshop.bank.module(self.question, "exercise.py")
        args = tuple(plain(a) for a in case.args)
        said = module.call(case.check, args, outcome.value)
        if said is None:
            return None
        words = said if isinstance(said, Text) else Text.same(str(said))
        return Failure(words, _evidence(self.secret, case, got=outcome.value, show_expected=False))

    def _diagnose(self, case: Case, outcome: Outcome, found: Difference) -> Text:
        for mistake in self.secret.detail.mistake:
            if mistake.id in case.mistakes and not difference(
                outcome.value, plain(case.mistakes[mistake.id]), rtol=case.rtol, atol=case.atol
            ):
                return mistake.feedback
        return found.words

    def _costs(self, case: Case) -> Failure | None:
        """CPU time against the reference's on the same input, the least of several runs."""
        assert case.cost is not None
        mine = self._least(self.run, case, case.cost.runs)
        if isinstance(mine, Failure):
            return mine
        theirs = _reference_cost(self, case)
        ratio = mine / max(theirs, COST_FLOOR_S)
        seen = Text(
            f"{mine * 1000:.0f} ms, the reference {theirs * 1000:.0f} ms",
            f"用时 {mine * 1000:.0f} 毫秒，参考解法 {theirs * 1000:.0f} 毫秒",
        )
        if ratio >= case.cost.at_most:
            words = Text(
                f"Right, but {ratio:.0f} times as slow as the reference on a large input: "
                "the complexity is not what the question asks for.",
                f"结果对，但在大输入上比参考解法慢 {ratio:.0f} 倍：复杂度不合要求。",
            )
            return Failure(words, seen)
        if ratio >= case.cost.at_most / 2:
            words = Text(
                f"About {ratio:.0f} times as slow as the reference: too close to call.",
                f"比参考解法慢 {ratio:.0f} 倍左右：无法断定。",
            )
            return Failure(words, seen, state="unsure")
        return None

    def _least(self, run: Run, case: Case, runs: int) -> float | Failure:
        least = float("inf")
        for _ in range(runs):
            outcome = run.call(case)
            if outcome.trouble is not None:
                # A loop that is too slow for the limit fails by that; anything else fails as usual.
                return Failure(outcome.trouble.words, Text("", ""), fatal=outcome.trouble.fatal)
            if case.expected is not None and difference(
                outcome.value, plain(case.expected), rtol=case.rtol, atol=case.atol
            ):
                words = Text("Wrong on a large input.", "在大输入上结果不对。")
                return Failure(words, Text("", ""))
            least = min(least, outcome.cpu_s)
        return least


@functools.lru_cache(maxsize=64)
def _cost_of(question_id: str, solution: str, title: str) -> list[float]:
    """The measured costs of the reference so far, kept for the life of the process."""
    return []


def _reference_cost(grading: _Grading, case: Case) -> float:
    assert case.cost is not None
    title = str(case.title)
    known = _cost_of(grading.question.id, grading.secret.solution, title)
    if not known:
        program = grading._program(grading.secret.solution, guarded=False)  # pyright: ignore[reportPrivateUsage]
        run = Run(grading.sandbox, program, grading.limits)
        try:
            least = grading._least(run, case, case.cost.runs)  # pyright: ignore[reportPrivateUsage]
        finally:
            run.close()
        if isinstance(least, Failure):
            raise JudgeFailed(
                f"the reference itself failed on “{title}”: {least.words.en}",
                where=grading.question.where,
            )
        known.append(least)
    return known[0]


def _secret(variant: Variant) -> Secret:
    assert isinstance(variant.secret, Secret)
    return variant.secret


def _source(question: Question, file: str, *, optional: bool = False) -> str:
    path = question.folder / file
    if optional and not path.exists():
        return ""
    return read_text(path, f"{question.where}/{file}")


def _listed(question: Question) -> Cases:
    where = f"{question.where}/cases.toml"
    return declared(read_toml(question.folder / "cases.toml", where), Cases, where)


def _check_cases(cases: tuple[Any, ...], detail: Detail, question: Question) -> None:
    where = f"{question.where}/exercise.py"
    if not cases:
        raise BadInput("cases() gave no case.", where=where)
    criteria = {c.id for c in detail.criterion}
    mistakes = {m.id for m in detail.mistake}
    used: set[str] = set()
    for case in cases:
        if not isinstance(case, Case):
            raise BadInput(
                f"cases() gave a {type(case).__name__}.", where=where, mend="Give Cases."
            )
        if case.criterion not in criteria:
            raise BadInput(
                f"the case “{_title(case).en}” belongs to `{case.criterion}`, "
                "which no [[criterion]] declares.",
                where=where,
                mend=f"There are: {', '.join(sorted(criteria))}.",
            )
        for name in case.mistakes:
            if name not in mistakes:
                raise BadInput(f"no [[mistake]] declares `{name}`.", where=where)
        used.add(case.criterion)
    if lacking := sorted(criteria - used):
        raise BadInput(f"no case belongs to the criterion `{lacking[0]}`.", where=where)


def _is_function(starter: str, secret: Secret) -> bool:
    """Is the entry asked for as a function? A class may be called for anything."""
    return re.search(rf"^def {re.escape(secret.detail.entry)}\b", starter, re.M) is not None


def _title(case: Case) -> Text:
    return case.title if isinstance(case.title, Text) else Text.same(case.title)


def _evidence(
    secret: Secret,
    case: Case,
    trouble: str = "",
    *,
    got: Any = None,
    found: Difference | None = None,
    show_expected: bool = True,
) -> Text:
    """The failing case, small: the call, what was expected, what came."""
    call = show_call(secret.detail.entry, case)
    expected = show(plain(case.expected))
    place = f" (at {found.at})" if found is not None and found.at else ""
    out: list[str] = []
    for title, labels in (
        (_title(case).en, ("expected", "got")),
        (_title(case).zh, ("应为", "得到")),
    ):
        lines = [title, call]
        if trouble:
            lines.append(trouble)
        else:
            if case.raises:
                expected = case.raises
            if show_expected:
                lines.append(_labelled(labels[0], expected))
            if got is not None or found is not None:
                lines.append(_labelled(labels[1] + place, show(got)))
        out.append("\n".join(lines))
    return Text(out[0], out[1])


def _labelled(label: str, shown: str) -> str:
    """A value behind its label; one of several lines begins on its own."""
    return f"{label}:\n{shown}" if "\n" in shown else f"{label}: {shown}"
