"""What this machine remembers about its user's taste: a small file, read without the database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec

from viva.core import LANGUAGES, BadInput, Language
from viva.store.place import Place, make_folder

FILE_NAME = "preferences.json"
DEFAULT_LEARNER = "me"


class Preferences(msgspec.Struct, frozen=True):
    """`language` None: the locale decides. `learner` is whose practice is recorded."""

    language: Language | None = None
    learner: str = DEFAULT_LEARNER


def read_preferences(place: Place) -> Preferences:
    """The preferences kept in the data folder; the defaults where there are none."""
    file = place.folder / FILE_NAME
    try:
        content = file.read_bytes()
    except OSError:
        return Preferences()
    try:
        return msgspec.json.decode(content, type=Preferences)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"The file of preferences cannot be read ({error}).",
            where=str(file),
            mend=f"Mend it or delete it; the language is one of {', '.join(LANGUAGES)}.",
            zh=f"{file}：偏好文件读不懂（{error}）。"
            f"请改好或删掉它；语言只能是 {'、'.join(LANGUAGES)}。",
        ) from error


def write_preferences(place: Place, preferences: Preferences) -> None:
    """Keeps the preferences; the old file stays whole until the new one is."""
    make_folder(place.folder)
    file = place.folder / FILE_NAME
    part = ""
    try:
        handle, part = tempfile.mkstemp(dir=place.folder, prefix=FILE_NAME, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            out.write(msgspec.json.encode(preferences))
            out.flush()
            os.fsync(out.fileno())
        Path(part).replace(file)
    except OSError as error:
        if part:
            Path(part).unlink(missing_ok=True)
        raise BadInput(
            f"The preferences could not be kept ({error.strerror}).",
            where=str(file),
            mend="Make the folder writable, or set VIVA_DATA to another one.",
            zh=f"{file}：偏好没有存下来（{error.strerror}）。请给文件夹写权限，或另设 VIVA_DATA。",
        ) from error
