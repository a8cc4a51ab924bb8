"""What all tests share: a home of their own, the toy bank, and one warm judge."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before NumPy: whoever forks must not have threads.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

# A shell that runs the suite in the background has Ctrl-C ignored, and children inherit that; what
# is caught here is at its default in them.
signal.signal(signal.SIGINT, signal.default_int_handler)

from viva.catalog import Bank, Catalog, bank_at  # noqa: E402 - after the environment
from viva.judge import Judge  # noqa: E402

ROOT = Path(__file__).parent.parent
TOY = Path(__file__).parent / "toy_bank"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data of whoever runs it."""
    monkeypatch.setenv("VIVA_DATA", str(tmp_path / "viva-data"))
    monkeypatch.setenv("VIVA_CACHE", str(tmp_path / "viva-cache"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("VIVA_BANKS", "VIVA_DATABASE_URL", "VIVA_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def toy() -> Catalog:
    """The toy bank, untrusted as any bank given by path."""
    return Catalog([bank_at(TOY)])


@pytest.fixture(scope="session")
def bank() -> Catalog:
    """Our own bank, trusted."""
    return Catalog([Bank(ROOT / "src" / "viva_bank", "viva_bank")])


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    with Judge() as judge:
        yield judge
