from __future__ import annotations

import pytest

from viva.catalog.prose import fill, fill_one
from viva.core import BadInput, Text

VALUES = {
    "n": 12,
    "x": 0.123456789,
    "big": 1234567,
    "tiny": 1.5e-9,
    "row": [1.0, 2.5],
    "shape": (2, 3),
    "one": (5,),
    "grid": [[1, 2], [3, 4]],
    "word": {"en": "even", "zh": "偶数"},
    "table": {"a": [7, 8]},
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{{ n }}", "12"),
        ("{{n}} and {{ x }}", "12 and 0.123457"),
        ("{{ x:.2f }}", "0.12"),
        ("{{ x:.1% }}", "12.3%"),
        ("{{ big:, }}", "1,234,567"),
        ("{{ tiny }}", "1.500e-09"),
        ("{{ row }}", "[1, 2.5]"),
        ("{{ row:.2f }}", "[1.00, 2.50]"),
        ("{{ shape }} {{ one }}", "(2, 3) (5,)"),
        ("{{ row[1] }}", "2.5"),
        ("{{ table.a[0] }}", "7"),
        ("{{ grid:matrix }}", r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"),
        ("{{ row:matrix .1f }}", r"\begin{bmatrix} 1.0 \\ 2.5 \end{bmatrix}"),
        (r"\frac{1}{2} { {x} }", r"\frac{1}{2} { {x} }"),
    ],
)
def test_places(text: str, filled: str) -> None:
    assert fill_one(text, VALUES, "here") == filled


def test_by_language() -> None:
    assert fill(Text("{{ word }}", "{{ word }}"), VALUES, "here") == Text("even", "偶数")


@pytest.mark.parametrize(
    ("text", "words"),
    [("{{ m }}", "names no value"), ("{{ row[9] }}", "goes nowhere"), ("{{ n:.2q }}", "cannot be"),
     ("{{ shpae }}", "Did you mean `shape`")],
)  # fmt: skip
def test_a_wrong_place_is_told(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        fill_one(text, VALUES, "here")


def test_nothing_is_evaluated() -> None:
    for text in ("{{ n.__class__ }}", "{{ row.append }}"):
        with pytest.raises(BadInput):
            fill_one(text, VALUES, "here")
    assert fill_one("{{ __import__('os') }}", VALUES, "here") == "{{ __import__('os') }}"
