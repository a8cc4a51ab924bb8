"""All that a bank may import: pure declarations, with no engine, plots or torch behind them."""

from typing import TYPE_CHECKING, Any

from viva.authoring.exercise import Array, Case, Cost, Tensor
from viva.core.text import Text

if TYPE_CHECKING:
    from viva.authoring.figure import (
        Axis,
        Bars,
        BarSeries,
        Counts,
        Figure,
        Heatmap,
        Histogram,
        Image,
        Layer,
        Lines,
        Mark,
        Network,
        Picture,
        Points,
        Scatter,
        Series,
        Table,
    )
    from viva.authoring.lab import (
        Broken,
        Choice,
        Claim,
        Flag,
        Float,
        Int,
        Lab,
        Predict,
        Result,
    )

FORMAT = 1

_FIGURE = frozenset(
    {
        "Axis", "Bars", "BarSeries", "Counts", "Figure", "Heatmap", "Histogram", "Image", "Layer",
        "Lines", "Mark", "Network", "Picture", "Points", "Scatter", "Series", "Table",
    }
)  # fmt: skip
_LAB = frozenset(
    {"Broken", "Choice", "Claim", "Flag", "Float", "Int", "Lab", "Predict", "Result"}
)  # fmt: skip


def __getattr__(name: str) -> Any:
    # A lab's words are loaded by labs only: a sandbox child that runs an exercise needs none.
    import importlib

    if name in _FIGURE:
        return getattr(importlib.import_module("viva.authoring.figure"), name)
    if name in _LAB:
        return getattr(importlib.import_module("viva.authoring.lab"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "FORMAT",
    "Array",
    "Axis",
    "BarSeries",
    "Bars",
    "Broken",
    "Case",
    "Choice",
    "Claim",
    "Cost",
    "Counts",
    "Figure",
    "Flag",
    "Float",
    "Heatmap",
    "Histogram",
    "Image",
    "Int",
    "Lab",
    "Layer",
    "Lines",
    "Mark",
    "Network",
    "Picture",
    "Points",
    "Predict",
    "Result",
    "Scatter",
    "Series",
    "Table",
    "Tensor",
    "Text",
]
