"""The session as a person meets it, on a real pseudo-terminal, with the toy bank."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal_person import CTRL_C, CTRL_D, CTRL_U, Person

TOY = Path(__file__).parents[1] / "toy_bank"
Start = Callable[..., Person]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def start(data: Path, tmp_path: Path) -> Iterator[Start]:
    people: list[Person] = []

    def begin(*args: str, first: str = "", **more: str) -> Person:
        env = {
            "VIVA_DATA": str(data),
            "VIVA_BANKS": str(TOY),
            "VIVA_CACHE": str(tmp_path / "cache"),
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
            "VISUAL": "",
            "EDITOR": "",
        }
        people.append(Person(*args, env=env | more, first=first))
        return people[-1]

    yield begin
    for person in people:
        person.close()


def editor(tmp_path: Path, script: str) -> str:
    """An editor that does to the file what `script` says (a shell script; $1 is the file)."""
    path = tmp_path / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


# Waiting five seconds for a lock is right for a person and long for a test.
IMPATIENT = "from viva.store.store import open_store as o; o.__kwdefaults__['busy_timeout_s'] = 0.2"


def log(data: Path) -> list[tuple[str, str | None, int | None]]:
    with contextlib.closing(sqlite3.connect(data / "viva.db")) as store:
        return store.execute(
            "SELECT event, outcome, rating FROM attempts ORDER BY number"
        ).fetchall()


def drafts(data: Path) -> list[object]:
    with contextlib.closing(sqlite3.connect(data / "viva.db")) as store:
        rows = store.execute("SELECT body FROM drafts ORDER BY at").fetchall()
    return [json.loads(row[0]) for row in rows]


def test_parts_a_slip_a_hint_and_a_pass(start: Start, data: Path) -> None:
    person = start("next", "arithmetic/fixed")
    person.sees("What is")
    person.sees("one of even, odd")
    person.sees("product ")
    person.says("about forty")
    person.sees("product")  # refused at once, by name, and asked again
    person.says(CTRL_U + "13")
    person.sees("which ")
    person.says("even")
    person.sees("That is the sum")
    person.sees("Try again")
    # What was right stands in the line already; a command may be typed behind it.
    person.sees("product ")
    person.says(":hint")
    person.sees("Seven sixes")
    person.sees("product ")
    person.says(CTRL_U + "42")
    person.sees("which › even")
    person.types("\n")
    person.sees("Passed")
    person.sees("Forty-two")
    person.sees("Rated Hard")
    person.says(":easy")
    person.sees("more than this encounter has shown")
    person.says(":quit")
    person.sees("2 answered, 1 passed. 1 due tomorrow.")
    assert person.ends() == 0
    assert log(data) == [
        ("start", None, None),
        ("answer", "partial", None),
        ("hint", None, None),
        ("answer", "pass", None),
        ("close", None, 2),
    ]


def test_easy_when_the_learner_says_so_and_undo(start: Start, data: Path) -> None:
    person = start("next", "arithmetic/fixed", "--lang", "zh")
    person.sees("product ")
    person.says("42")
    person.says("even")
    person.sees("评为“记得”")
    person.says(":easy")
    person.sees("评为“轻松”")
    person.says(":undo")
    person.sees("已撤回")
    person.sees("product › 42")
    person.types(CTRL_U + CTRL_D)
    assert person.ends() == 0
    assert [event for event, _, _ in log(data)] == ["start", "answer", "close", "close", "undo"]


def test_ctrl_c_in_the_middle_of_a_line_loses_nothing(start: Start, data: Path) -> None:
    person = start("next", "arithmetic/double")
    person.says("def double(x):")
    person.sees("· ")
    person.types("    return x + ")
    person.sees("x + ")
    person.types(CTRL_C)
    person.sees("Kept as it is")
    assert person.ends() == 130
    assert drafts(data) == ["def double(x):\n    return x + "]
    again = start("next", "--topic", "arithmetic")
    again.sees("You stopped in the middle of this one")
    again.sees("You had typed this")
    again.sees("return x + ")
    again.writes("x")
    again.writes(".")
    again.sees("SyntaxError")
    again.sees("Try again")
    again.types(CTRL_C)
    assert again.ends() == 130


def kept_while_typing(data: Path) -> None:
    """Waits until the unfinished line is in the store."""
    until = time.monotonic() + 30
    while drafts(data) != [{"product": "42", "which": "ev"}]:
        assert time.monotonic() < until, drafts(data)
        time.sleep(0.05)


def test_a_window_closed_in_the_middle_of_a_line_loses_nothing(start: Start, data: Path) -> None:
    person = start("next", "arithmetic/fixed")
    person.sees("product ")
    person.says("42")
    person.sees("which › ")
    person.types("ev")
    kept_while_typing(data)
    person.hangs_up()
    assert drafts(data) == [{"product": "42", "which": "ev"}]


def test_killed_in_the_middle_of_a_line(start: Start, data: Path) -> None:
    person = start("next", "arithmetic/fixed")
    person.sees("product ")
    person.says("42")
    person.sees("which › ")
    person.types("ev")
    kept_while_typing(data)
    person.process.kill()
    person.process.wait()
    again = start("next", "--topic", "arithmetic")
    again.sees("You stopped in the middle")
    again.sees("product › 42")
    again.types("\n")
    again.sees("which › ev")
    again.types("en\n")
    again.sees("Passed")
    again.says(":quit")
    assert again.ends() == 0


def test_code_in_the_learners_editor(start: Start, data: Path, tmp_path: Path) -> None:
    count = tmp_path / "count"
    script = (
        f'echo x >> "{count}"\n'
        f'case $(wc -l < "{count}") in\n'
        "  1) ;;\n"  # nothing is changed
        '  2) echo "def double(x): return x + x[:0]" > "$1" ;;\n'
        "  3) exit 7 ;;\n"
        '  *) echo "def double(x): return x + x" > "$1" ;;\n'
        "esac"
    )
    person = start("next", "arithmetic/double", VISUAL=editor(tmp_path, script))
    person.sees("Enter opens editor.sh")
    person.says()
    person.sees("The file is as it was")
    person.says()
    person.sees("only the starter")
    person.says()
    person.sees("Judging")
    person.sees("It raised ValueError")
    person.says()
    person.sees("ended with an error (exit 7)")
    person.says(":edit")
    person.sees("Passed")
    person.sees("Rated Hard")
    person.says(":quit")
    assert person.ends() == 0
    files = list((data / "answers" / "arithmetic" / "double").iterdir())
    assert [path.read_text() for path in files] == ["def double(x): return x + x\n"]
    assert files[0].suffix == ".py"


def test_code_that_was_typed_is_in_the_file_for_the_editor(
    start: Start, data: Path, tmp_path: Path
) -> None:
    shown = tmp_path / "shown"
    person = start(
        "next", "arithmetic/double", VISUAL=editor(tmp_path, f'cp "$1" "{shown}"; exit 1')
    )
    person.says("def double(x):")
    person.writes("    return x * x")
    person.writes(".")
    person.sees("You squared it")
    person.says()
    person.sees("exit 1")
    assert shown.read_text() == "def double(x):\n    return x * x\n"
    person.says(":quit")
    person.ends()


def test_a_file_is_handed_in(start: Start, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def double(x):\n    return 2 * x\n")
    (tmp_path / "binary.py").write_bytes(b"\xff\xfe\x00\x01")
    person = start("next", "arithmetic/double")
    person.says(":file")
    person.sees("Say which file")
    person.says(f":file {tmp_path}/none.py")
    person.sees("cannot be read")
    person.says(f":file {tmp_path}/binary.py")
    person.sees("not UTF-8")
    person.sees("Not counted")
    person.says(f":file {tmp_path}/mine.py")
    person.sees("Rated Good")
    person.says(":quit")
    assert person.ends() == 0


def test_skip_give_up_help_show_and_an_unknown_command(start: Start, data: Path) -> None:
    person = start("next", "--topic", "arithmetic")
    person.says(":help")
    person.sees(":give-up")
    person.says(":dance")
    person.sees("There is no command :dance")
    person.says(":show")
    person.sees("level")
    person.says(":skip")
    person.sees("Skipped.")
    person.sees("Question 2")
    person.says(":give-up")
    person.sees("Model answer")
    person.sees("Rated Again. It comes again tomorrow.")
    person.says()
    person.sees("Question 3")
    person.says(":skip")
    person.sees("come back tomorrow")
    assert person.ends() == 0
    assert [(event, rating) for event, _, rating in log(data)] == [
        ("start", None),
        ("close", None),
        ("start", None),
        ("give_up", None),
        ("close", 1),
        ("start", None),
        ("close", None),
    ]


def test_a_store_that_is_held_can_be_waited_for(start: Start, data: Path) -> None:
    person = start("next", "arithmetic/fixed", first=IMPATIENT)
    person.sees("product ")
    person.sees("› ")
    with contextlib.closing(sqlite3.connect(data / "viva.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        person.types("42\n")
        person.sees("Another process is using the store")
        person.sees("Your answer is still here")
        other.execute("ROLLBACK")
    person.says()
    person.sees("which ")
    person.says(":quit")
    assert person.ends() == 0
    assert drafts(data) == [{"product": "42"}]


def test_what_cannot_be_stored_is_printed_before_leaving(start: Start, data: Path) -> None:
    person = start("next", "arithmetic/double", first=IMPATIENT)
    person.sees("› ")
    with contextlib.closing(sqlite3.connect(data / "viva.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        person.types("def double(x): return 'precious'\n")
        person.sees("Your answer is still here")
        person.says(":quit")
        person.sees("What you typed, to copy:")
        person.sees("precious")
        assert person.ends() == 2


def test_viva_alone_opens_the_web_app(start: Start) -> None:
    person = start(DISPLAY="", WAYLAND_DISPLAY="")
    person.sees("viva runs at http://127.0.0.1:")
    person.sees("/enter?token=")
    person.sees("Ctrl-C ends it.")
    person.types(CTRL_C)
    assert person.ends() == 130


def test_viva_next_is_a_session(start: Start) -> None:
    person = start("next")
    person.sees("A practice session")
    person.sees("Question 1")
    person.sees("New to you")
    person.says(":quit")
    assert person.ends() == 0
