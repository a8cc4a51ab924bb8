"""The learner's own editor, on a file that survives whatever happens."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from viva.core import BadInput, Variant
from viva.store.place import Place

FALLBACKS = ("nano", "vim", "vi")
SUFFIXES = {"code": ".py", "derive": ".txt"}


def find_editor() -> list[str] | None:
    """The command in VISUAL or EDITOR, else an editor that is there; None without any."""
    for name in ("VISUAL", "EDITOR"):
        value = os.environ.get(name, "").strip()
        if value:
            try:
                return shlex.split(value)
            except ValueError as error:
                raise BadInput(
                    f"The value of {name} is no command ({error}).",
                    where=name,
                    mend="Write it as in a shell.",
                    zh=f"{name} 的值不是一条命令（{error}）。请照 shell 的写法来写。",
                ) from None
    found = next((name for name in FALLBACKS if shutil.which(name)), None)
    return None if found is None else [found]


def answer_file(place: Place, variant: Variant, encounter: str) -> Path:
    """The file of an encounter's answer: the same one whenever the encounter is taken up."""
    suffix = SUFFIXES.get(variant.question.kind, ".md")
    name = f"seed-{variant.seed}-{encounter[:8]}{suffix}"
    return place.answers.joinpath(*variant.question.id.split("/")) / name


def make_answer_file(path: Path, content: str) -> None:
    """Writes `content` to a new file; one that is there already is left alone."""
    if not path.exists():
        _write(path, content)


def replace_answer_file(path: Path, content: str) -> None:
    """Writes `content` to the file; what it held before is kept beside it under a number."""
    count = 1
    while (kept := path.with_name(f"{path.stem}.{count}{path.suffix}")).exists():
        count += 1
    try:
        shutil.copyfile(path, kept)
    except OSError as error:
        raise _unwritable(path, error) from error
    _write(path, content)


def _write(path: Path, content: str) -> None:
    part = ""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(content if content.endswith("\n") or not content else content + "\n")
            out.flush()
            os.fsync(out.fileno())
        Path(part).replace(path)
    except OSError as error:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(
        f"Your file cannot be written ({error.strerror}).",
        where=str(path),
        mend="Make room or set VIVA_DATA to another folder; or type the answer here.",
        zh=f"{path}：写不了你的文件（{error.strerror}）。"
        "请腾出空间或另设 VIVA_DATA，也可以直接在这里作答。",
    )


def edit(command: list[str], path: Path) -> str:
    """Opens `path` in the editor and waits; returns why it failed, "" when it did not."""
    # Ctrl-C in the editor is the editor's. A handler, unlike SIG_IGN, is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        return error.strerror or type(error).__name__
    finally:
        signal.signal(signal.SIGINT, before)
    return "" if code == 0 else f"exit {code}"
