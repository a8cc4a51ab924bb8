"""Servers over the toy bank and over ours."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.append(HERE)

from served import Served, built  # noqa: E402

from viva.catalog import Catalog  # noqa: E402


@pytest.fixture
def static(tmp_path: Path) -> Path:
    return built(tmp_path / "static")


@pytest.fixture
def served(tmp_path: Path, static: Path, toy: Catalog) -> Iterator[Served]:
    """Over the toy bank, with an empty data folder."""
    with Served(tmp_path / "data", toy, static=static) as server:
        yield server


@pytest.fixture
def ours(tmp_path: Path, static: Path, bank: Catalog) -> Iterator[Served]:
    """Over our own bank, with an empty data folder."""
    with Served(tmp_path / "data", bank, static=static) as server:
        yield server
