"""What can go wrong gets one clear sentence and the right exit code, never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TOY = ROOT / "tests" / "toy_bank"
VIVA = str(Path(sys.executable).parent / "viva")


def viva(
    *args: str, stdin: bytes = b"", env: dict[str, str] | None = None, timeout: float = 60
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [VIVA, *args],
        input=stdin,
        capture_output=True,
        timeout=timeout,
        env={**os.environ, **(env or {})},
    )


def complaint(done: subprocess.CompletedProcess[bytes], code: int = 2) -> str:
    said = done.stderr.decode()
    assert done.returncode == code, (done.returncode, said, done.stdout.decode())
    assert "Traceback" not in said
    assert said.startswith("viva: ") or said.startswith("Usage"), said
    return said


def test_unknown_names_suggest_the_nearest() -> None:
    assert "softmax/stable_softmax" in complaint(viva("ask", "softmax/stable_sofmax"))
    assert "Did you mean grade" in complaint(viva("grdae"))
    assert "twelve_basics" in complaint(viva("list", "--track", "twelve_basic"))
    assert "softmax" in complaint(viva("list", "--topic", "sofmax"))
    assert "--seed" in complaint(viva("ask", "softmax/stable_softmax", "--sed", "1"))
    assert "zh-Hant" in complaint(viva("list", "--lang", "fr"))
    assert "not a valid integer" in complaint(viva("ask", "softmax/stable_softmax", "--seed", "x"))


def test_in_chinese_too() -> None:
    assert "没有作答" in complaint(
        viva("grade", "conv_output_shape/output_size", "-", "--lang", "zh", stdin=b"shape=")
    )
    assert "沒有檔案" in complaint(
        viva("grade", "softmax/stable_softmax", "nowhere.py", "--lang", "zh-Hant")
    ) or "nowhere.py" in complaint(viva("grade", "softmax/stable_softmax", "nowhere.py"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02 binary", "binary"),
        (b"x" * (10 << 20), "larger than 1 MiB"),
        ("标题".encode("gbk"), "not UTF-8"),
        ("def softmax".encode("utf-16"), "UTF-8"),
        (b"", "empty"),
        (b"#" * 200_000, "larger than 100000"),
    ],
)
def test_answers_that_are_none(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "answer.py"
    file.write_bytes(content)
    assert words in complaint(viva("grade", "softmax/stable_softmax", str(file)))
    assert words in complaint(viva("grade", "softmax/stable_softmax", "-", stdin=content))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert "nowhere.py" in complaint(viva("grade", "softmax/stable_softmax", "nowhere.py"))
    assert str(tmp_path) in complaint(viva("grade", "softmax/stable_softmax", str(tmp_path)))
    assert "cannot be read" in complaint(viva("grade", "--batch", str(tmp_path / "no.jsonl")))
    assert "needs a question" in complaint(viva("grade", "softmax/stable_softmax"))


def test_banks_that_are_none(tmp_path: Path) -> None:
    assert "no folder" in complaint(viva("check", str(tmp_path / "nowhere")))
    assert "bank.toml" in complaint(viva("check", str(tmp_path)))
    assert "no folder" in complaint(viva("list", env={"VIVA_BANKS": str(tmp_path / "nowhere")}))
    copy = Path(shutil.copytree(TOY, tmp_path / "toy_bank"))
    (copy / "topics/arithmetic/area/question.toml").write_text("kind = [")
    listed = viva("list", env={"VIVA_BANKS": str(copy)})
    assert listed.returncode == 0
    assert b"arithmetic/double" in listed.stdout
    assert "area/question.toml" in listed.stderr.decode()
    said = complaint(viva("ask", "arithmetic/area", env={"VIVA_BANKS": str(copy)}))
    assert "not valid TOML" in said
    checked = viva("check", str(copy))
    assert checked.returncode == 1
    assert b"area/question.toml" in checked.stdout


def test_a_bank_whose_code_fails_is_the_judges_failure(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(TOY, tmp_path / "toy_bank"))
    (copy / "topics/arithmetic/double/exercise.py").write_text("1 / 0\n")
    done = viva(
        "grade", "arithmetic/double", "-", stdin=b"def double(x): return x",
        env={"VIVA_BANKS": str(copy)},
    )  # fmt: skip
    said = complaint(done, 3)
    assert "exercise.py:1" in said
    assert "ZeroDivisionError" in said


def test_exit_codes() -> None:
    question = "conv_output_shape/output_size"
    assert viva("grade", question, "-", stdin=b"shape=1x1x1\nvalues=1").returncode == 1
    assert viva("grade", question, "-", stdin=b"not a shape\nx").returncode == 2
    right = (ROOT / "src/viva_bank/topics/softmax/stable_softmax/solution.py").read_bytes()
    assert viva("grade", "softmax/stable_softmax", "-", stdin=right).returncode == 0


def test_help_teaches_everywhere() -> None:
    from viva.cli import COMMANDS

    top = viva("--help").stdout.decode()
    for name in COMMANDS:
        assert name in top
        said = viva(name, "--help").stdout.decode()
        assert "xample" in said, name
        assert "--json" in said, name
        assert "--lang" in said, name


def test_a_closed_pipe_is_no_error() -> None:
    done = subprocess.run(f"{VIVA} list | head -1", shell=True, capture_output=True, timeout=30)
    assert done.returncode == 0
    assert done.stderr == b""


def test_no_colour_where_it_is_not_wanted() -> None:
    done = viva("ask", "softmax/stable_softmax", env={"NO_COLOR": "1"})
    assert b"\x1b[" not in done.stdout
    assert b"\x1b[" not in viva("check", str(TOY)).stdout


@pytest.mark.parametrize("command", ["batch", "check", "watch"])
def test_ctrl_c_ends_at_once_and_leaves_nothing(tmp_path: Path, command: str) -> None:
    slow = tmp_path / "slow.jsonl"
    line = (
        '{"question": "softmax/stable_softmax", "answer": "def softmax(x, axis=-1):\\n'
        '    while True: pass\\n"}\n'
    )
    slow.write_text(line * 200)
    args = {
        "batch": ["grade", "--batch", str(slow)],
        "check": ["check"],
        "watch": ["watch", "softmax/stable_softmax", str(tmp_path / "a.py")],
    }[command]
    process = subprocess.Popen(
        [VIVA, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(3)
    assert process.poll() is None
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err.decode()
    assert b"Traceback" not in err, err.decode()
    assert time.monotonic() - start < 10
    left = subprocess.run(["pgrep", "-s", str(process.pid)], capture_output=True, timeout=10)
    deadline = time.monotonic() + 5
    while left.stdout and time.monotonic() < deadline:
        time.sleep(0.1)
        left = subprocess.run(["pgrep", "-s", str(process.pid)], capture_output=True, timeout=10)
    assert left.stdout == b""


def test_a_home_that_cannot_be_written_costs_no_verdict(tmp_path: Path) -> None:
    """Root may write anywhere, so the home is a file system that is mounted read-only."""
    home = tmp_path / "home"
    home.mkdir()
    env = {"HOME": str(home), "VIVA_DATA": str(home / "data"), "VIVA_CACHE": str(home / "cache")}
    command = [VIVA, "grade", "conv_output_shape/output_size", "-", "--lang", "en"]
    if os.geteuid() == 0:
        mount = 'mount -t tmpfs -o ro none "$0" && exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", mount, str(home), *command]
    else:
        home.chmod(0o555)
    done = subprocess.run(
        command,
        input=b"shape=1x1x1\nvalues=1",
        capture_output=True,
        timeout=60,
        env={**os.environ, **env},
    )
    assert done.returncode == 1, done.stderr.decode()
    assert done.stderr == b""
    assert not any(home.iterdir())
