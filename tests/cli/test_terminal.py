"""Formulas as a terminal shows them."""

from __future__ import annotations

import pytest

from viva.cli.terminal import formula, readable


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\gamma = 1.5", "γ = 1.5"),
        (r"p=\operatorname{softmax}(z)", "p = softmax(z)"),
        (r"\sum_{i=1}^{n} x_i", "∑_(i=1)ⁿ xᵢ"),
        (r"\frac{x-\mu}{\sqrt{\sigma^2+\epsilon}}", "(x-μ)/(√(σ²+ϵ))"),
        (r"\frac{1}{n}", "1/n"),
        (r"\sum_j e^{x_j}", "∑ⱼ e^(xⱼ)"),
        (r"W^\top x", "Wᵀ x"),
        (r"\frac{2}{nk}(a)", "2/(nk)(a)"),
        (r"\sqrt{3v}", "√(3v)"),
        (r"\sqrt{n}", "√n"),
        (r"\text{fan\_in}", "fan_in"),
        (r"n\cdot\text{nprobe}/L", "n · nprobe/L"),
        (r"k \bmod F", "k mod F"),
        (r"h^{(0)}", "h^(0)"),
        (r"x_{\text{max}}", "x_max"),
        (r"2^{-3}", "2⁻³"),
        (r"\lVert a-b\rVert^2", "‖ a-b‖²"),
        (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "[1 2; 3 4]"),
        (r"28\times28", "28 × 28"),
        (r"x \in \mathbb{R}", "x ∈ ℝ"),
        (r"\operatorname{softmax}(z)_{k}", "softmax(z)ₖ"),
        (r"10\%", "10 %"),
        (r"x_{i,j}", "x_(i,j)"),
        (r"\left\lfloor \frac{a}{b} \right\rfloor", "⌊a/b ⌋"),
    ],
)
def test_formula(latex: str, shown: str) -> None:
    assert formula(latex) == shown


def test_code_is_left_alone_and_dollars_are_no_formula() -> None:
    text = "`a_$b$` costs $5 and ```\n$x$\n``` then $x_1$"
    assert readable(text) == "`a_$b$` costs $5 and ```\n$x$\n``` then `x₁`"
