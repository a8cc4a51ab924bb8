"""Keeps results by content: the lab, what it imports, parameters, seed and versions."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

import msgspec

from viva.lab.document import VERSION, Document
from viva.lab.find import Entry
from viva.lab.run import Job

LIMIT_BYTES = 256 << 20


class Cache:
    """Documents on disk, one file a run; `folder` None keeps nothing.

    A file that cannot be read, or is of another version, is as if it were not there.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def default(cls) -> Cache:
        """In VIVA_CACHE, else in the user's cache folder."""
        place = os.environ.get("VIVA_CACHE")
        if place is None:
            from platformdirs import user_cache_dir

            place = user_cache_dir("viva")
        return cls(Path(place) / "labs")

    def find(self, job: Job) -> Document | None:
        """The document of this very job, if it was run before."""
        if self._folder is None:
            return None
        path = self._folder / key(job)
        try:
            found = msgspec.json.decode(path.read_bytes())
            os.utime(path)
        except (OSError, msgspec.DecodeError):
            return None
        return found if isinstance(found, dict) and found.get("version") == VERSION else None

    def keep(self, job: Job, document: Document) -> None:
        """Keeps a document; where the disk does not let it, nothing is kept."""
        if self._folder is None:
            return
        path = self._folder / key(job)
        part = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.encode(document))
            part.replace(path)
        except OSError:
            return

    def trim(self) -> None:
        """Forgets what was longest not used, down to 256 MiB."""
        if self._folder is None or not self._folder.is_dir():
            return
        files = [(f.stat(), f) for f in self._folder.iterdir() if f.is_file()]
        size = sum(s.st_size for s, _ in files)
        for stat, file in sorted(files, key=lambda pair: pair[0].st_mtime):
            if size <= LIMIT_BYTES:
                return
            file.unlink(missing_ok=True)
            size -= stat.st_size


def key(job: Job) -> str:
    """The name under which a job's document is kept."""
    parts = [job.entry.id, job.values, job.seed, job.broken, VERSION, _content(job.entry)]
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=20).hexdigest()


@lru_cache(maxsize=512)
def _content(entry: Entry) -> str:
    return entry.content_hash()
