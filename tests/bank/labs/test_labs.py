"""Every lab of the bank: its preview is quick to have, is a document, and can be drawn.

That its claims hold is proved by `viva check --labs`.
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from viva.catalog import Bank, Catalog
from viva.check.labs import _declared  # the static half of the proof
from viva.lab import Entry, Labs
from viva.lab.document import in_language
from viva.lab.draw import render
from viva.lab.myths import filled, myths
from viva.lab.record import read_records
from viva.lab.run import job, run

ROOT = Path(__file__).parent.parent.parent.parent
BANK = Bank(ROOT / "src" / "viva_bank", "viva_bank")
LABS = Labs([BANK])
SCHEMA = json.loads((ROOT / "docs/schemas/lab_result.json").read_text())
CARDS, PROBLEMS = myths([BANK])
QUESTIONS = frozenset(Catalog([BANK]).questions)


def test_there_are_as_many_as_promised() -> None:
    assert len(LABS) >= 40
    assert len(CARDS) >= 25
    assert not PROBLEMS


@pytest.mark.parametrize("entry", list(LABS), ids=lambda e: e.id)
def test_preview(entry: Entry) -> None:
    lab = entry.load()
    assert not list(_declared(entry, lab, QUESTIONS))
    made = run(job(entry, dict(lab.preview)))
    jsonschema.validate(made, SCHEMA)
    assert len(json.dumps(made)) < 400_000, "a browser gets this whenever a slider moves"
    for figure in made["figures"]:
        assert figure["summary"]["en"]
        assert figure["summary"]["zh"]
        assert render(in_language(figure, lambda t: t.en))


@pytest.mark.parametrize("card", CARDS, ids=lambda c: c.id)
def test_every_card_has_its_lab_and_a_recorded_number(card: object) -> None:
    records = read_records(BANK.folder)
    file = card.card  # type: ignore[attr-defined]
    found = records[file.lab].claims[file.claim]
    words = filled(file.number, found.mean, found.low, found.high)
    assert any(c.isdigit() for c in words.en)
    assert any(c.isdigit() for c in words.zh)
