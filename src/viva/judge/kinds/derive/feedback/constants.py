"""Names a number that a wrong formula is off by, where it has a simple name."""

from __future__ import annotations

import math
from fractions import Fraction

_UNITS = (
    ("", 1.0),
    ("ln 2", math.log(2)),
    ("1/ln 2", 1 / math.log(2)),
    ("ln 10", math.log(10)),
    ("1/ln 10", 1 / math.log(10)),
    ("√2", math.sqrt(2)),
    ("√3", math.sqrt(3)),
    ("π", math.pi),
    ("1/π", 1 / math.pi),
    ("√π", math.sqrt(math.pi)),
    ("√(2π)", math.sqrt(2 * math.pi)),
    ("1/√(2π)", 1 / math.sqrt(2 * math.pi)),
    ("ln 2π", math.log(2 * math.pi)),
    ("e", math.e),
)
MAX_DENOMINATOR = 60


def recognise(value: float) -> str | None:
    """`-1/2`, `ln 2`, `3·π`, … or None for a number without a simple name."""
    if not math.isfinite(value) or value == 0:
        return None
    for name, unit in _UNITS:
        quotient = value / unit
        if abs(quotient) > 10_000:
            continue
        fraction = Fraction(quotient).limit_denominator(MAX_DENOMINATOR)
        if fraction and abs(quotient - float(fraction)) <= 1e-9 * abs(quotient):
            if not name:
                return str(fraction)
            if fraction == 1:
                return name
            return f"−{name}" if fraction == -1 else f"{fraction}·{name}"
    return None
