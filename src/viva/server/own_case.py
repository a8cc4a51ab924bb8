"""A call of the answer's function that the learner writes, run where answers are run."""

from __future__ import annotations

from viva.authoring import Case
from viva.core import Answer, BadInput, Variant
from viva.judge import Judge
from viva.server.language import Speaker
from viva.server.schema.encounter import OwnCaseResult

WALL_S = 5.0
LONGEST = 4_000

# Runs in the sandbox, beside the answer; the last line of the case is what is shown.
_DRIVER = """
import ast
import numpy


def drive(answer, case):
    names = answer.__dict__
    names.setdefault("np", numpy)
    body = ast.parse(case, "case.py").body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "case.py", "exec"), names)
    if last is None:
        return ""
    value = eval(compile(ast.Expression(last.value), "case.py", "eval"), names)
    with numpy.printoptions(precision=6, threshold=200, linewidth=88):
        text = repr(value)
    return text if len(text) <= 4000 else text[:4000] + " …"
"""


def try_own_case(
    judge: Judge, variant: Variant, answer: Answer, case: str, speaker: Speaker
) -> OwnCaseResult:
    """What the learner's call printed and gave. Nothing is judged and nothing recorded."""
    from viva.judge.kinds.code.run import Program, Run
    from viva.sandbox import Limits

    if variant.question.kind != "code":
        raise BadInput(
            "Only code can be called.",
            where="question",
            mend="Hand the answer in instead.",
            zh="只有代码题才能试着调用。",
        )
    source = judge.parse(variant, answer)
    assert isinstance(source, str)
    program = Program(source, _DRIVER, str(variant.shown["entry"]), (), "")
    flavour = "torch" if "torch" in variant.question.needs else "numpy"
    limits = Limits(wall_s=WALL_S, cpu_s=10, memory_mib=1024)
    run = Run(judge.sandbox(flavour), program, limits)
    try:
        outcome = run.call(Case("own", args=(case.strip(),)))
    finally:
        run.close()
    printed = outcome.printed[:LONGEST]
    if outcome.trouble is not None:
        words = speaker.say(outcome.trouble.words)
        trace = outcome.trouble.evidence
        return OwnCaseResult(
            printed=printed, result=None, error=f"{words}\n{trace}" if trace else words
        )
    return OwnCaseResult(printed=printed, result=str(outcome.value)[: LONGEST + 2], error=None)
