"""What runs in the children of these tests: candidate source given in the setup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def echo(setup: Any) -> Callable[[Any], Any]:
    return lambda request: [setup, request]


def script(setup: dict[str, Any]) -> Callable[[Any], Any]:
    """Executes `source`; a call is {"name": function, "args": [...]}."""
    space: dict[str, Any] = {"__name__": "candidate"}
    exec(compile(setup["source"], "<candidate>", "exec"), space)
    return lambda request: space[request["name"]](*request["args"])
