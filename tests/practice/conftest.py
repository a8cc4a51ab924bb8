"""A desk to practise at, with a store of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.append(HERE)

from practice_toys import Desk  # noqa: E402

from viva.store import place_in  # noqa: E402

hypothesis.settings.register_profile(
    "memory", derandomize=True, deadline=None, max_examples=60, database=None
)
hypothesis.settings.load_profile("memory")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(place_in(tmp_path / "data"))
    yield made
    made.close()
