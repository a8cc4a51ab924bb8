"""Stores in folders of their own, and a folder that an ordinary user may enter."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.append(HERE)

from store_events import CountingRules  # noqa: E402

from viva.store import Place, Store, open_store, place_in  # noqa: E402

hypothesis.settings.register_profile(
    "memory", derandomize=True, deadline=None, max_examples=60, database=None
)
hypothesis.settings.load_profile("memory")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return place_in(tmp_path / "data")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with open_store(CountingRules(), place) as opened:
        yield opened


@pytest.fixture
def common_folder() -> Iterator[Path]:
    """A folder that everybody may enter and write to (pytest's own are closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="viva-store-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)
