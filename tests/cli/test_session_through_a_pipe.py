"""The session without a terminal, and the commands around it: output, exit codes, recording."""

from __future__ import annotations

import contextlib
import io
import json
import os
import string
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from viva.cli import face, run
from viva.cli.sentences import SENTENCES

ROOT = Path(__file__).parents[2]
TOY = ROOT / "tests" / "toy_bank"
RIGHT = "product = 42\nwhich = even\n"


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


class Shell:
    """Runs viva commands within this process, through pipes, on one data folder."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VIVA_BANKS", str(TOY))
        self._monkeypatch = monkeypatch

    def run(self, *args: str, stdin: str | bytes = "") -> Done:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        out, err = io.StringIO(), io.StringIO()
        # A language that was chosen stays chosen for the rest of a process: here it must not.
        self._monkeypatch.setattr(face, "_chosen", [])
        with self._monkeypatch.context() as here:
            here.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run(args)
        return Done(code, out.getvalue(), err.getvalue())

    def json(self, *args: str, **more: Any) -> Any:
        done = self.run(*args, "--json", **more)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(monkeypatch)


def fits(document: Any, name: str) -> Any:
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    return document


@pytest.mark.parametrize(
    ("stdin", "code", "words"),
    [
        ("42\neven\n", 0, "Passed"),
        ("13\neven\n", 1, "That is the sum"),
        (":give-up\n", 1, "Rated Again"),
        (":quit\n", 0, "To answer"),
        ("", 0, "To answer"),
        (":skip\n", 0, "Skipped"),
    ],
)
def test_one_question_and_its_exit_code(shell: Shell, stdin: str, code: int, words: str) -> None:
    done = shell.run("next", "arithmetic/fixed", "--one", stdin=stdin)
    assert done.returncode == code, done.stderr
    assert words in done.stdout
    assert done.stderr == ""


def test_a_real_pipe_sees_no_colours_and_no_prompts() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-c", "from viva.cli import main; main()"),
            *("next", "arithmetic/double", "--one"),
        ],
        input="def double(x): return x\n.\n",
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "VIVA_BANKS": str(TOY), "TERM": "xterm-256color"},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Right values" in done.stdout
    assert "\x1b" not in done.stdout
    assert "› " not in done.stdout
    assert done.stderr == ""


def test_a_whole_day_with_json(shell: Shell) -> None:
    asked = fits(shell.json("next", "--topic", "arithmetic"), "next")
    assert (asked["because"], asked["resumed"]) == ("new", False)
    again = fits(shell.json("next", "--topic", "arithmetic"), "next")
    assert (again["because"], again["encounter"]) == ("resume", asked["encounter"])
    area = shell.json("ask", "arithmetic/area", "--seed", str(asked["seed"]), "--answer")
    assert area["prompt"] == asked["prompt"]

    fixed = shell.run("grade", "arithmetic/fixed", "-", "--record", "--json", stdin=RIGHT)
    assert fixed.returncode == 0, fixed.stderr
    report = fits(shell.json("progress", "--topic", "arithmetic"), "progress")
    assert (report["had"], report["answered_today"], report["streak_days"]) == (1, 1, 1)
    assert report["topics"][0]["questions"] == 3
    assert fits(shell.json("review"), "review") == []

    undone = fits(shell.json("undo"), "undo")
    assert (undone["question"], undone["outcome"], undone["rating"]) == (
        "arithmetic/fixed",
        "pass",
        "good",
    )
    assert shell.json("progress", "--topic", "arithmetic")["had"] == 0
    nothing = shell.run("undo", "--lang", "zh")
    assert nothing.returncode == 2
    assert "没有可以撤回的作答" in nothing.stderr


def test_what_does_not_record_leaves_no_trace(shell: Shell) -> None:
    shell.run("grade", "arithmetic/fixed", "-", stdin=RIGHT)
    assert shell.json("progress", "--topic", "arithmetic")["answered_today"] == 0


def test_the_schemas_can_fail(shell: Shell) -> None:
    report = shell.json("progress")
    with pytest.raises(jsonschema.ValidationError):
        fits({**report, "streak_days": -1}, "progress")
    with pytest.raises(jsonschema.ValidationError):
        fits({**report, "more": 1}, "progress")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["next", "--topic", "arithmetik"], "arithmetic"),
        (["next", "--track", "al"], "all"),
        (["next", "arithmetic/fxed"], "arithmetic/fixed"),
        (["next", "--kind", "riddle"], "riddle"),
        (["progress", "--retention", "2"], "0.7 to 0.97"),
        (["progress", "--topic", "nothing_like_it"], "topic"),
        (["review", "--lang", "klingon"], "klingon"),
    ],
)
def test_bad_input_is_one_sentence_and_two(shell: Shell, args: list[str], words: str) -> None:
    done = shell.run(*args)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["next"], ["review"], ["progress"], ["undo"]])
def test_a_damaged_store_is_told_in_both_languages(shell: Shell, command: list[str]) -> None:
    data = Path(os.environ["VIVA_DATA"])
    data.mkdir()
    (data / "viva.db").write_bytes(b"this is a letter to my aunt, not a database")
    for language, words in (("en", "damaged"), ("zh-Hans", "已损坏"), ("zh-Hant", "已損壞")):
        done = shell.run(*command, "--lang", language)
        assert done.returncode == 2
        assert words in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_bytes_that_are_no_text_are_refused_and_what_was_before_is_kept(shell: Shell) -> None:
    done = shell.run("next", "arithmetic/fixed", "--one", stdin=b"42\n\xff\xfe\n")
    assert "not UTF-8" in done.stdout
    assert "Not counted" in done.stdout
    assert done.returncode == 2
    # An empty line keeps what was given before.
    again = shell.run("next", "arithmetic/fixed", "--one", stdin="\neven\n")
    assert "Passed" in again.stdout
    assert again.returncode == 0


def test_ten_megabytes_are_refused(shell: Shell) -> None:
    done = shell.run("next", "arithmetic/double", "--one", stdin="x" * 10_000_000)
    assert "larger than" in done.stdout
    assert done.returncode == 2
    assert shell.json("progress", "--topic", "arithmetic")["answered_today"] == 0


def test_retention_is_remembered(shell: Shell) -> None:
    assert "85%" in shell.run("progress", "--retention", "0.85").stdout
    assert shell.json("progress")["retention_wanted"] == 0.85


@pytest.mark.parametrize("command", ["next", "review", "progress", "undo"])
def test_help_shows_an_example(shell: Shell, command: str) -> None:
    done = shell.run(command, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout
    assert f"viva {command}" in done.stdout
    assert "--json" in done.stdout
    assert "--lang" in done.stdout


def test_every_sentence_has_the_same_places_in_both_languages() -> None:
    def places(text: str) -> list[str]:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})

    for name, text in SENTENCES.items():
        assert text.en.strip(), name
        assert text.zh.strip(), name
        assert places(text.en) == places(text.zh), name


def test_traditional_chinese(shell: Shell) -> None:
    done = shell.run("next", "arithmetic/fixed", "--one", "--lang", "zh-Hant", stdin=":give-up\n")
    assert "參考答案" in done.stdout
    assert "评" not in done.stdout


def test_the_commands_import_nothing_heavy_before_they_run() -> None:
    code = (
        "import sys\n"
        "import viva.cli.next, viva.cli.review, viva.cli.progress, viva.cli.undo, viva.cli.verdict\n"
        "heavy = ['numpy', 'sqlalchemy', 'alembic', 'rich', 'fsrs', 'torch', 'viva.practice']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
