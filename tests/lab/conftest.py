"""A bank with two labs, trusted as an installed one is."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from viva.catalog import Bank
from viva.lab import Labs

HERE = Path(__file__).parent / "lab_bank"


@pytest.fixture(scope="session")
def labs() -> Labs:
    return Labs([Bank(HERE, "lab_bank")])


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """A copy that a test may spoil; its modules are forgotten afterwards."""
    place = Path(shutil.copytree(HERE, tmp_path / "copied_bank"))
    yield place
    for name in [m for m in sys.modules if m.startswith("copied_bank.")]:
        del sys.modules[name]
