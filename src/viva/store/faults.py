"""What goes wrong between viva and its database, told in a sentence with the way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from viva.core import BadInput, VivaError
from viva.store.place import Place


class StoreFault(BadInput):
    """The store cannot be used as it is; what it holds is unharmed by us."""


class StoreFull(StoreFault):
    """The disk that holds the store is full; what was stored before is as it was."""


class StoreNotWritable(StoreFault):
    """The store cannot be opened for writing by this user."""


class StoreBusy(StoreFault):
    """Another process has held the store for longer than we wait."""


class StoreBroken(StoreFault):
    """The file is damaged, or is no database at all."""


class StoreForeign(StoreFault):
    """The file is a database, but not one that this viva can read: newer, or another program's."""


class StoreAway(StoreFault):
    """The database server cannot be reached."""


def _fault(error: DBAPIError, place: Place) -> VivaError:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return sqlite_fault(cause, str(place.file))
    words = str(cause).strip().splitlines()
    reason = f"{type(cause).__name__}: {words[0] if words else 'no reason given'}"
    return StoreAway(
        f"The database did not do what was asked ({reason}).",
        where="VIVA_DATABASE_URL",
        mend="Check that the server runs, and the address, the user and the rights.",
        zh=f"数据库没有响应或拒绝了请求（{reason}）。请检查服务器、地址、用户和权限。",
    )


def sqlite_fault(cause: sqlite3.Error, where: str) -> VivaError:
    """The sentence for what SQLite reports; `where` is the database's file."""
    # Errors that Python's module raises by itself carry no code.
    name: str = getattr(cause, "sqlite_errorname", None) or ""
    # With no room left, SQLite may fail on the shared-memory file before it fails on the disk.
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_SHM", "SQLITE_IOERR_WRITE")):
        return StoreFull(
            "The disk is full, so this could not be stored.",
            where=where,
            mend="Nothing stored before is harmed; make room and try again.",
            zh=f"{where}：磁盘已满，这一步没有存下来。之前存的都完好；请腾出空间后再试。",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return StoreNotWritable(
            "The store cannot be opened for writing.",
            where=where,
            mend="Make the file and its folder writable, or set VIVA_DATA to another folder.",
            zh=f"{where}：无法写入练习记录。请给文件和所在文件夹写权限，"
            "或把 VIVA_DATA 设为另一个文件夹。",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
        return StoreBusy(
            "Another process is using the store and did not let go of it.",
            where=where,
            mend="Wait until it is done, or end it, and try again.",
            zh=f"{where}：另一个进程占用着练习记录，一直没有放开。请等它结束或关掉它，再试一次。",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return StoreBroken(
            "The file is damaged or is not a database; it was left as it is.",
            where=where,
            mend="Move it away or put a copy back in its place; viva then begins a new one.",
            zh=f"{where}：文件已损坏，或者不是数据库；没有动过它。请把它移走或换上备份，再试一次。",
        )
    return VivaError(
        f"The store failed ({name or 'sqlite3'}: {cause}).",
        where=where,
        zh=f"{where}：练习记录出错（{name or 'sqlite3'}：{cause}）。",
    )


@contextmanager
def told(place: Place) -> Generator[None]:
    """Turns the database's errors into ours; every other error passes."""
    try:
        yield
    except DBAPIError as error:
        raise _fault(error, place) from error
    except sqlite3.Error as error:
        raise sqlite_fault(error, str(place.file)) from error
    except UnicodeEncodeError as error:
        raise BadInput(
            "The text has characters that belong to no script (half of a surrogate pair).",
            mend="Save it as UTF-8.",
            zh="文本里有不属于任何文字的字符（半个代理对）。请存成 UTF-8。",
        ) from error
    except SQLAlchemyError as error:
        raise VivaError(f"The store failed ({type(error).__name__}: {error}).") from error


__all__ = [
    "StoreAway",
    "StoreBroken",
    "StoreBusy",
    "StoreFault",
    "StoreForeign",
    "StoreFull",
    "StoreNotWritable",
    "sqlite_fault",
    "told",
]
