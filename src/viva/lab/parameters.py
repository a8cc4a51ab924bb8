"""The parameters of a lab: what was asked for, made whole and checked."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from viva.authoring.lab import Choice, Flag, Float, Int, Lab, Param
from viva.core import BadInput

Values = dict[str, float | int | str | bool]


def complete(lab: Lab, given: Mapping[str, Any], where: str = "") -> Values:
    """Every parameter of the lab: the given value, checked, else the default.

    Text is read as a person types it (`--set rate=0.1`). Raises `BadInput` naming the parameter,
    the value and what it may be.
    """
    by_name = {p.name: p for p in lab.params}
    for name in given:
        if name not in by_name:
            near = difflib.get_close_matches(name, by_name, n=1, cutoff=0.5)
            names = ", ".join(p.name for p in lab.params if not p.hidden) or "none"
            raise BadInput(
                f"there is no parameter `{name}`.",
                where=where,
                mend=f"Did you mean {near[0]}?" if near else f"The parameters are: {names}.",
                zh=f"{where}：没有参数 `{name}`。可用的参数：{names}。",
            )
    return {p.name: _read(p, given.get(p.name, p.default), where) for p in lab.params}


def namespace(values: Values) -> SimpleNamespace:
    """The parameters as a lab's `run` reads them."""
    return SimpleNamespace(**values)


def _read(param: Param, value: Any, where: str) -> float | int | str | bool:
    match param:
        case Float() | Int():
            return _number(param, value, where)
        case Choice():
            if value not in param.choices:
                raise _bad(param, value, f"one of {', '.join(param.choices)}", where)
            return str(value)
        case Flag():
            if isinstance(value, str) and value.lower() in ("true", "yes", "on", "1"):
                return True
            if isinstance(value, str) and value.lower() in ("false", "no", "off", "0"):
                return False
            if not isinstance(value, bool):
                raise _bad(param, value, "yes or no", where)
            return value


def _number(param: Float | Int, value: Any, where: str) -> float | int:
    wanted = f"{'a whole number' if isinstance(param, Int) else 'a number'} in [{param.low:g}, {param.high:g}]"  # noqa: E501
    if isinstance(value, bool):
        raise _bad(param, value, wanted, where)
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise _bad(param, value, wanted, where) from None
    if not math.isfinite(number) or not param.low <= number <= param.high:
        raise _bad(param, value, wanted, where)
    if isinstance(param, Int):
        if number != int(number):
            raise _bad(param, value, wanted, where)
        return int(number)
    return number


def _bad(param: Param, value: Any, wanted: str, where: str) -> BadInput:
    return BadInput(
        f"the parameter `{param.name}` is {value!r:.40}.",
        where=where,
        mend=f"Give {wanted}.",
        zh=f"{where}：参数 `{param.name}` 不能是 {value!r:.40}。",
    )
