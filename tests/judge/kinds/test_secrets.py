"""What is shown never gives an answer away."""

from __future__ import annotations

from viva.catalog import Catalog
from viva.judge import Judge


def test_a_defined_symbol_shows_no_definition(bank: Catalog, judge: Judge) -> None:
    seen = 0
    for question in bank.questions.values():
        if question.kind != "derive":
            continue
        shown = judge.variant(question, 0).shown
        for symbol in shown["symbols"]:
            seen += symbol["kind"] == ""
            assert "=" not in symbol["kind"], question.id
    assert seen > 5
