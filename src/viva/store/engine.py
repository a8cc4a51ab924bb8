"""The connection: settings under which what was acknowledged survives a kill, and transactions."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry

from viva.store.faults import told
from viva.store.place import Place

BUSY_TIMEOUT_S = 5.0

# Set on a connection whose transaction is going to write.
WRITES = "viva_writes"


def _switch_to_wal(cursor: DBAPICursor, busy_timeout_s: float) -> None:
    """Switches a new file to WAL; where the file system cannot do it, the journal stays as it is.

    SQLite does not wait for the lock here, whatever the timeout, so two processes that begin on a
    new file at once have to try again by themselves.
    """
    until = time.monotonic() + busy_timeout_s
    while True:
        try:
            cursor.execute("PRAGMA journal_mode")
            if cursor.fetchone() != ("wal",):
                cursor.execute("PRAGMA journal_mode = WAL")
                cursor.fetchone()
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > until:
                raise
            time.sleep(0.01)


def make_engine(place: Place, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Engine:
    """An engine on `place`; it connects only when it is first used."""
    if place.file is None:
        return create_engine(place.url, pool_pre_ping=True)
    engine = create_engine(place.url, connect_args={"timeout": busy_timeout_s})

    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # None: the driver begins no transaction by itself; `begin` below does, in the right mode.
        connection.isolation_level = None
        cursor = connection.cursor()
        try:
            cursor.execute("PRAGMA foreign_keys = ON")
            # WAL lets readers and one writer work at once; FULL syncs it at every commit.
            _switch_to_wal(cursor, busy_timeout_s)
            cursor.execute("PRAGMA synchronous = FULL")
        finally:
            cursor.close()

    def begin(connection: Connection) -> None:
        # A writer asks for the lock at once: a reader that turns writer half-way can fail with
        # "busy" however long the timeout is.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def reading(engine: Engine, place: Place) -> Generator[Connection]:
    """One consistent view of the store."""
    with told(place), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, place: Place) -> Generator[Connection]:
    """One transaction that writes: wholly on disk when the block is left, or not at all."""
    with (
        told(place),
        engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


def plain_connection(place: Place) -> sqlite3.Connection:
    """A bare connection to the file, for the copy made before a migration."""
    return sqlite3.connect(f"file:{place.file}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S)
