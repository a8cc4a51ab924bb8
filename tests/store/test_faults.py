"""Every way in which the store cannot be used: one sentence, exit code 2, nothing harmed."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from store_events import CountingRules, attempt

from viva.core import VivaError
from viva.store import (
    Place,
    StoreAway,
    StoreBroken,
    StoreBusy,
    StoreFault,
    StoreForeign,
    open_store,
    place_in,
)
from viva.store.faults import sqlite_fault, told

HERE = Path(__file__).parent


def told_well(error: VivaError) -> None:
    """One sentence in each language, with a place and a way out; the caller can mend it."""
    assert error.exit_code == 2
    assert error.where
    assert error.mend
    assert "\n" not in str(error)
    assert error.zh
    assert "Traceback" not in str(error)


def filled(place: Place, count: int = 3) -> bytes:
    """A store with some events, at rest; its bytes."""
    with open_store(CountingRules(), place) as store:
        store.append([attempt(f"k{i}") for i in range(count)])
    assert place.file is not None
    return place.file.read_bytes()


def use(place: Place) -> None:
    """Reads all that there is, and writes."""
    with open_store(CountingRules(), place) as store:
        store.newest("me", 1000)
        store.append([attempt("new")])


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\0" + b"\xff" * 4096, b"\0" * 9000])
def test_a_file_that_is_no_database(place: Place, content: bytes) -> None:
    place.folder.mkdir()
    assert place.file is not None
    place.file.write_bytes(content)
    with pytest.raises(StoreBroken) as caught:
        open_store(CountingRules(), place)
    told_well(caught.value)
    assert place.file.read_bytes() == content


def test_a_damaged_store(place: Place) -> None:
    content = filled(place, 400)
    assert place.file is not None
    for page in range(2, len(content) // 4096):
        if page % 2:
            content = content[: page * 4096] + b"\xa5" * 4096 + content[(page + 1) * 4096 :]
    place.file.write_bytes(content)
    with pytest.raises(StoreBroken) as caught:
        use(place)
    told_well(caught.value)


def test_a_store_cut_short(place: Place) -> None:
    content = filled(place, 400)
    assert place.file is not None
    place.file.write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreBroken) as caught:
        use(place)
    told_well(caught.value)


def test_an_empty_file_is_a_new_store(place: Place) -> None:
    place.folder.mkdir()
    assert place.file is not None
    place.file.touch()
    with open_store(CountingRules(), place) as store:
        store.append([attempt("k")])
        assert len(store.newest("me")) == 1


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE photos (x)",
        "CREATE TABLE alembic_version (version_num VARCHAR); INSERT INTO alembic_version VALUES ('9f')",
        "CREATE TABLE alembic_version (version_num VARCHAR)",
    ],
)
def test_another_programs_database(place: Place, script: str) -> None:
    place.folder.mkdir()
    assert place.file is not None
    with contextlib.closing(sqlite3.connect(place.file)) as other:
        other.executescript(script)
    with pytest.raises(StoreForeign) as caught:
        open_store(CountingRules(), place)
    told_well(caught.value)
    with contextlib.closing(sqlite3.connect(place.file)) as other:
        names = {row[0] for row in other.execute("SELECT name FROM sqlite_master")}
    assert names <= {"photos", "alembic_version"}


def test_a_folder_where_the_file_should_be(place: Place) -> None:
    assert place.file is not None
    place.file.mkdir(parents=True)
    with pytest.raises(StoreFault) as caught:
        open_store(CountingRules(), place)
    told_well(caught.value)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(VivaError, match="cannot be made") as caught:
        open_store(CountingRules(), place_in(tmp_path / "data"))
    assert caught.value.exit_code == 2
    assert (tmp_path / "data").read_text() == "mine"


def test_another_process_that_does_not_let_go(place: Place) -> None:
    filled(place)
    assert place.file is not None
    with contextlib.closing(sqlite3.connect(place.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(CountingRules(), place, busy_timeout_s=0.2) as store:
            assert len(store.newest("me")) == 3
            with pytest.raises(StoreBusy) as caught:
                store.append([attempt("new")])
            told_well(caught.value)
            other.execute("ROLLBACK")
            store.append([attempt("new")])
            assert len(store.newest("me")) == 4


def test_another_process_that_lets_go_in_time(place: Place) -> None:
    filled(place)
    assert place.file is not None
    other = sqlite3.connect(place.file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        time.sleep(0.3)
        other.execute("ROLLBACK")

    releasing = threading.Thread(target=let_go)
    releasing.start()
    with open_store(CountingRules(), place, busy_timeout_s=30.0) as store:
        store.append([attempt("new")])
        assert len(store.newest("me")) == 4
    releasing.join()
    other.close()


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_BUSY", "SQLITE_READONLY_DBMOVED"])
def test_what_sqlite_reports_has_its_sentence(name: str) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorname = name
    told_well(sqlite_fault(error, "/data/viva.db"))


def test_what_nobody_foresaw_is_vivas_own_failure() -> None:
    error = sqlite_fault(sqlite3.OperationalError("no such column: x"), "/data/viva.db")
    assert error.exit_code == 3
    assert "no such column" in str(error)


def test_a_database_server_that_is_away_is_told() -> None:
    from sqlalchemy.exc import OperationalError

    away = Place(Path("/nowhere"), "postgresql+psycopg://u@h/viva", None)
    with pytest.raises(StoreAway) as caught, told(away):
        raise OperationalError("SELECT 1", {}, ConnectionRefusedError("connection refused\nmore"))
    told_well(caught.value)
    assert "connection refused" in str(caught.value)


# -- as an ordinary user: root may write everywhere, and has a reserve on every disk --------------


def as_ordinary_user(
    folder: Path, program: str, *arguments: str, disk_bytes: int = 0
) -> dict[str, Any]:
    """Runs a program that prints one JSON object, as an ordinary user, on a small disk if told."""
    command = [
        *(sys.executable, str(HERE / "on_small_disk.py"), str(folder), str(disk_bytes)),
        *(sys.executable, "-W", "error", "-c", PROLOGUE + program, str(folder), *arguments),
    ]
    environ = {**os.environ, "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, env=environ, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


PROLOGUE = f"""\
import json, os, sys
from pathlib import Path
sys.path.append({str(HERE)!r})
from store_events import CountingRules, attempt
from viva.store import open_store, place_in
from viva.core import VivaError
assert os.getuid() != 0
folder = Path(sys.argv[1])

def told(step):
    try:
        step()
    except VivaError as error:
        return [type(error).__name__, error.exit_code, str(error), bool(error.zh)]
    return None
"""

FILL = """
place = place_in(folder)
result = {}
with open_store(CountingRules(), place) as store:
    acknowledged = []
    def fill():
        for i in range(100000):
            store.append([attempt(f"k{i}", answer="x" * 2000)])
            acknowledged.append(f"k{i}")
    result["told"] = told(fill)
    result["again"] = told(lambda: store.append([attempt("late", answer="y" * 9000)]))
    result["draft"] = told(lambda: store.keep_draft("me", "e", "q/q", 1, "z" * 50000, attempt("a").at))
    result["kept"] = [e.key for e in store.newest("me", 10**6)][::-1] == acknowledged
    result["count"] = len(acknowledged)
with open_store(CountingRules(), place) as store:
    result["reopened"] = [e.key for e in store.newest("me", 10**6)][::-1] == acknowledged
import sqlite3
result["whole"] = sqlite3.connect(place.file).execute("PRAGMA integrity_check").fetchone()[0]
(folder / "ballast").unlink()
with open_store(CountingRules(), place) as store:
    store.append([attempt("with room", answer="x" * 2000)])
    result["goes_on"] = store.newest("me", 1)[0].key
print(json.dumps(result))
"""


def test_a_full_disk_loses_nothing_that_was_acknowledged(common_folder: Path) -> None:
    program = "(folder / 'ballast').write_bytes(b'x' * 400_000)\n" + FILL
    result = as_ordinary_user(common_folder, program, disk_bytes=2_000_000)
    assert result["count"] > 20
    for name in ("told", "again", "draft"):
        kind, exit_code, sentence, in_chinese = result[name]
        assert (kind, exit_code, in_chinese) == ("StoreFull", 2, True)
        assert "disk is full" in sentence
    assert result["kept"]
    assert result["reopened"]
    assert result["whole"] == "ok"
    assert result["goes_on"] == "with room"


def test_a_disk_that_is_full_from_the_beginning(common_folder: Path) -> None:
    program = """
import contextlib
with contextlib.suppress(OSError), open(folder / "ballast", "wb", buffering=0) as ballast:
    while True:
        ballast.write(b"x" * 4096)
result = {"told": told(lambda: open_store(CountingRules(), place_in(folder / "data")))}
(folder / "ballast").unlink()
result["later"] = told(lambda: open_store(CountingRules(), place_in(folder / "data")).close())
print(json.dumps(result))
"""
    result = as_ordinary_user(common_folder, program, disk_bytes=1_000_000)
    assert result["told"][0] == "StoreFull", result
    assert result["told"][1] == 2
    assert result["later"] is None


def test_a_home_that_cannot_be_written_to(common_folder: Path) -> None:
    (common_folder / "home").mkdir()
    (common_folder / "home").chmod(0o555)
    program = """
place = place_in(folder / "home" / "data")
print(json.dumps({"told": told(lambda: open_store(CountingRules(), place)),
                  "left": os.listdir(folder / "home")}))
"""
    result = as_ordinary_user(common_folder, program)
    kind, exit_code, sentence, in_chinese = result["told"]
    assert (kind, exit_code, in_chinese) == ("BadInput", 2, True)
    assert "VIVA_DATA" in sentence
    assert result["left"] == []


@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_store_that_may_only_be_read(common_folder: Path, what: str) -> None:
    place = place_in(common_folder / "data")
    before = filled(place)
    assert place.file is not None
    place.file.chmod(0o444 if what in ("file", "both") else 0o666)
    place.folder.chmod(0o555 if what in ("folder", "both") else 0o777)
    program = """
place = place_in(folder / "data")
def use():
    with open_store(CountingRules(), place) as store:
        store.append([attempt("new")])
print(json.dumps({"told": told(use)}))
"""
    kind, exit_code, sentence, in_chinese = as_ordinary_user(common_folder, program)["told"]
    assert (kind, exit_code, in_chinese) == ("StoreNotWritable", 2, True)
    assert "writable" in sentence
    assert place.file.read_bytes() == before


def test_preferences_that_cannot_be_kept(common_folder: Path) -> None:
    (common_folder / "data").mkdir()
    (common_folder / "data").chmod(0o555)
    program = """
from viva.store import Preferences, read_preferences, write_preferences
place = place_in(folder / "data")
print(json.dumps({"told": told(lambda: write_preferences(place, Preferences("zh-Hans"))),
                  "read": read_preferences(place) == Preferences()}))
"""
    result = as_ordinary_user(common_folder, program)
    assert result["told"][:2] == ["BadInput", 2]
    assert result["read"]
