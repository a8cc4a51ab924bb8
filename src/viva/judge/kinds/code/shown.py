"""Values as small, readable text: the first failing case must fit on a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from viva.authoring import Array, Case, Tensor

MAX_CHARS = 600


def show(value: Any) -> str:
    """A value as a person would write it in Python, cut in the middle when it is long."""
    text = _show(value)
    if len(text) > MAX_CHARS:
        text = f"{text[: MAX_CHARS // 2]} … {text[-MAX_CHARS // 4 :]}"
    return text


def _show(value: Any) -> str:
    if isinstance(value, Array):
        notes = [
            word
            for word, on in (
                ("read-only", not value.writable),
                ("strided", value.strided),
                ("column-major", value.order == "F"),
            )
            if on
        ]
        return f"{_show(np.asarray(value.values))} ({', '.join(notes)})"
    if isinstance(value, Tensor) or hasattr(value, "dtype_name"):
        body = _show(np.asarray(value.values if isinstance(value, Tensor) else value.array))
        return f"tensor({body})"
    if isinstance(value, np.ndarray):
        if value.size == 0:
            return f"empty array of shape {value.shape}"
        body = np.array2string(
            value, precision=6, threshold=40, edgeitems=3, separator=", ", max_line_width=88
        )
        return body if value.size <= 40 else f"{body} (shape {value.shape})"
    if isinstance(value, np.generic):
        return _show(value.item())
    if isinstance(value, float):
        return f"{value:.8g}" if value != int_or_none(value) else repr(value)
    if isinstance(value, Mapping):
        table = cast("Mapping[Any, Any]", value)
        return "{" + ", ".join(f"{k!r}: {_show(v)}" for k, v in list(table.items())[:20]) + "}"
    if isinstance(value, list | tuple):
        items = cast("Sequence[Any]", value)
        body = ", ".join(_show(v) for v in items[:20]) + (", …" if len(items) > 20 else "")
        if isinstance(value, tuple):
            return f"({body},)" if len(items) == 1 else f"({body})"
        return f"[{body}]"
    return repr(value)


def int_or_none(value: float) -> float | None:
    """The value itself where it is a whole number of modest size."""
    return value if abs(value) < 1e9 and value == int(value) else None


def show_call(entry: str, case: Case) -> str:
    """The call of the failing case."""
    if case.shown:
        return case.shown
    name = entry if case.drive == "drive" else case.drive
    parts = [show(a) for a in case.args] + [f"{k}={show(v)}" for k, v in case.kwargs.items()]
    line = f"{name}({', '.join(parts)})"
    return line if len(line) <= 88 and "\n" not in line else f"{name}(\n" + "".join(
        "  " + p.replace("\n", "\n  ") + ",\n" for p in parts
    ) + ")"  # fmt: skip
