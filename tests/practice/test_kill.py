"""`kill -9` at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from practice_toys import Desk

from viva.store import place_in

HERE = Path(__file__).parent


def kill_in_a_loop(folder: Path, rounds: int, rng: random.Random) -> int:
    """Kills a practising child `rounds` times at a random moment; how much was acknowledged."""
    said: list[list[str]] = []
    for number in range(rounds):
        command = [sys.executable, "-W", "error", str(HERE / "kill_child.py"), str(folder)]
        child = subprocess.Popen([*command, f"r{number}"], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0.0, 0.25))
        os.kill(child.pid, signal.SIGKILL)
        out, _ = child.communicate()
        # The last line may be cut: what it says was not heard, so it is not acknowledged.
        said += [line.split() for line in out.split("\n")[:-1]]
        check(folder, said)
    return len(said)


def check(folder: Path, said: list[list[str]]) -> None:
    with contextlib.closing(sqlite3.connect(folder / "viva.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        keys = {row[0] for row in file.execute("SELECT key FROM attempts")}
        undone = {row[0] for row in file.execute("SELECT undoes FROM attempts")}
        closed = {
            row[0] for row in file.execute("SELECT encounter FROM attempts WHERE event = 'close'")
        }
        answers = dict(file.execute("SELECT encounter, max(answer) FROM attempts GROUP BY 1"))
        drafts = dict(file.execute("SELECT encounter, body FROM drafts"))
    for what, *words in said:
        match what:
            case "start":
                assert f"{words[0]}/start" in keys
            case "answer":
                assert words[0] in keys
            case "close":
                assert words[0] in closed
            case "undo":
                assert words[0] in undone
            case _:
                # Either still a draft, or handed in.
                assert words[0] in drafts or answers[words[0]] is not None
    desk = Desk(place_in(folder))
    along = (desk.store.memory("me"), desk.store.progress("me"), desk.store.unfinished("me"))
    desk.store.rebuild()
    assert along == (
        desk.store.memory("me"),
        desk.store.progress("me"),
        desk.store.unfinished("me"),
    )
    desk.close()


def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    assert kill_in_a_loop(tmp_path, 10, random.Random(7)) > 20


@pytest.mark.slow
def test_killed_three_hundred_times(tmp_path: Path) -> None:
    assert kill_in_a_loop(tmp_path, 300, random.Random(8)) > 600
