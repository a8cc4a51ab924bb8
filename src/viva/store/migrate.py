"""Brings a store to the present schema, safely: under a lock, in one transaction, after a copy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from viva.store.engine import plain_connection, reading, writing
from viva.store.faults import StoreForeign, sqlite_fault
from viva.store.place import Place

# The newest migration. A test holds it equal to what the folder says; it is written here so that
# opening a store that is up to date need not import Alembic.
HEAD = "0002"

MIGRATIONS = Path(__file__).parent / "migrations"

# Any number will do, as long as all versions of viva take the same one.
_ADVISORY_LOCK = 7_618_656


def _version(connection: Connection) -> str | None:
    """The store's migration; None for a database without any table."""
    if connection.dialect.name == "sqlite":
        tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    else:
        tables = (
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        )
    names = set(connection.execute(text(tables)).scalars())
    if not names:
        return None
    if "alembic_version" in names:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version is not None:
            return str(version)
    raise StoreForeign(
        "This is a database of another program; it was left as it is.",
        where=_named(connection),
        mend="Set VIVA_DATA to a folder of its own.",
        zh=f"{_named(connection)}：这是别的程序的数据库，没有动过它。"
        "请给 VIVA_DATA 一个单独的文件夹。",
    )


def _named(connection: Connection) -> str:
    return connection.engine.url.database or "the database"


def bring_up_to_date(engine: Engine, place: Place) -> None:
    """Migrates the store if it needs it; one query if it does not.

    Two processes may do so at once: the second waits, and finds the work done. A store of a newer
    viva raises `StoreForeign` and is not touched.
    """
    with reading(engine, place) as connection:
        version = _version(connection)
    if version == HEAD:
        return
    _refuse_newer(version, place)
    if version is not None and place.file is not None:
        _copy_before(version, place, place.file)
    with writing(engine, place) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        if _version(connection) != HEAD:
            _upgrade(connection)


def _refuse_newer(version: str | None, place: Place) -> None:
    known = {path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("*.py")}
    if version is None or version in known:
        return
    where = str(place.file) if place.file is not None else "the database"
    raise StoreForeign(
        f"The store was written by a newer viva (schema {version}; this one knows {HEAD}); "
        "it was left as it is.",
        where=where,
        mend="Upgrade viva, or set VIVA_DATA to another folder.",
        zh=f"{where}：练习记录由更新版本的 viva 写成（版本 {version}，"
        f"这里只认得 {HEAD}），没有动过它。请升级 viva，或把 VIVA_DATA 设为另一个文件夹。",
    )


def _copy_before(version: str, place: Place, file: Path) -> None:
    """Keeps a copy of the store as it was, beside it, whole or not at all."""
    copy = file.with_name(f"{file.name}.before-{HEAD}-from-{version}")
    if copy.exists():
        return
    part = copy.with_name(copy.name + ".part")
    try:
        with closing(plain_connection(place)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.replace(copy)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise sqlite_fault(error, str(part)) from error


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
