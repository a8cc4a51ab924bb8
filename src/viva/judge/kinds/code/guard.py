"""A teaching guard, in the child: what the question says may not be called. No security boundary.

It finds a forbidden name where it is written (`np.convolve`, `from numpy import convolve as c`)
and where it is called from the answer's own code (through `getattr`, `map`, a saved reference).
Somebody who means to get around it can; the sandbox, not this, keeps the machine safe.
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any


class Forbidden(Exception):
    """The answer uses what the question rules out."""


def written_names(tree: ast.AST) -> Iterator[str]:
    """Every dotted name in the source, with import aliases resolved, and `.attribute` for each."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for a in node.names:
                aliases[a.asname or a.name.partition(".")[0]] = (
                    a.name if a.asname else a.name.partition(".")[0]
                )
                yield a.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            for a in node.names:
                aliases[a.asname or a.name] = f"{node.module}.{a.name}"
                yield f"{node.module}.{a.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield f".{node.attr}"
            steps = [node.attr]
            value: ast.expr = node.value
            while isinstance(value, ast.Attribute):
                steps.append(value.attr)
                value = value.value
            if isinstance(value, ast.Name):
                root = aliases.get(value.id, {"np": "numpy", "torch": "torch"}.get(value.id, ""))
                if root:
                    yield ".".join([root, *reversed(steps)])


def refuse_written(tree: ast.AST, forbid: Iterable[str]) -> None:
    """Raises `Forbidden` at the first forbidden name in the source."""
    banned = tuple(forbid)
    for name in written_names(tree):
        for bad in banned:
            if name == bad or (not bad.startswith(".") and name.startswith(bad + ".")):
                raise Forbidden(bad)


def refuse_called(answer: ModuleType, forbid: Iterable[str]) -> None:
    """Replaces each forbidden function, wherever its package holds it, by one that raises when
    the caller is the answer; the library's own calls go through."""
    for name in forbid:
        package, _, attribute = name.rpartition(".")
        if attribute and not package and not name.startswith("."):
            sys.modules.setdefault(name, None)  # pyright: ignore[reportArgumentType]
        owner: Any = _loaded(package)
        original = getattr(owner, attribute, None)
        if original is None or isinstance(original, ModuleType):
            continue
        stand_in = _stand_in(original, name, answer)
        root = name.partition(".")[0]
        for module_name, module in list(sys.modules.items()):
            # A blocked import is a None among the modules.
            names: dict[str, Any] = getattr(module, "__dict__", {})
            if module_name.partition(".")[0] == root:
                for key, value in list(names.items()):
                    if value is original:
                        names[key] = stand_in
        if isinstance(owner, type):
            setattr(owner, attribute, stand_in)


def _loaded(dotted: str) -> Any:
    """The module or class of that name if it has been imported; importing it here would cost more
    than the answer does, and what is not imported has to be written down to be used."""
    if dotted in sys.modules:
        return sys.modules[dotted]
    head, _, name = dotted.rpartition(".")
    return getattr(sys.modules.get(head), name, None) if head else None


def _stand_in(original: Any, name: str, answer: ModuleType) -> Any:
    @functools.wraps(original, updated=())
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if sys._getframe(1).f_globals is vars(answer):  # pyright: ignore[reportPrivateUsage]
            raise Forbidden(name)
        return original(*args, **kwargs)

    return guarded
