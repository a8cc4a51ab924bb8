"""Parts, steps and texts as they are taken from a person who types lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from terminal_person import CTRL_C, Person

from viva.cli.asking import Asking, Given, Said, command_in
from viva.cli.asking_parts import PartsAsking
from viva.cli.asking_text import TextAsking
from viva.cli.face import Face
from viva.core import Answer, BadInput, Question, Text, Variant
from viva.practice import Encounter
from viva.store import place_in


class Script:
    """A reader whose person types these lines."""

    interactive = True

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.filled: list[str] = []
        self.cut_off = ""

    def line(self, prompt: str = "", *, filled: str = "", glance: Any = None) -> str | None:
        self.filled.append(filled)
        return self.lines.pop(0) if self.lines else None


@pytest.fixture
def quiet() -> Face:
    made = Face("en")
    made.__dict__["console"] = Console(quiet=True)
    return made


@pytest.fixture
def asking(tmp_path: Path, quiet: Face) -> Callable[..., tuple[Any, list[Answer], Script]]:
    def make(kind: str, shown: dict[str, Any], *lines: str) -> tuple[Asking, list[Answer], Script]:
        folder = Path("/b/a/b")
        question = Question("a/b", "a", kind, 1, Text.same("t"), (), folder, Path("/b"))  # type: ignore[arg-type]
        variant = Variant(question, 1, Text.same("p"), Text.same("w"), (), shown=shown)
        kept: list[Answer] = []
        script = Script(*lines)

        def check(answer: Answer) -> None:
            if "bad" in str(answer):
                raise BadInput("cannot be read")

        shape = PartsAsking if "parts" in shown else TextAsking
        place = place_in(tmp_path)
        made = shape(
            quiet, script, place, Encounter("e" * 32, variant), kept.append, kept.append, check
        )  # type: ignore[arg-type]
        return made, kept, script

    return make


PARTS = {"parts": [{"name": "w"}, {"name": "b"}]}
STEPS = {"parts": [{"name": "grad", "steps": [{"name": "inner"}]}]}


def test_parts_one_line_each(asking: Any) -> None:
    made, kept, _ = asking("derive", PARTS, "2*x", "bad", "x + 1")
    assert made.ask() == Given({"w": "2*x", "b": "x + 1"})
    assert kept[0] == {"w": "2*x"}
    assert {"w": "2*x", "b": "bad"} in kept  # what is refused is kept all the same


def test_what_was_typed_stands_in_the_line_the_next_time(asking: Any) -> None:
    made, _, script = asking("compute", PARTS, "1", "2", "1", "3")
    answer = made.ask()
    made.judged(answer.answer)
    assert made.ask() == Given({"w": "1", "b": "3"})
    assert script.filled == ["", "", "1", "2"]


def test_steps_come_line_by_line_up_to_an_empty_one(asking: Any) -> None:
    made, kept, _ = asking("derive", STEPS, "inner: 2*x", "4*x", "")
    assert made.ask() == Given({"grad": "inner: 2*x\n4*x"})
    assert kept[:2] == [{"grad": "inner: 2*x"}, {"grad": "inner: 2*x\n4*x"}]


def test_steps_are_kept_by_an_empty_answer_the_next_time(asking: Any) -> None:
    made, _, _ = asking("derive", STEPS, "4*x", ".", "", "5*x", "")
    made.judged(made.ask().answer)
    assert made.ask() == Given({"grad": "4*x"})
    made.judged({"grad": "4*x"})
    assert made.ask() == Given({"grad": "5*x"})


def test_a_command_between_parts_loses_nothing(asking: Any) -> None:
    made, _, _ = asking("compute", PARTS, "1", ":hint", "2")
    assert made.ask() == Said("hint")
    assert made.typed() == {"w": "1"}
    assert made.ask() == Given({"w": "1", "b": "2"})


def test_text_ends_with_a_dot_of_either_script(asking: Any) -> None:
    for dot in (".", "。"):
        made, kept, _ = asking("explain", {}, "A mean is", "a sum over a count.", dot)
        assert made.ask() == Given("A mean is\na sum over a count.")
        assert kept[-1] == "A mean is\na sum over a count."


def test_within_a_text_only_known_commands_are_commands(asking: Any) -> None:
    made, _, _ = asking("explain", {}, ":dance", "First:", ":so", "and :quit", ":hint", ".")
    assert made.ask() == Said("hint")
    assert made.ask() == Given("First:\n:so\nand :quit")


def test_the_end_of_the_input_hands_a_text_in_and_leaves_without_one(asking: Any) -> None:
    made, _, _ = asking("explain", {}, "text")
    assert made.ask() == Given("text")
    made.judged("text")
    assert made.ask() == Said("quit")


def test_a_single_line_can_be_mended_where_it_stands(asking: Any) -> None:
    made, _, script = asking("explain", {}, "one line", ".", "one line more", ".")
    made.judged(made.ask().answer)
    assert made.ask() == Given("one line more")
    assert script.filled[2] == "one line"


def test_a_long_text_that_is_no_answer_stays(asking: Any) -> None:
    made, _, _ = asking("explain", {}, "one", "two", ".", ".")
    made.ask()
    made.refused()
    assert made.ask() == Given("one\ntwo")
    made.clear()
    assert made.typed() == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (":hint", Said("hint")),
        ("  :give_up ", Said("give-up")),
        ("：quit", Said("quit")),
        (":file ~/my answer.py", Said("file", "~/my answer.py")),
        (":q", Said("quit")),
        ("hint", None),
        ("a :hint", None),
        (":=", None),
        (": hint", None),
        ("::hint", None),
    ],
)
def test_what_is_a_command(line: str, said: Said | None) -> None:
    assert command_in(line) == said
    assert command_in("12" + line, after="12") == said


LOOP = """
import viva.cli.reading as reading
reading.GLANCE_S = 0.01
reader = reading.Reader()
print("ready", flush=True)
for _ in range(40):
    try:
        reader.line("› ", glance=lambda words: None)
    except KeyboardInterrupt:
        print("cut off", reader.cut_off, "end", flush=True)
print("bye", flush=True)
raise SystemExit
"""


def test_ctrl_c_at_any_moment_gives_the_line(tmp_path: Path) -> None:
    person = Person("--version", env={"VIVA_DATA": str(tmp_path)}, first=LOOP)
    person.sees("ready")
    try:
        for i in range(40):
            person.sees("› ")
            person.types("words")
            # At many phases of the alarm that looks at the line.
            time.sleep(0.02 + 0.0007 * i)
            person.types(CTRL_C)
            person.sees("cut off words end")
        person.sees("bye")
    finally:
        person.close()
