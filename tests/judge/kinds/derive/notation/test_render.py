"""What is shown as read means what was typed: written out again, it is read as the same."""

from __future__ import annotations

from typing import Any

import pytest

from viva.judge.kinds.derive import Options, compare, declare, parse, to_latex, to_python, to_text

# NumPy's vectors have no orientation, an axis has no name in mathematics, and a label that is
# compared with an index counts from 0
NUMPY_ONLY = ("axis", "dim=", "None", "x@W", "x @ W", "s@W", "(y==k)")


@pytest.mark.parametrize("notation", ["latex", "python"])
def test_written_out_it_means_the_same(corpus: Any, notation: str) -> None:
    changed: list[tuple[str, str | None]] = []
    tried = 0
    for pair in [*corpus("right")[::2], *corpus("near_miss")[::3], *corpus("right_blind")[::2]]:
        symbols = declare(pair.symbols)
        tree = parse(pair.answer, symbols)
        if len(tree.sides) > 1 or any(word in pair.answer for word in NUMPY_ONLY):
            continue
        text = to_latex(tree, symbols) if notation == "latex" else to_python(tree, symbols)
        if text is None or compare(tree, tree, symbols, diagnosis_s=0).verdict != "equal":
            continue
        tried += 1
        again = parse(text, symbols, "latex" if notation == "latex" else "python")
        either = Options(either_turn=True)
        if compare(tree, again, symbols, options=either, diagnosis_s=0).verdict != "equal":
            changed.append((pair.answer, text))
    assert changed == []
    assert tried > 300


def test_the_reach_of_a_sum_shows() -> None:
    symbols = declare("x: vector[n], b: real")
    loose = parse(r"\sum_i x_i + b", symbols)
    tight = parse(r"\sum_i (x_i + b)", symbols)
    assert to_text(loose, symbols) == "(Σᵢ xᵢ) + b"
    assert to_text(tight, symbols) == "Σᵢ (xᵢ + b)"
    assert to_latex(loose, symbols) == r"\left(\sum_{i} x_{i}\right) + b"


def test_a_numpy_product_is_shown_as_what_it_is() -> None:
    symbols = declare("v: vector[n], w: vector[n], A: matrix[n,n], c: real")
    shown = {
        "v @ w": "vᵀ w",
        "v * w": "v ⊙ w",
        "c * v": "c·v",
        "A @ v": "A v",
        "v @ A @ w": "vᵀ A w",
        "np.outer(v, w)": "outer(v, w)",
        "v @ w.T": "v wᵀ",
    }
    assert {typed: to_text(parse(typed, symbols), symbols) for typed in shown} == shown
