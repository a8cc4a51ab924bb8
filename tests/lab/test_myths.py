"""Myth cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from viva.catalog import Bank
from viva.core import BadInput, Text
from viva.lab.myths import filled, myths


def test_a_card_is_read_and_filled(labs: object) -> None:
    (card,), problems = myths([Bank(Path(__file__).parent / "lab_bank", "lab_bank")])
    assert not problems
    assert card.id == "coin/heads_win"
    assert filled(card.card.number, 0.0012, -0.01, 0.01).en == (
        "They came +0.001 more often (-0.010 to +0.010)."
    )


@pytest.mark.parametrize("words", ["{median}", "{mean", "{0}", "{mean:d}", "{mean.__class__}{x}"])
def test_only_the_three_numbers_may_stand_in_it(words: str) -> None:
    with pytest.raises(BadInput, match="cannot be filled in"):
        filled(Text(words, words), 0.5, 0.1, 0.9)


def test_a_broken_file_is_named(copy: Path) -> None:
    file = copy / "topics/coin/myths.toml"
    file.write_text(file.read_text().replace('verdict = "wrong"', 'verdict = "silly"'))
    cards, problems = myths([Bank(copy, "copied_bank")])
    assert not cards
    assert "topics/coin/myths.toml" in str(problems[0])
    assert "silly" in str(problems[0])
