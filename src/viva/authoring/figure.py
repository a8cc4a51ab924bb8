"""The figures of a lab: a few primitives, each with a summary in words; nothing here draws.

Numbers may be lists or arrays; NaN and infinity become gaps. `id` is short, stable and unique
within the result: it names the figure in files and addresses.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from viva.core.text import Text

Scale = Literal["linear", "log"]
Look = Literal["solid", "dashed", "dotted"]


class Axis(msgspec.Struct, frozen=True):
    """What an axis shows; `low` and `high` fix its ends where the data should not decide."""

    label: Text
    scale: Scale = "linear"
    low: float | None = None
    high: float | None = None


class Series(msgspec.Struct, frozen=True):
    """One line: `y` over `x`, with a band from `low` to `high` where both are given."""

    name: Text
    x: Any
    y: Any
    low: Any = None
    high: Any = None
    look: Look = "solid"


class Mark(msgspec.Struct, frozen=True):
    """A straight line across the figure: at `x` (upright) or at `y` (level)."""

    label: Text
    x: float | None = None
    y: float | None = None


class Lines(msgspec.Struct, frozen=True, tag="lines"):
    """Lines with bands. `x` strictly increases within a series unless it is a path."""

    id: str
    title: Text
    summary: Text
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    marks: tuple[Mark, ...] = ()


class Points(msgspec.Struct, frozen=True):
    """One group of points."""

    name: Text
    x: Any
    y: Any


class Scatter(msgspec.Struct, frozen=True, tag="scatter"):
    """Points in groups, and lines over them (a boundary, a fit)."""

    id: str
    title: Text
    summary: Text
    x: Axis
    y: Axis
    groups: tuple[Points, ...]
    lines: tuple[Series, ...] = ()


class BarSeries(msgspec.Struct, frozen=True):
    """One bar a category, with whiskers from `low` to `high` where both are given."""

    name: Text
    values: Any
    low: Any = None
    high: Any = None


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """Bars side by side, one group a category."""

    id: str
    title: Text
    summary: Text
    categories: tuple[Text, ...]
    y: Axis
    series: tuple[BarSeries, ...]
    x: Text = Text("", "")
    marks: tuple[Mark, ...] = ()


class Heatmap(msgspec.Struct, frozen=True, tag="heatmap"):
    """`values[row, column]` at (`xs[column]`, `ys[row]`), row 0 at the bottom.

    `levels` asks for contour lines at these values. `paths` are drawn on top. `scale` is that of
    the colours. A heatmap over names (a confusion matrix) gives `x_names` and `y_names`, and then
    row 0 is at the top.
    """

    id: str
    title: Text
    summary: Text
    x: Axis
    y: Axis
    xs: Any
    ys: Any
    values: Any
    colour: Text
    scale: Scale = "linear"
    levels: Any = ()
    paths: tuple[Series, ...] = ()
    x_names: tuple[Text, ...] = ()
    y_names: tuple[Text, ...] = ()


class Counts(msgspec.Struct, frozen=True):
    """One histogram: `counts[i]` lie in [`edges[i]`, `edges[i + 1]`]."""

    name: Text
    edges: Any
    counts: Any


class Histogram(msgspec.Struct, frozen=True, tag="histogram"):
    """Histograms over each other; `stacked` draws them one below the other instead."""

    id: str
    title: Text
    summary: Text
    x: Axis
    groups: tuple[Counts, ...]
    y: Axis = Axis(Text("count", "个数"))
    stacked: bool = False


class Picture(msgspec.Struct, frozen=True):
    """One picture: grey `pixels[row, column]` or colour `pixels[row, column, 3]`, in [0, 1]."""

    caption: Text
    pixels: Any


class Image(msgspec.Struct, frozen=True, tag="image"):
    """Pictures in a grid of `columns`."""

    id: str
    title: Text
    summary: Text
    pictures: tuple[Picture, ...]
    columns: int = 4


class Layer(msgspec.Struct, frozen=True):
    """One layer of a network: its name, the shape that leaves it, its parameters."""

    name: Text
    shape: str
    parameters: int = 0


class Network(msgspec.Struct, frozen=True, tag="network"):
    """A network as a chain of layers."""

    id: str
    title: Text
    summary: Text
    layers: tuple[Layer, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table; a cell is a `Text`, a string, or a number (shown with `digits` digits)."""

    id: str
    title: Text
    summary: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Any, ...], ...]
    digits: int = 4


Figure = Lines | Scatter | Bars | Heatmap | Histogram | Image | Network | Table
