"""Numbers and shapes as people type them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viva.judge.kinds.compute import numbers
from viva.judge.kinds.compute.numbers import Unreadable

REAL = [
    ("42", 42),
    (" 42 ", 42),
    ("-3", -3),
    ("−3", -3),
    ("+3.50", Fraction(7, 2)),
    (".5", Fraction(1, 2)),
    ("5.", 5),
    ("1/8", Fraction(1, 8)),
    ("-1/8", Fraction(-1, 8)),
    ("(1/8)", Fraction(1, 8)),
    ("3⁄4", Fraction(3, 4)),
    ("½", Fraction(1, 2)),
    ("1e3", 1000),
    ("1.5E-3", Fraction(3, 2000)),
    ("1.2×10^3", 1200),
    ("1.2 x 10^-3", Fraction(12, 10000)),
    ("1.2*10**3", 1200),
    ("1.2 \\times 10^{3}", 1200),
    ("1.2·10⁻³", Fraction(12, 10000)),
    ("10^4", 10**4),
    ("10⁷", 10**7),
    ("12.5%", Fraction(1, 8)),
    ("12.5 ％", Fraction(1, 8)),
    ("1,234,567", 1234567),
    ("1，234，567", 1234567),
    ("1 234 567", 1234567),
    ("1_234_567", 1234567),
    ("1'234'567", 1234567),
    ("1,234.5", Fraction(12345, 10)),
    ("１２３．５", Fraction(1235, 10)),
    ("3万", 30000),
    ("1.2亿", 120_000_000),
    ("25.6M", 25_600_000),
    ("61.1 million", 61_100_000),
    ("12k", 12000),
    ("= 7", 7),
    ("x = 7", 7),
    ("μ=3", 3),
    ("σ² = 27.2", Fraction(136, 5)),
    ("x̂_4 = 0.5", Fraction(1, 2)),
    ("\\sigma^2 = 4", 4),
    ("≈0.3", Fraction(3, 10)),
    ("约 0.3", Fraction(3, 10)),
    ("$0.25$", Fraction(1, 4)),
]


@pytest.mark.parametrize(("typed", "value"), REAL)
def test_real(typed: str, value: object) -> None:
    assert numbers.real(typed) == value


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "1,5", "1,23,456", "1 2", "1/0", "1//2", "nan", "inf", "∞", "-∞", "1e99999",
     "0x10", "1e", "--3", "1.2.3", "9**9**9", "10^999999", "__import__('os')", "1" * 500, "3 apples",
     "１，５"],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_both_languages(typed: str) -> None:
    with pytest.raises(Unreadable) as caught:
        numbers.real(typed)
    assert caught.value.en
    assert caught.value.zh
    assert caught.value.en != caught.value.zh


def test_units_and_percent() -> None:
    assert numbers.real("12 MB", units=("MB", "MiB")) == 12
    assert numbers.real("12mib", units=("MB", "MiB")) == 12
    assert numbers.real("12.5", percent=True) == numbers.real("12.5%", percent=True) == 12.5
    with pytest.raises(Unreadable):
        numbers.real("12 kg", units=("MB",))


SHAPES = [
    ("(2, 3)", (2, 3)), ("[2,3]", (2, 3)), ("2x3", (2, 3)), ("2×3", (2, 3)), ("2 X 3", (2, 3)),
    ("2*3", (2, 3)), ("2 by 3", (2, 3)), ("2 3", (2, 3)), ("2，3", (2, 3)), ("（2，3）", (2, 3)),
    ("torch.Size([2, 3])", (2, 3)), ("2乘3", (2, 3)), ("(5,)", (5,)), ("5", (5,)), ("()", ()),
    ("shape = (1, 2, 3)", (1, 2, 3)), ("２×３", (2, 3)), ("2 \\times 3", (2, 3)), ("2、3", (2, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "value"), SHAPES)
def test_shape(typed: str, value: tuple[int, ...]) -> None:
    assert numbers.shape(typed) == value


@pytest.mark.parametrize("typed", ["", "a by b", "2.5x3", "-2x3", "two by three"])
def test_no_shape(typed: str) -> None:
    with pytest.raises(Unreadable):
        numbers.shape(typed)


def test_sequences_and_matrices() -> None:
    assert numbers.sequence("[1, 2.5, 1/2]") == [1, 2.5, Fraction(1, 2)]
    assert numbers.sequence("1; 2; 3") == numbers.sequence("1 2 3") == [1, 2, 3]
    assert numbers.sequence("np.array([1, -2])") == [1, -2]
    assert numbers.matrix("[[1, 2], [3, 4]]") == numbers.matrix("1 2; 3 4") == [[1, 2], [3, 4]]
    with pytest.raises(Unreadable):
        numbers.matrix("[[1, 2], [3]]")


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e30, max_value=1e30))
def test_what_python_prints_reads_back(x: float) -> None:
    assert float(numbers.real(repr(x))) == x


@given(st.integers(-(10**15), 10**15))
def test_grouped_digits_read_back(n: int) -> None:
    assert numbers.real(f"{n:,}") == n


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (numbers.real, numbers.shape, numbers.sequence, numbers.matrix):
        try:
            read(text)  # type: ignore[operator]
        except Unreadable:
            continue
