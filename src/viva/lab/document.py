"""A result as a document of plain data: what is cached, sent to a browser, and drawn from.

The form has a version and a JSON Schema (docs/schemas/lab_result.json). Sentences stand in both
languages until `in_language` picks one.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np

from viva.authoring.figure import Bars, Figure, Heatmap, Histogram, Image, Lines, Scatter
from viva.authoring.lab import Result
from viva.core import BadInput, Text

VERSION = 1
Document = dict[str, Any]

# A figure is to be looked at: six digits are more than any screen shows.
_DIGITS = 6


def document(result: Result, where: str = "") -> Document:
    """The result as plain data. Raises `BadInput` for a figure that cannot be drawn."""
    ids = [f.id for f in result.figures]
    if len(set(ids)) != len(ids):
        raise BadInput(f"two figures have the same id among {ids}.", where=where)
    for figure in result.figures:
        _check(figure, f"{where}, figure `{figure.id}`")
    return {
        "version": VERSION,
        "figures": [_figure(f) for f in result.figures],
        "values": {k: _finite(v) for k, v in result.values.items()},
    }


def in_language(value: Any, say: Callable[[Text], str]) -> Any:
    """The document with each pair {"en", "zh"} replaced by what `say` makes of it."""
    if isinstance(value, dict):
        if set(value) == {"en", "zh"}:
            return say(Text(value["en"], value["zh"]))
        return {k: in_language(v, say) for k, v in value.items()}
    if isinstance(value, list):
        return [in_language(v, say) for v in value]
    return value


def _finite(value: Any) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None


def _figure(figure: Figure) -> Document:
    if isinstance(figure, Image):
        plain = msgspec.structs.replace(figure, pictures=())
        table = msgspec.to_builtins(plain)
        table["pictures"] = [
            {"caption": msgspec.to_builtins(p.caption), **_pixels(p.pixels)}
            for p in figure.pictures
        ]
    else:
        table = msgspec.to_builtins(figure, enc_hook=_numbers)
    kind = table.pop("type")
    return {"kind": kind, **_gaps(table)}


def _pixels(pixels: Any) -> Document:
    grid = np.clip(np.asarray(pixels, dtype=float), 0.0, 1.0)
    data = (grid * 255).round().astype(np.uint8)
    return {
        "width": data.shape[1],
        "height": data.shape[0],
        "channels": 3 if data.ndim == 3 else 1,
        "data": base64.b64encode(data.tobytes()).decode(),
    }


def _numbers(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return rounded(value)
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"a figure cannot hold a {type(value).__name__}")


def rounded(values: np.ndarray) -> list[Any]:
    """The values as lists, to six significant digits; gaps become None."""
    if values.dtype.kind in "iub":
        return values.tolist()
    values = values.astype(np.float64)
    finite = np.isfinite(values)
    size = np.abs(np.where(finite & (values != 0), values, 1.0))
    unit = 10.0 ** (_DIGITS - 1 - np.floor(np.log10(size)))
    with np.errstate(all="ignore"):
        short = np.where(np.isfinite(unit), np.round(values * unit) / unit, values)
    return short.tolist()


def _gaps(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {k: _gaps(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_gaps(v) for v in value]
    return value


def _check(figure: Figure, where: str) -> None:
    match figure:
        case Lines():
            for s in figure.series:
                _same(where, x=s.x, y=s.y, low=s.low, high=s.high)
        case Scatter():
            for s in (*figure.groups, *figure.lines):
                _same(where, x=s.x, y=s.y)
        case Bars():
            for s in figure.series:
                _same(where, categories=figure.categories, values=s.values, low=s.low, high=s.high)
        case Heatmap():
            rows, columns = np.shape(figure.values)
            for name, there, wanted in (
                ("ys", figure.y_names or figure.ys, rows),
                ("xs", figure.x_names or figure.xs, columns),
            ):
                if len(there) != wanted:
                    raise BadInput(
                        f"`{name}` has {len(there)} entries where `values` has {wanted}.",
                        where=where,
                    )
        case Histogram():
            for g in figure.groups:
                if len(g.edges) != len(g.counts) + 1:
                    raise BadInput("needs one edge more than counts.", where=where)
        case _:
            pass


def _same(where: str, **arrays: Any) -> None:
    sizes: Mapping[str, int] = {k: len(v) for k, v in arrays.items() if v is not None}
    if len(set(sizes.values())) > 1:
        raise BadInput(f"the lengths differ: {dict(sizes)}.", where=where)
