"""The layers hold, and a planted violation is seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__", "topics")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_the_layers_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("viva/core/text.py", "import viva.catalog", "The layers of viva"),
        ("viva/store/place.py", "import viva.catalog", "The layers of viva"),
        ("viva/judge/judge.py", "import viva.practice", "The layers of viva"),
        ("viva/judge/kinds/compute/kind.py", "import viva.judge.kinds.code.kind", "The kinds"),
        ("viva/check/prove.py", "import viva_bank", "no particular question"),
        ("viva_bank/reference/__init__.py", "import viva.judge", "only viva.authoring"),
        ("viva/stray/__init__.py", "", "The layers of viva"),
    ],
)
def test_a_planted_violation_is_seen(copy: Path, file: str, line: str, contract: str) -> None:
    path = copy / "src" / file
    path.parent.mkdir(exist_ok=True)
    text = path.read_text(encoding="utf-8") if path.exists() else '"""Stray."""\n'
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode != 0, done.stdout
    said = done.stdout + done.stderr
    assert contract in said or "stray" in said, said
