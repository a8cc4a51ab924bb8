"""The way to the newest schema: proved equal to the tables, safe when cut short or run twice."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from store_events import CountingRules, attempt

from viva.core import VivaError
from viva.store import Place, StoreForeign, open_store, place_in
from viva.store import migrate as migration
from viva.store.engine import make_engine, reading
from viva.store.schema import SCHEMA, schema
from viva.store.tables import metadata

HERE = Path(__file__).parent
OPEN = (
    f"import sys; sys.path.append({str(HERE)!r})\n"
    "from pathlib import Path\n"
    "from store_events import CountingRules\n"
    "from viva.store import open_store, place_in\n"
)


def test_the_committed_schema_is_what_the_migrations_make() -> None:
    assert schema() == SCHEMA.read_text(encoding="utf-8")


def test_the_migrations_make_what_the_tables_say(place: Place) -> None:
    open_store(CountingRules(), place).close()
    engine = make_engine(place)
    with reading(engine, place) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_that_opening_looks_for() -> None:
    assert ScriptDirectory(str(migration.MIGRATIONS)).get_heads() == [migration.HEAD]


def test_opening_a_store_that_is_up_to_date_needs_no_alembic(place: Place) -> None:
    open_store(CountingRules(), place).close()
    program = OPEN + (
        f"open_store(CountingRules(), place_in(Path({str(place.folder)!r}))).close()\n"
        "print('alembic' in sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert out.stdout.strip() == "False"


def test_several_processes_may_begin_at_once(place: Place) -> None:
    program = OPEN + (
        "import sys\nfrom store_events import attempt\n"
        f"with open_store(CountingRules(), place_in(Path({str(place.folder)!r}))) as store:\n"
        "    store.append([attempt(sys.argv[1])])\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", program, f"k{n}"], stderr=subprocess.PIPE
        )
        for n in range(5)
    ]
    errors = [process.communicate(timeout=120)[1].decode() for process in running]
    assert errors == [""] * 5
    with open_store(CountingRules(), place) as store:
        assert len(store.newest("me")) == 5


def _with_a_second_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A viva that knows one migration more."""
    folder = tmp_path / "migrations"
    shutil.copytree(migration.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = 'import sqlalchemy as sa\nfrom alembic import op\nrevision = "0003"\n'
    text += 'down_revision = "0002"\n\ndef upgrade():\n' + textwrap.indent(body, "    ")
    (folder / "versions" / "0003_more.py").write_text(text)
    monkeypatch.setattr(migration, "MIGRATIONS", folder)
    monkeypatch.setattr(migration, "HEAD", "0003")


def test_an_older_store_is_migrated_after_a_copy(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(CountingRules(), place) as store:
        store.append([attempt("k")])
    _with_a_second_migration(
        tmp_path,
        monkeypatch,
        'op.add_column("drafts", sa.Column("place", sa.String(), nullable=True))\n',
    )
    with open_store(CountingRules(), place) as store:
        assert [e.key for e in store.newest("me")] == ["k"]
    (copy,) = place.folder.glob("viva.db.before-*")
    assert copy.name == "viva.db.before-0003-from-0002"
    with contextlib.closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT key FROM attempts").fetchall() == [("k",)]
        assert old.execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
    assert place.file is not None
    with contextlib.closing(sqlite3.connect(place.file)) as new:
        new.execute("SELECT place FROM drafts")
        assert new.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)


def test_a_migration_that_fails_half_way_changes_nothing(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(CountingRules(), place) as store:
        store.append([attempt("k")])
    with monkeypatch.context() as newer:
        body = 'op.execute("CREATE TABLE half (x INTEGER)")\nop.execute("DELETE FROM attempts")\n'
        _with_a_second_migration(tmp_path, newer, body + 'op.execute("SELECT * FROM nowhere")\n')
        with pytest.raises(VivaError, match="nowhere"):
            open_store(CountingRules(), place)
    with open_store(CountingRules(), place) as store:
        assert [e.key for e in store.newest("me")] == ["k"]
    assert place.file is not None
    with contextlib.closing(sqlite3.connect(place.file)) as file:
        names = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
    assert "half" not in names


def test_the_old_viva_leaves_a_newer_store_alone(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        _with_a_second_migration(tmp_path, newer, 'op.execute("CREATE TABLE more (x INTEGER)")\n')
        with open_store(CountingRules(), place) as store:
            store.append([attempt("k")])
    assert place.file is not None
    before = place.file.read_bytes()
    with pytest.raises(StoreForeign, match="newer viva") as caught:
        open_store(CountingRules(), place)
    assert caught.value.exit_code == 2
    assert "0003" in caught.value.zh
    assert place.file.read_bytes() == before


def test_killed_while_it_is_made_it_is_made_the_next_time(tmp_path: Path) -> None:
    rng = random.Random(5)
    for round in range(6):
        folder = tmp_path / str(round)
        program = OPEN + (
            "print('go', flush=True)\n"
            f"open_store(CountingRules(), place_in(Path({str(folder)!r})))\n"
        )
        child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(rng.uniform(0.0, 0.4))
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        with open_store(CountingRules(), place_in(folder)) as store:
            store.append([attempt("k")])
            assert len(store.newest("me")) == 1
