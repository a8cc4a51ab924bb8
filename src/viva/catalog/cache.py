"""What parsing yields, kept between runs and looked up by content, so that it is never stale."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

_VERSION = 1


class ParseCache:
    """Parsed TOML by the hash of its text. A cache that cannot be read or written is no error.

    tomllib is written in Python and takes about 0.4 ms a question; the hash takes microseconds.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._tables: dict[str, Any] = {}
        self._used: dict[str, Any] = {}
        if path is not None:
            try:
                stored = msgspec.msgpack.decode(path.read_bytes(), type=dict[str, Any])
            except (OSError, msgspec.DecodeError):
                stored = {}
            if stored.get("version") == _VERSION and isinstance(stored.get("tables"), dict):
                self._tables = stored["tables"]

    @classmethod
    def default(cls) -> ParseCache:
        """In the platform's cache folder; VIVA_CACHE names another."""
        folder = os.environ.get("VIVA_CACHE")
        if not folder:
            import platformdirs

            folder = platformdirs.user_cache_dir("viva")
        return cls(Path(folder) / "parsed.msgpack")

    def table(self, text: str, parse: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The parsed text, from here or from `parse`."""
        key = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        if key not in self._used:
            self._used[key] = self._tables[key] if key in self._tables else parse()
        return self._used[key]

    def write(self) -> None:
        """Keeps what was used, atomically, if anything is new."""
        if self._path is None or self._used.keys() <= self._tables.keys():
            return
        tables = {**self._tables, **self._used} if len(self._tables) < 20_000 else self._used
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part = self._path.with_name(f"{self._path.name}.{os.getpid()}")
            part.write_bytes(msgspec.msgpack.encode({"version": _VERSION, "tables": tables}))
            part.replace(self._path)
        except (OSError, TypeError):
            # A read-only home costs speed, nothing else. TOML's dates are no msgpack: TypeError.
            return
