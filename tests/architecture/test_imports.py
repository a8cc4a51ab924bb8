"""What is slow to import is imported only by the commands that need it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ["numpy", "scipy", "sklearn", "torch", "sympy", "mpmath", "sqlalchemy", "alembic", "rich",
         "fsrs", "opencc", "latex2mathml", "viva_bank"]  # fmt: skip

CASES = [
    (["--help"], HEAVY),
    (["grade", "--help"], HEAVY),
    (["list", "--json"], [h for h in HEAVY if h != "rich"] + ["rich"]),
    (["topics"], HEAVY),
    (["ask", "conv_output_shape/output_size", "--json"],
     ["scipy", "sklearn", "torch", "sympy", "sqlalchemy", "alembic", "fsrs", "opencc"]),
    (["grade", "conv_output_shape/output_size", "-", "--json"],
     ["scipy", "sklearn", "torch", "sympy", "sqlalchemy", "alembic", "fsrs", "opencc", "rich"]),
]  # fmt: skip


@pytest.mark.parametrize(("args", "forbidden"), CASES, ids=lambda x: " ".join(x)[:30])
def test_only_what_is_needed_is_imported(args: list[str], forbidden: list[str]) -> None:
    code = (
        "import sys; from viva.cli import run; code = run(sys.argv[1:]);"
        f"bad = [m for m in {forbidden!r} if m in sys.modules];"
        "sys.stderr.write(f'imported: {bad}'); sys.exit(9 if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        input="shape = 1x2x3\nvalues = 6\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
