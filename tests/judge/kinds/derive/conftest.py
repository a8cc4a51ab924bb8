"""The corpus of right and nearly right formulas."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).parent / "corpus"


class Pair(NamedTuple):
    """A reference and an answer, with the symbols of both."""

    family: str
    symbols: str
    reference: str
    answer: str


Corpus = Callable[[str], list[Pair]]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The pairs of one file of the corpus, by its name."""

    def pairs(name: str) -> list[Pair]:
        text = (HERE / f"{name}.jsonl").read_text(encoding="utf-8")
        return [Pair(**json.loads(line)) for line in text.splitlines()]

    return pairs
