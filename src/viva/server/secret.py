"""The secret of a data folder, and what is made of it: the cookie, and one-time addresses.

All workers of a folder share the secret, and it outlives them, so that a restarted server knows
its tabs. A one-time address is a file of its own: to use it is to delete it, which only one can.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
import time
from pathlib import Path

from viva.core import BadInput

COOKIE_DAYS = 400
ENTER_S = 3600.0
_BYTES = 32


class Secret:
    """The secret kept in `folder`, made at the first use; only its owner may read it."""

    def __init__(self, folder: Path) -> None:
        self._entrances = folder / "enter"
        self._file = folder / "secret"
        try:
            self._entrances.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._key = _read_or_make(self._file)
        except OSError as error:
            raise BadInput(
                f"The secret of this data folder cannot be kept ({error.strerror}).",
                where=str(self._file),
                mend="Make the folder writable, or set VIVA_DATA to another one.",
                zh=f"{self._file}：无法保存这个数据文件夹的密钥（{error.strerror}）。"
                "请给文件夹写权限，或把 VIVA_DATA 设为另一个文件夹。",
            ) from error

    def _of(self, purpose: str) -> str:
        return hmac.new(self._key, purpose.encode(), hashlib.sha256).hexdigest()

    @property
    def cookie(self) -> str:
        """What a browser shows to be let in."""
        return self._of("cookie")

    def knows(self, cookie: str) -> bool:
        """Whether this cookie is ours, found out in constant time."""
        return hmac.compare_digest(self.cookie.encode(), cookie.encode("utf-8", "replace"))

    def answer(self, challenge: str) -> str:
        """What only a server of this data folder can answer to `challenge`."""
        return self._of(f"hello {challenge}")

    def entrance(self) -> str:
        """A token that lets one browser in, once, within the hour."""
        token = secrets.token_urlsafe(24)
        self._sweep()
        self._file_of(token).touch(mode=0o600)
        return token

    def enter(self, token: str) -> bool:
        """Uses the token up; False where it was used before, is too old, or never was."""
        file = self._file_of(token)
        try:
            made = file.stat().st_mtime
            file.unlink()
        except OSError:
            return False
        return time.time() - made < ENTER_S

    def _file_of(self, token: str) -> Path:
        # The token itself is on no disk.
        return self._entrances / hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

    def _sweep(self) -> None:
        for file in self._entrances.iterdir():
            with contextlib.suppress(OSError):
                if time.time() - file.stat().st_mtime >= ENTER_S:
                    file.unlink()


def _read_or_make(file: Path) -> bytes:
    """The key in `file`; of several processes that make it at once, one wins and all use its."""
    with contextlib.suppress(FileNotFoundError):
        key = file.read_bytes()
        if len(key) == _BYTES:
            file.chmod(0o600)
            return key
        # A torn file cannot be ours: it is written whole below.
        file.unlink(missing_ok=True)
    handle, part = tempfile.mkstemp(dir=file.parent, prefix="secret-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(secrets.token_bytes(_BYTES))
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(part, file)
    finally:
        Path(part).unlink(missing_ok=True)
    return file.read_bytes()
