"""How a formula is read while it is being typed."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from viva.core import BadInput
from viva.server.desk import AtDesk
from viva.server.language import Spoken
from viva.server.routes.encounters import known_question
from viva.server.schema.base import problems
from viva.server.schema.encounter import FormulaRead, FormulaText

router = APIRouter(tags=["encounters"])


@router.post("/formula/read", summary="Read a formula back", responses=problems(404))
async def read_formula(formula: FormulaText, desk: AtDesk, speaker: Spoken) -> FormulaRead:
    """The formula as it would be judged, in TeX; or why it cannot be read, and where."""

    def work() -> FormulaRead:
        from viva.judge.kinds.derive.notation.reading import read
        from viva.judge.kinds.derive.notation.unreadable import Unreadable
        from viva.judge.kinds.derive.showing import to_latex

        known_question(desk, formula.question)
        question = desk.catalog.question(formula.question)
        if question.kind != "derive":
            raise BadInput(
                "This question asks for no formula.",
                where="question",
                zh="这道题不要求写公式。",
            )
        if not formula.text.strip():
            return FormulaRead(ok=True, tex="")
        secret: Any = desk.threads.judge.variant(question).secret
        try:
            tree = read(formula.text, secret.symbols)
            return FormulaRead(ok=True, tex=to_latex(tree, secret.symbols))
        except Unreadable as error:
            return FormulaRead(
                ok=False, tex="", error=speaker.say(error.text()), position=error.position
            )

    return await desk.threads.run(work)
