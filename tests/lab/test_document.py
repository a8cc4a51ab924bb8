"""A result as plain data: gaps, digits, both languages, and figures that cannot be drawn."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from viva.authoring import (
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
    Result,
    Scatter,
    Series,
    Table,
    Text,
)
from viva.core import BadInput
from viva.lab.document import document, in_language, rounded
from viva.lab.draw import pixels, render

T = Text("title", "标题")
AXIS = Axis(Text("x", "横轴"))
LOG = Axis(Text("y", "纵轴"), scale="log")
X = np.arange(1, 6)
SCHEMA = json.loads(
    (Path(__file__).parent.parent.parent / "docs/schemas/lab_result.json").read_text()
)

FIGURES: list[Figure] = [
    Lines("lines", T, T, AXIS, LOG,
          (Series(T, X, X**2.0, X**1.9, X**2.1), Series(T, X, X * 3.0, look="dashed")),
          (Mark(T, x=2.0), Mark(T, y=9.0))),
    Scatter("scatter", T, T, AXIS, AXIS, (Points(T, X, X), Points(T, X, -X)), (Series(T, X, X),)),
    Bars("bars", T, T, (T, T), AXIS, (BarSeries(T, [1, 2], [0.5, 1.5], [1.5, 2.5]), BarSeries(T, [2, 3]))),
    Heatmap("heat", T, T, AXIS, AXIS, X, X, np.outer(X, X), T, "log", [4, 9], (Series(T, X, X),)),
    Heatmap("named", T, T, AXIS, AXIS, (), (), [[1, 2], [3, 4]], T, x_names=(T, T), y_names=(T, T)),
    Histogram("hist", T, T, AXIS, (Counts(T, [0, 1, 2], [3, 4]), Counts(T, [0, 1, 2], [1, 4]))),
    Histogram("stack", T, T, AXIS, (Counts(T, [0, 1, 2], [3, 4]), Counts(T, [0, 1, 2], [1, 4])), stacked=True),
    Image("image", T, T, (Picture(T, np.eye(4)), Picture(T, np.zeros((4, 4, 3))))),
    Network("net", T, T, (Layer(T, "1×28×28"), Layer(T, "10", 7850))),
    Table("table", T, T, (T, T), ((T, 1.23456789), ("word", 12345), (True, None))),
]  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES, ids=lambda f: f.id)
def test_every_primitive_is_plain_data_and_can_be_drawn(figure: Figure) -> None:
    made = json.loads(json.dumps(document(Result((figure,), {"v": 1.0})), allow_nan=False))
    jsonschema.validate(made, SCHEMA)
    for language in ("en", "zh-Hans"):
        spoken = in_language(made, lambda t, to=language: t.pick(to))  # type: ignore[misc]
        assert spoken["figures"][0]["title"] == ("title" if language == "en" else "标题")
        assert render(spoken["figures"][0], "png").startswith(b"\x89PNG")
        svg = render(spoken["figures"][0], "svg").decode()
        assert "<svg" in svg
        assert svg == render(spoken["figures"][0], "svg").decode()


def test_the_schema_refuses_what_is_no_document() -> None:
    made = document(Result((FIGURES[0],), {}))
    del made["figures"][0]["summary"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, SCHEMA)


def test_gaps_and_digits() -> None:
    assert rounded(np.array([1.23456789, 0.0, -1234567.0, np.nan, np.inf, 1e-300])) == [
        1.23457, 0.0, -1234570.0, pytest.approx(np.nan, nan_ok=True), np.inf, 1e-300,
    ]  # fmt: skip
    made = document(
        Result(
            (Lines("l", T, T, AXIS, AXIS, (Series(T, [1, 2], [np.nan, np.inf]),)),), {"v": np.nan}
        )
    )
    assert made["figures"][0]["series"][0]["y"] == [None, None]
    assert made["values"] == {"v": None}


def test_a_picture_comes_back() -> None:
    grid = np.linspace(0, 1, 12).reshape(3, 4)
    made = document(Result((Image("i", T, T, (Picture(T, grid), Picture(T, grid * 2))),), {}))
    first, second = made["figures"][0]["pictures"]
    assert np.abs(pixels(first) / 255 - grid).max() <= 0.5 / 255
    assert pixels(second).max() == 255
    assert len(base64.b64decode(first["data"])) == 12


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ((Lines("l", T, T, AXIS, AXIS, (Series(T, [1, 2], [1]),)),), "lengths differ"),
        ((Bars("b", T, T, (T, T), AXIS, (BarSeries(T, [1]),)),), "lengths differ"),
        ((Heatmap("h", T, T, AXIS, AXIS, [1], [1, 2], [[1, 2], [3, 4]], T),), "`xs` has 1"),
        ((Histogram("h", T, T, AXIS, (Counts(T, [1, 2], [1, 2]),)),), "one edge more"),
        ((FIGURES[0], FIGURES[0]), "same id"),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_refused(figures: tuple[Figure, ...], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        document(Result(figures, {}))
