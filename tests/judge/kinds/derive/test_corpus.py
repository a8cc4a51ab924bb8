"""Right formulas in all the ways people write them are accepted, near misses never are."""

from __future__ import annotations

from typing import Any

import pytest

from viva.judge.kinds.derive import compare, declare


@pytest.mark.parametrize("name", ["right", "right_blind", "right_blind_2"])
def test_right_formulas_are_accepted(corpus: Any, name: str) -> None:
    rejected = [pair for pair in corpus(name) if verdict(pair) != "equal"]
    assert rejected == []


@pytest.mark.parametrize("name", ["near_miss", "near_miss_blind", "near_miss_blind_2"])
def test_near_misses_are_never_accepted(corpus: Any, name: str) -> None:
    accepted = [pair for pair in corpus(name) if verdict(pair) != "unequal"]
    assert accepted == []


def test_another_seed_judges_the_same(corpus: Any) -> None:
    sample = [*corpus("right")[::9], *corpus("near_miss")[::9]]
    assert [verdict(p, seed=1) for p in sample] == [verdict(p) for p in sample]


def test_both_notations_are_well_represented(corpus: Any) -> None:
    answers = [pair.answer for name in ("right", "right_blind") for pair in corpus(name)]
    latex = [a for a in answers if "\\" in a]
    assert len(latex) >= 150
    assert len(answers) - len(latex) >= 150
    assert sum(len(corpus(name)) for name in ("near_miss", "near_miss_blind")) >= 200


def verdict(pair: Any, seed: int = 0) -> str:
    symbols = declare(pair.symbols)
    return compare(pair.reference, pair.answer, symbols, diagnosis_s=0, seed=seed).verdict
