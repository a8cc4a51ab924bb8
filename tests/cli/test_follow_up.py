"""The examiner asks on, and what is added is judged together with what was said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

VIVA = str(Path(sys.executable).parent / "viva")
ANSWER = Path(__file__).parents[2] / "src/viva_bank/topics/batch_norm/why/answer.en.md"


def sit(typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [VIVA, "next", "batch_norm/why", "--one", "--lang", "en"],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )


def halves() -> tuple[str, str]:
    first, *rest = ANSWER.read_text(encoding="utf-8").partition("\n## ")[0].strip().split("\n\n")
    return first, "\n".join(rest)


def test_half_an_answer_and_the_other_half_pass_together() -> None:
    first, second = halves()
    done = sit(f"{first}\n.\n{second}\n.\n")
    assert done.stdout.count("The examiner asks:") == 1
    assert done.returncode == 0, done.stdout


def test_after_clear_the_second_text_stands_alone() -> None:
    first, second = halves()
    done = sit(f"{first}\n.\n:clear\n{second.splitlines()[0]}\n.\n")
    assert done.stdout.count("The examiner asks:") == 2, "each time for another point"
    assert done.returncode == 1
    questions = [
        line.strip()
        for before, line in zip(
            done.stdout.splitlines(), done.stdout.splitlines()[1:], strict=False
        )
        if "The examiner asks:" in before
    ]
    assert len(set(questions)) == 2
