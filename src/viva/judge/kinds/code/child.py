"""Runs inside a sandbox child: the learner's answer, through the exercise's driver."""

from __future__ import annotations

import ast
import linecache
import random
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from viva.judge.kinds.code.guard import refuse_called, refuse_written

ANSWER = "answer.py"
DRIVER = "driver.py"
_SEED = 0


class MissingEntry(Exception):
    """The answer does not define the name that was asked for."""


def _execute(name: str, file: str, source: str, forbid: list[str], prelude: str = "") -> ModuleType:
    module = ModuleType(name)
    module.__file__ = file
    # Candidates use dataclasses and pickle-like lookups: both need the module to be findable.
    sys.modules[name] = module
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    if prelude:
        exec(compile(prelude, "prelude.py", "exec", dont_inherit=True), module.__dict__)
    if forbid:
        tree = ast.parse(source, file)
        refuse_written(tree, forbid)
        refuse_called(module, forbid)
    exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
    return module


def _seed_everything() -> None:
    random.seed(_SEED)
    sys.modules["numpy"].random.seed(_SEED)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(_SEED)


def serve(setup: dict[str, Any]) -> Callable[[dict[str, Any]], Any]:
    """Loads answer and driver; the handler makes one call and says what came of it."""
    import numpy as np

    _seed_everything()
    answer = _execute("answer", ANSWER, setup["answer"], list(setup["forbid"]), setup["prelude"])
    entry: str = setup["entry"]
    if not callable(getattr(answer, entry, None)):
        raise MissingEntry(entry)
    if setup["driver"]:
        driver = _execute("driver", DRIVER, setup["driver"], [])
    else:
        driver = ModuleType("driver")
        driver.__dict__["drive"] = lambda answer, *a, **k: getattr(answer, entry)(*a, **k)

    def changed(before: Any, after: Any) -> bool:
        """Was an input changed in place? Containers count, and the arrays inside them."""
        if type(before) is not type(after):
            return True
        if isinstance(before, np.ndarray):
            return not (
                before.shape == after.shape
                and before.dtype == after.dtype
                and np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
            )
        if hasattr(before, "detach"):
            return changed(before.detach().numpy(), after.detach().numpy())
        if isinstance(before, dict):
            return before.keys() != after.keys() or any(
                changed(before[k], after[k]) for k in before
            )
        if isinstance(before, list | tuple):
            return len(before) != len(after) or any(map(changed, before, after))
        return False

    def copy(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return value.copy()
        if hasattr(value, "detach"):
            return value.detach().clone()
        if isinstance(value, dict):
            return {k: copy(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(map(copy, value))
        return value

    def handle(request: dict[str, Any]) -> Any:
        args, kwargs = request["args"], request["kwargs"]
        before = [copy(a) for a in args], copy(kwargs)
        _seed_everything()
        call = getattr(driver, request["drive"])
        if request["raises"]:
            try:
                value = call(answer, *args, **kwargs)
            except Exception as e:
                return {"raised": [t.__name__ for t in type(e).__mro__], "message": str(e)}
        else:
            value = call(answer, *args, **kwargs)
        mutated: list[int | str] = [
            i
            for i, (b, a) in enumerate(zip(before[0], args, strict=True))
            if i not in request["may_mutate"] and changed(b, a)
        ]
        mutated += [k for k in kwargs if changed(before[1][k], kwargs[k])]
        return {"value": value, "mutated": mutated}

    return handle
