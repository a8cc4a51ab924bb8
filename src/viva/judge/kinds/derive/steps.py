"""Judges the lines of one part: the end, the steps before it, and errors carried forward.

A right end needs no steps. Where the end is wrong, every step that a line reaches earns its
share, once; a line counts for one step at most, and a line that repeats another counts for none.
An end that follows rightly from the learner's own wrong step earns half of its share, and it is
said which line the error is in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from viva.core import Text
from viva.judge.kinds.derive.comparison import Options
from viva.judge.kinds.derive.lines import Line
from viva.judge.kinds.derive.notation.tree import Number, Symbol, Tree
from viva.judge.kinds.derive.requests import CompareReply, CompareRequest, Formula, RuleText
from viva.judge.kinds.derive.schema import Part, Step

CARRIED = 0.5

Ask = Callable[[CompareRequest], CompareReply]


class StepResult(msgspec.Struct, frozen=True):
    """`line` is the place of the line that reached the step, -1 if none did."""

    step: Step
    reached: bool
    line: int = -1
    reply: CompareReply | None = None


class PartResult(msgspec.Struct, frozen=True):
    """`carried` says from which line on the end follows from the learner's own error.

    `earned` is the share of the end that this earns: none where lines only repeat one another.
    """

    final: CompareReply
    steps: tuple[StepResult, ...] = ()
    carried: Text | None = None
    earned: float = 0.0


class PartJudge:
    """One part of a question; `ask` compares two formulas."""

    def __init__(self, part: Part, symbols: dict[str, str], ask: Ask, diagnosis_s: float) -> None:
        self.part = part
        self.symbols = symbols
        self.ask = ask
        self.diagnosis_s = diagnosis_s

    def judge(self, lines: Sequence[Line], trees: Sequence[Tree]) -> PartResult:
        """The result for lines that have been read before (`trees`, one each)."""
        final = self._compare(self.part.reference, lines[-1].text, self._rules())
        if final.verdict == "equal":
            return PartResult(final, tuple(StepResult(s, True) for s in self.part.step))
        steps = self._steps(lines, trees)
        carried = self._from_own_step(lines, trees, steps)
        if carried is not None:
            return PartResult(final, steps, carried, CARRIED)
        return PartResult(final, steps, self._same_as_earlier(lines, trees))

    # ------------------------------------------------------------------ comparisons

    def _compare(
        self,
        reference: str,
        answer: str,
        rules: tuple[RuleText, ...] = (),
        *,
        plain: bool = False,
        symbols: dict[str, str] | None = None,
        diagnosis_s: float | None = None,
    ) -> CompareReply:
        part = self.part
        options = Options() if plain else Options(part.up_to_factor, part.factor_of)
        return self.ask(
            CompareRequest(
                symbols=dict(symbols or self.symbols),
                reference=Formula(
                    reference, part.notation if reference == part.reference else None
                ),
                answer=Formula(answer),
                options=msgspec.structs.replace(options, either_turn=part.either_turn),
                rules=rules,
                diagnosis_s=self.diagnosis_s if diagnosis_s is None else diagnosis_s,
            )
        )

    def _rules(self) -> tuple[RuleText, ...]:
        return tuple(
            RuleText(rule.id, Formula(rule.wrong), rule.feedback) for rule in self.part.rule
        )

    def target(self, step: Step) -> str:
        """The formula that a step should reach."""
        if step.symbol:
            return self.symbols[step.symbol].lstrip("= ")
        return step.reference

    # ------------------------------------------------------------------ steps

    def _steps(self, lines: Sequence[Line], trees: Sequence[Tree]) -> tuple[StepResult, ...]:
        """Each step with the first line that reaches it; each line counts once."""
        used: set[int] = set()
        out: list[StepResult] = []
        for step in self.part.step:
            named = [k for k, line in enumerate(lines) if line.step == step.name]
            candidates = named or [k for k, line in enumerate(lines) if not line.step]
            result = StepResult(step, False)
            for k in candidates:
                if k in used or _repeats(k, trees):
                    continue
                reply = self._compare(
                    self.target(step),
                    lines[k].text,
                    plain=True,
                    diagnosis_s=0 if not named else None,
                )
                if reply.verdict == "equal":
                    used.add(k)
                    result = StepResult(step, True, k, reply)
                    break
                if named:
                    result = StepResult(step, False, k, reply)
            out.append(result)
        return tuple(out)

    # ------------------------------------------------------------------ errors carried forward

    def _attempts(
        self, result: StepResult, lines: Sequence[Line], trees: Sequence[Tree]
    ) -> list[int]:
        """The lines that are attempts at a step: named as it, or a near miss that is recognised.

        A bare symbol is no attempt: whoever puts any symbol in the place of a step has derived
        nothing.
        """
        told = [
            k
            for k, line in enumerate(lines[:-1])
            if line.step in ("", result.step.name)
            and not isinstance(trees[k].node, (Symbol, Number))
        ]
        named = [k for k in told if lines[k].step]
        if named:
            return named
        target = self.target(result.step)
        return [
            k
            for k in told
            if self._compare(target, lines[k].text, plain=True).diagnosis is not None
        ]

    def _from_own_step(
        self, lines: Sequence[Line], trees: Sequence[Tree], steps: Sequence[StepResult]
    ) -> Text | None:
        """The end judged with the learner's own formula in the place of a step's symbol."""
        for result in steps:
            if result.reached or not result.step.symbol:
                continue
            for k in self._attempts(result, lines, trees):
                symbols = {**self.symbols, result.step.symbol: f"= {_right(lines[k].text)}"}
                reply = self._compare(
                    self.part.reference, lines[-1].text, symbols=symbols, diagnosis_s=0
                )
                if reply.verdict == "equal":
                    return Text(
                        f"It follows from your own line {k + 1}: the error is there, "
                        "and what comes after is right.",
                        f"它由你自己的第 {k + 1} 行正确推出：错误在那一行，之后的推导是对的。",
                    )
        return None

    def _same_as_earlier(self, lines: Sequence[Line], trees: Sequence[Tree]) -> Text | None:
        """Lines that all say the same: the error is in the first of them."""
        if len(lines) < 2:
            return None
        first = len(lines) - 1
        while first > 0 and not lines[first - 1].step:
            if trees[first - 1].node == trees[first].node:
                return None
            reply = self._compare(
                lines[first - 1].text, lines[first].text, plain=True, diagnosis_s=0
            )
            if reply.verdict != "equal":
                break
            first -= 1
        if first == len(lines) - 1:
            return None
        return Text(
            f"It equals your own line {first + 1}: the error is there or before, "
            "and what comes after is right.",
            f"它与你自己的第 {first + 1} 行相等：错误在那一行或更早，之后的推导是对的。",
        )


def _repeats(k: int, trees: Sequence[Tree]) -> bool:
    """Whether line k says only what an earlier line has said already."""
    return any(trees[j].node == trees[k].node for j in range(k))


def _right(text: str) -> str:
    """The formula without its left side."""
    head, equals, tail = text.rpartition("=")
    if not equals or head.endswith(("<", ">", "!", "=")):
        return text
    return tail.strip()
