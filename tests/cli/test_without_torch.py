"""The base install has no torch: everything else practises all the same."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# Python itself says of a module that is None among the loaded ones: not installed.
RUN = (
    "import sys; sys.modules['torch'] = None; from viva.cli import run; sys.exit(run(sys.argv[1:]))"
)


def without_torch(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, *args],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1"},
    )


def test_what_needs_it_says_so_in_one_line_and_how_to_add_it() -> None:
    done = without_torch("ask", "lstm/sequence_torch")
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "needs torch" in line
    assert "make torch" in line
    assert "vivavoce[torch]" in line
    listed = without_torch("list", "--topic", "lstm").stdout
    assert "(needs torch)" in listed
    assert listed.count("needs torch") < listed.count("lstm/")


@pytest.mark.parametrize("topic", ["conv_output_shape", "softmax", "lstm"])
def test_practice(topic: str) -> None:
    done = without_torch("next", "--topic", topic, stdin=":give-up\n:quit\n")
    assert done.returncode in (0, 1), done.stderr
    assert "torch" not in done.stderr
    assert f"{topic}/" in done.stdout
    assert "sequence_torch" not in done.stdout


def test_a_code_verdict_and_a_number_verdict() -> None:
    source = (
        "import numpy as np\n\ndef softmax(x, axis=-1):\n"
        "    e = np.exp(x - x.max(axis=axis, keepdims=True))\n"
        "    return e / e.sum(axis=axis, keepdims=True)\n"
    )
    assert without_torch("grade", "softmax/stable_softmax", "-", stdin=source).returncode == 0
    typed = "shape = 1x2x3\nvalues = 6\n"
    assert without_torch("grade", "conv_output_shape/output_size", "-", stdin=typed).returncode == 1
