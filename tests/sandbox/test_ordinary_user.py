"""All of it holds for an ordinary user, who has no right to begin with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# What need not be run twice: pure functions, and this.
NOT_AGAIN = ("test_encoding.py", "test_seccomp.py", "test_ordinary_user.py")


def test_the_suite_passes_as_an_ordinary_user() -> None:
    if os.getuid() != 0:
        return  # then every other test of this folder was just that
    basetemp = f"/tmp/viva-{os.getpid()}"
    command = [
        *(sys.executable, str(HERE / "ordinary_user.py"), "12345"),
        *(sys.executable, "-m", "pytest", "-q", "-x", "-m", "not slow", "-p", "no:cacheprovider"),
        *("--basetemp", basetemp, *(f"--ignore={HERE / n}" for n in NOT_AGAIN)),
        # The torch children are the same ones: NumPy's stand for both here.
        *("-k", "not torch-", str(HERE)),
    ]
    done = subprocess.run(
        command,
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    shutil.rmtree(basetemp, ignore_errors=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "passed" in done.stdout or "%]" in done.stdout
