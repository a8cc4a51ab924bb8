"""Runs inside a sandbox child: one Python file of an untrusted bank, and what it imports."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

from viva.authoring.wire import pack, unpack
from viva.core.seeds import generator


class _Sources(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the bank's own modules from the text that came with the job, not from a disk."""

    def __init__(self, modules: Mapping[str, tuple[str, bool]]) -> None:
        self._modules = dict(modules)
        for name in modules:
            for n in range(1, name.count(".") + 1):
                self._modules.setdefault(".".join(name.split(".")[:n]), ("", True))

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname not in self._modules:
            return None
        return importlib.util.spec_from_loader(
            fullname, self, is_package=self._modules[fullname][1]
        )

    def exec_module(self, module: ModuleType) -> None:
        source, _ = self._modules[module.__name__]
        exec(compile(source, module.__name__, "exec", dont_inherit=True), module.__dict__)


def serve(setup: dict[str, Any]) -> Callable[[dict[str, Any]], Any]:
    """Loads the file of `setup` and answers calls of its functions."""
    sys.meta_path.insert(0, _Sources({n: (s, p) for n, (s, p) in setup["modules"].items()}))
    module = ModuleType("bank_file")
    exec(compile(setup["source"], setup["file"], "exec", dont_inherit=True), module.__dict__)

    def handle(request: dict[str, Any]) -> Any:
        if request["do"] == "names":
            return [n for n, v in vars(module).items() if callable(v)]
        args = [generator(*a["rng"]) if "rng" in a else unpack(a["is"]) for a in request["args"]]
        value = getattr(module, request["name"])(*args)
        return pack(list(value) if hasattr(value, "__next__") else value)

    return handle
