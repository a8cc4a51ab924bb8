"""Draws a document's figures with Matplotlib: PNG and SVG, from the same data as the browser.

Takes the document in one language (`in_language`). Colours are those of Okabe and Ito (2008), which
people with any colour vision can tell apart; lines differ in their look as well.
"""

from __future__ import annotations

import base64
import io
import math
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from viva.lab.document import Document

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Format = Literal["png", "svg"]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5b5b5b")
LOOKS = {"solid": "-", "dashed": (0, (5, 2)), "dotted": (0, (1.2, 1.6))}
INK = "#222222"
FAINT = "#d9d9d9"
SIZE_IN = (6.4, 3.9)
DPI = 160
# What may stand on a machine, best first; DejaVu is Matplotlib's own and has no Chinese.
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)


def has_chinese_font() -> bool:
    """Whether Chinese words can be drawn into a PNG on this machine."""
    return bool(_chinese())


def _chinese() -> list[str]:
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in CHINESE if name in there]


def render(figure: Document, form: Format = "png") -> bytes:
    """One figure of a document, drawn."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    style: dict[Any, Any] = {
        "font.family": ["DejaVu Sans", *_chinese()],
        "font.size": 9.5,
        "axes.edgecolor": "#888888",
        "axes.labelcolor": INK,
        "axes.unicode_minus": False,
        "text.color": INK,
        "xtick.color": "#555555",
        "ytick.color": "#555555",
        "svg.fonttype": "none" if form == "svg" else "path",
        "svg.hashsalt": "viva",
        "mathtext.default": "regular",
    }
    with mpl.rc_context(style):
        page = Figure(figsize=_size(figure), dpi=DPI, layout="constrained")
        _PAINTERS[figure["kind"]](page, figure)
        out = io.BytesIO()
        meta = {"Date": None} if form == "svg" else {"Software": None}
        page.savefig(out, format=form, metadata=meta)
    return out.getvalue()


def save(
    document: Document, folder: Path, forms: tuple[Format, ...] = ("png", "svg")
) -> list[Path]:
    """Writes every figure of a document; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for figure in document["figures"]:
        for form in forms:
            path = folder / f"{figure['id']}.{form}"
            path.write_bytes(render(figure, form))
            files.append(path)
    return files


def _size(figure: Document) -> tuple[float, float]:
    width, height = SIZE_IN
    match figure["kind"]:
        case "image":
            rows = math.ceil(len(figure["pictures"]) / figure["columns"])
            return (width, max(1.4, 1.9 * rows * 4 / max(figure["columns"], 1)))
        case "table":
            return (width + 1, 0.9 + 0.32 * (1 + len(figure["rows"])))
        case "network":
            return (width, 0.8 + 0.46 * len(figure["layers"]))
        case "histogram" if figure["stacked"]:
            return (width, 1.2 + 0.9 * len(figure["groups"]))
        case "heatmap":
            return (5.8, 4.4)
        case _:
            return (width, height)


def _array(values: Any) -> np.ndarray:
    """A list with gaps as an array with NaN."""
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def _plain(axes: Axes, figure: Document) -> None:
    axes.set_title(_wrapped(figure["title"], 70), loc="left", fontsize=11, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)


def _wrapped(words: str, width: int) -> str:
    # A Chinese character is as wide as two Latin letters.
    wide = sum(ord(c) > 0x2E7F for c in words)
    return "\n".join(textwrap.wrap(words, max(8, width // 2 if wide > len(words) / 3 else width)))


def _axis(axes: Axes, which: Literal["x", "y"], axis: Document) -> None:
    if which == "x":
        axes.set_xlabel(axis["label"])
        axes.set_xscale(axis["scale"])
        if axis["low"] is not None or axis["high"] is not None:
            axes.set_xlim(axis["low"], axis["high"])
    else:
        axes.set_ylabel(axis["label"])
        axes.set_yscale(axis["scale"])
        if axis["low"] is not None or axis["high"] is not None:
            axes.set_ylim(axis["low"], axis["high"])


def _legend(axes: Axes, count: int) -> None:
    handles, names = axes.get_legend_handles_labels()
    if count > 1 or (count == 1 and names and names[0]):
        axes.legend(handles, [_wrapped(n, 40) for n in names], frameon=False, fontsize=8.5)


def _draw_series(axes: Axes, series: list[Document], *, first: int = 0) -> None:
    for n, s in enumerate(series, first):
        colour = COLOURS[n % len(COLOURS)]
        x, y = _array(s["x"]), _array(s["y"])
        dots = "o" if len(x) <= 12 else None
        axes.plot(
            x,
            y,
            color=colour,
            linestyle=LOOKS[s["look"]],
            linewidth=1.8,
            marker=dots,
            markersize=4,
            label=s["name"],
        )
        if s["low"] is not None and s["high"] is not None:
            axes.fill_between(
                x, _array(s["low"]), _array(s["high"]), color=colour, alpha=0.18, linewidth=0
            )


def _draw_marks(axes: Axes, marks: list[Document]) -> None:
    for mark in marks:
        line: dict[str, Any] = {"color": "#777777", "linewidth": 1.0, "linestyle": (0, (4, 3))}
        text: dict[str, Any] = {"fontsize": 8, "color": "#555555"}
        if mark["x"] is not None:
            axes.axvline(mark["x"], **line)
            axes.annotate(
                mark["label"], (mark["x"], 1), xycoords=("data", "axes fraction"),
                xytext=(3, -3), textcoords="offset points", va="top", **text,
            )  # fmt: skip
        if mark["y"] is not None:
            axes.axhline(mark["y"], **line)
            axes.annotate(
                mark["label"], (1, mark["y"]), xycoords=("axes fraction", "data"),
                xytext=(-3, 3), textcoords="offset points", ha="right", **text,
            )  # fmt: skip


def _lines(page: Figure, figure: Document) -> None:
    axes = page.subplots()
    _plain(axes, figure)
    _draw_series(axes, figure["series"])
    _axis(axes, "x", figure["x"])
    _axis(axes, "y", figure["y"])
    _draw_marks(axes, figure["marks"])
    _legend(axes, len(figure["series"]))


def _scatter(page: Figure, figure: Document) -> None:
    axes = page.subplots()
    _plain(axes, figure)
    for n, group in enumerate(figure["groups"]):
        many = len(group["x"]) > 200
        axes.scatter(
            _array(group["x"]),
            _array(group["y"]),
            s=8 if many else 22,
            color=COLOURS[n % len(COLOURS)],
            marker="os^Dv"[n % 5],
            alpha=0.5 if many else 0.8,
            linewidths=0,
            label=group["name"],
        )
    _draw_series(axes, figure["lines"], first=len(figure["groups"]))
    _axis(axes, "x", figure["x"])
    _axis(axes, "y", figure["y"])
    _legend(axes, len(figure["groups"]) + len(figure["lines"]))


def _bars(page: Figure, figure: Document) -> None:
    axes = page.subplots()
    _plain(axes, figure)
    axes.set_xlabel(figure["x"])
    axes.grid(visible=False, axis="x")
    count = len(figure["series"])
    places = np.arange(len(figure["categories"]), dtype=float)
    width = 0.8 / max(count, 1)
    for n, series in enumerate(figure["series"]):
        values = _array(series["values"])
        at = places + (n - (count - 1) / 2) * width
        whiskers = None
        if series["low"] is not None and series["high"] is not None:
            below = np.clip(values - _array(series["low"]), 0, None)
            above = np.clip(_array(series["high"]) - values, 0, None)
            whiskers = np.vstack([below, above])
        axes.bar(
            at,
            values,
            width * 0.92,
            color=COLOURS[n % len(COLOURS)],
            label=series["name"],
            yerr=whiskers,
            ecolor="#444444",
            capsize=2.5,
        )
    _axis(axes, "y", figure["y"])
    _draw_marks(axes, figure["marks"])
    names = [_wrapped(c, max(8, 72 // max(len(places), 1))) for c in figure["categories"]]
    crowded = len(places) > 7 and max(map(len, names), default=0) > 6
    axes.set_xticks(
        places,
        figure["categories"] if crowded else names,
        rotation=30 if crowded else 0,
        ha="right" if crowded else "center",
    )
    _legend(axes, count if count > 1 else 0)


def _heatmap(page: Figure, figure: Document) -> None:
    from matplotlib.colors import LogNorm

    axes = page.subplots()
    axes.set_title(_wrapped(figure["title"], 62), loc="left", fontsize=11, fontweight="bold")
    values = np.array([_array(row) for row in figure["values"]])
    good = values[np.isfinite(values) & (values > 0)] if figure["scale"] == "log" else values
    norm = None
    if figure["scale"] == "log" and good.size:
        norm = LogNorm(float(good.min()), float(max(good.max(), good.min() * 1.0001)))
    named = bool(figure["x_names"] or figure["y_names"])
    if named:
        image = axes.imshow(values, cmap="viridis", norm=norm, aspect="auto")
        axes.set_xlabel(figure["x"]["label"])
        axes.set_ylabel(figure["y"]["label"])
        for ticks, names, there in (
            (axes.set_xticks, figure["x_names"], figure["xs"]),
            (axes.set_yticks, figure["y_names"], figure["ys"]),
        ):
            words = names or [f"{v:g}" for v in there]
            ticks(np.arange(len(words)), [_wrapped(w, 18) for w in words])
        if values.size <= 60:
            middle = np.nanmean([np.nanmin(values), np.nanmax(values)])
            for (row, column), value in np.ndenumerate(values):
                if np.isfinite(value):
                    axes.text(
                        column, row, f"{value:.3g}", ha="center", va="center", fontsize=8,
                        color="white" if value < middle else "black",
                    )  # fmt: skip
    else:
        xs, ys = _array(figure["xs"]), _array(figure["ys"])
        image = axes.pcolormesh(xs, ys, values, cmap="viridis", norm=norm, shading="nearest")
        _axis(axes, "x", figure["x"])
        _axis(axes, "y", figure["y"])
        levels = sorted(v for v in figure["levels"] if v is not None)
        if levels:
            axes.contour(xs, ys, values, levels=levels, colors="white", linewidths=0.6, alpha=0.7)
        warm = ("#ff6b3d", "#ffffff", "#ffd23d", "#ff9ecb", "#9be7ff")
        for n, path in enumerate(figure["paths"]):
            axes.plot(
                _array(path["x"]), _array(path["y"]), color=warm[n % len(warm)],
                linestyle=LOOKS[path["look"]], linewidth=1.5, marker="o", markersize=2,
                label=path["name"],
            )  # fmt: skip
        axes.set_xlim(*_ends(xs))
        axes.set_ylim(*_ends(ys))
        if figure["paths"]:
            axes.legend(fontsize=8, framealpha=0.85, labelcolor="black", facecolor="#bbbbbb")
    page.colorbar(image, ax=axes, label=figure["colour"])


def _ends(values: np.ndarray) -> tuple[float, float]:
    return float(values.min()), float(values.max())


def _histogram(page: Figure, figure: Document) -> None:
    groups = figure["groups"]
    rows = len(groups) if figure["stacked"] else 1
    panels = page.subplots(rows, 1, sharex=True, squeeze=False)[:, 0]
    for n, group in enumerate(groups):
        axes = panels[n if figure["stacked"] else 0]
        axes.stairs(
            _array(group["counts"]), _array(group["edges"]), fill=True,
            color=COLOURS[n % len(COLOURS)], alpha=0.85 if figure["stacked"] else 0.5,
            label=group["name"],
        )  # fmt: skip
    for n, axes in enumerate(panels):
        _plain(axes, {"title": figure["title"] if n == 0 else ""})
        _axis(axes, "y", figure["y"] if not figure["stacked"] else {**figure["y"], "label": ""})
        if figure["stacked"]:
            axes.set_ylabel(groups[n]["name"], rotation=0, ha="right", va="center", fontsize=8.5)
            axes.set_yticks([])
    _axis(panels[-1], "x", figure["x"])
    if not figure["stacked"]:
        _legend(panels[0], len(groups) if len(groups) > 1 else 0)


def pixels(picture: Document) -> np.ndarray:
    """The picture as `row, column[, 3]` of bytes."""
    data = np.frombuffer(base64.b64decode(picture["data"]), np.uint8)
    shape = (picture["height"], picture["width"])
    return data.reshape(*shape, 3) if picture["channels"] == 3 else data.reshape(shape)


def _image(page: Figure, figure: Document) -> None:
    columns = figure["columns"]
    rows = math.ceil(len(figure["pictures"]) / columns)
    page.suptitle(_wrapped(figure["title"], 70), x=0.02, ha="left", fontsize=11, fontweight="bold")
    panels = page.subplots(rows, columns, squeeze=False).ravel()
    for axes in panels:
        axes.set_axis_off()
    for axes, picture in zip(panels, figure["pictures"], strict=False):
        axes.imshow(pixels(picture), cmap="gray", vmin=0, vmax=255, interpolation="nearest")
        axes.set_title(_wrapped(picture["caption"], 96 // columns), fontsize=8)


def _network(page: Figure, figure: Document) -> None:
    axes = page.subplots()
    axes.set_title(_wrapped(figure["title"], 70), loc="left", fontsize=11, fontweight="bold")
    axes.set_axis_off()
    count = len(figure["layers"])
    axes.set_xlim(0, 10)
    axes.set_ylim(-count, 0.2)
    for n, layer in enumerate(figure["layers"]):
        axes.annotate(
            layer["name"], (3.0, -n - 0.4), ha="center", va="center", fontsize=9,
            bbox={"boxstyle": "round,pad=0.35", "facecolor": "#e8f1f7", "edgecolor": "#0072B2"},
        )  # fmt: skip
        axes.text(6.0, -n - 0.4, layer["shape"], ha="center", va="center", fontsize=9)
        if layer["parameters"]:
            axes.text(
                9.9, -n - 0.4, f"{layer['parameters']:,}", ha="right", va="center", fontsize=9
            )


def _cell(value: Any, digits: int) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.{digits}g}" if isinstance(value, float) else str(value)


def _table(page: Figure, figure: Document) -> None:
    axes = page.subplots()
    axes.set_title(_wrapped(figure["title"], 78), loc="left", fontsize=11, fontweight="bold")
    axes.set_axis_off()
    cells = [[_cell(v, figure["digits"]) for v in row] for row in figure["rows"]]
    table = axes.table(
        cells, colLabels=[_wrapped(c, 96 // len(figure["columns"])) for c in figure["columns"]],
        loc="upper left", cellLoc="center", edges="horizontal",
    )  # fmt: skip
    table.auto_set_font_size(False)
    table.set_fontsize(8.5)
    table.auto_set_column_width(list(range(len(figure["columns"]))))
    table.scale(1, 1.35)


_PAINTERS = {
    "lines": _lines,
    "scatter": _scatter,
    "bars": _bars,
    "heatmap": _heatmap,
    "histogram": _histogram,
    "image": _image,
    "network": _network,
    "table": _table,
}
