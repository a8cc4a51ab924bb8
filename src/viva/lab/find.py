"""Finds the labs of banks: `topics/<topic>/lab_<name>.py`, loaded only when one is asked for."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from types import MappingProxyType

import msgspec

from viva.authoring.lab import Lab
from viva.catalog.catalog import Bank, unknown
from viva.catalog.sources import imported_names, needed_modules
from viva.core import BadInput, VivaError


class LabFailed(VivaError):
    """A lab's own code failed; never the learner's fault."""


class Entry(msgspec.Struct, frozen=True):
    """Where a lab stands; the lab itself is loaded by `load`."""

    id: str
    topic: str
    file: Path
    bank: Path
    trusted: bool

    @property
    def where(self) -> str:
        """The file as a person would name it, relative to its bank."""
        return self.file.relative_to(self.bank).as_posix()

    @property
    def module(self) -> str:
        """The name under which the module is loaded."""
        return f"{self.bank.name}.topics.{self.topic}.{self.file.stem}"

    def load(self) -> Lab:
        """The lab, its module run once a process.

        Raises `LabFailed` where the author's code fails, `BadInput` where it declares no lab or
        the bank is not installed: what a lab runs is not confined, so it must be trusted.
        """
        if not self.trusted:
            raise BadInput(
                f"the lab {self.id} belongs to a bank given by path, and a lab runs unconfined.",
                mend="Install the bank (`pip install`) if you trust it.",
                zh=f"实验 {self.id} 属于按路径给出的题库，而实验不在沙箱里运行。"
                "信任它的话，请先安装这个题库。",
            )
        module = sys.modules.get(self.module)
        if module is None:
            spec = importlib.util.spec_from_file_location(self.module, self.file)
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[self.module] = module
            try:
                spec.loader.exec_module(module)
            except Exception as e:
                del sys.modules[self.module]
                raise failed(self, e) from e
        lab = getattr(module, "LAB", None)
        if not isinstance(lab, Lab):
            raise BadInput("declares no `LAB = Lab(...)`.", where=self.where)
        return lab

    def content_hash(self) -> str:
        """A hash over the lab, every module of the bank that it imports, and the versions of the
        distributions that these import."""
        modules = needed_modules(self.bank, self.file, self.where)
        digest = hashlib.blake2b(digest_size=16)
        imported: set[str] = set()
        for name, path in [(self.where, self.file), *modules.items()]:
            body = path.read_bytes()
            digest.update(f"{name}\0{len(body)}\0".encode())
            digest.update(body)
            imported |= {n.partition(".")[0] for n in imported_names(path, name, self.where)}
        for line in versions(imported):
            digest.update(f"{line}\n".encode())
        return digest.hexdigest()

    def versions(self) -> list[str]:
        """`name==version` of every distribution that the lab or what it imports uses."""
        modules = needed_modules(self.bank, self.file, self.where)
        imported: set[str] = set()
        for name, path in [(self.where, self.file), *modules.items()]:
            imported |= {n.partition(".")[0] for n in imported_names(path, name, self.where)}
        return versions(imported)


def versions(packages: Iterable[str]) -> list[str]:
    """`name==version` of the distributions that bring these top-level packages."""
    brings = _distributions()
    lines: set[str] = set()
    for package in packages:
        for name in brings.get(package, ()):
            # viva's own version says nothing: its code is hashed where a lab imports it.
            if package not in ("viva", "viva_bank"):
                lines.add(f"{name}=={metadata.version(name).partition('+')[0]}")
    return sorted(lines)


_brings: Mapping[str, list[str]] = {}


def _distributions() -> Mapping[str, list[str]]:
    global _brings
    if not _brings:
        _brings = metadata.packages_distributions()
    return _brings


class Labs:
    """All labs of some banks, by id; none of them is loaded yet."""

    def __init__(self, banks: Iterable[Bank]) -> None:
        found: dict[str, Entry] = {}
        for bank in banks:
            for file in sorted((bank.folder / "topics").glob("*/lab_*.py")):
                topic = file.parent.name
                id = f"{topic}/{file.stem.removeprefix('lab_')}"
                found[id] = Entry(id, topic, file, bank.folder, bank.trusted)
        self.entries: Mapping[str, Entry] = MappingProxyType(found)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, id: str) -> Entry:
        """The lab with this id, or a `BadInput` that names the nearest ones."""
        if id not in self.entries:
            raise unknown("lab", id, self.entries, "viva labs")
        return self.entries[id]

    def of_topic(self, topic: str) -> tuple[Entry, ...]:
        """The labs of a topic."""
        return tuple(e for e in self if e.topic == topic)


def missing(lab: Lab) -> tuple[str, ...]:
    """The extras that the lab needs and this machine lacks, without importing them."""
    return tuple(n for n in lab.needs if importlib.util.find_spec(n) is None)


def failed(entry: Entry, error: Exception) -> LabFailed:
    """What a person is told when an author's code raised."""
    here = str(entry.file)
    lines = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == here]
    line = f":{lines[-1].lineno}" if lines else ""
    if isinstance(error, SyntaxError):
        line = f":{error.lineno}"
    return LabFailed(
        f"the lab's own code failed: {type(error).__name__}: {error}.",
        where=f"{entry.where}{line}",
        zh=f"{entry.where}{line}：实验本身的代码出错：{type(error).__name__}: {error}。",
    )
