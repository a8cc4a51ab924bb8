"""Is what came back what was expected, and if not, where and by how much?

Lenient where an interviewer would be (a list for an array, an int for a float, a tuple for a
list), strict where numbers are concerned: shape, values within the stated tolerance, NaN and
infinity only where they are expected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import msgspec
import numpy as np

from viva.core import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Difference(msgspec.Struct, frozen=True):
    """Why two values are not the same; `at` is the place inside a container."""

    words: Text
    at: str = ""


def difference(
    got: Any, expected: Any, *, rtol: float, atol: float, same_dtype: bool = False, at: str = ""
) -> Difference | None:
    """None when `got` is right. Tensors have become arrays on both sides before."""
    if isinstance(expected, np.ndarray):
        return _array(got, expected, rtol, atol, same_dtype, at)
    if isinstance(expected, np.generic):
        expected = expected.item()
    if isinstance(got, np.generic) or (isinstance(got, np.ndarray) and got.shape == ()):
        got = got.item()
    if isinstance(expected, Mapping):
        return _mapping(got, cast("Mapping[Any, Any]", expected), rtol, atol, same_dtype, at)
    if isinstance(expected, list | tuple):
        return _sequence(got, cast("Sequence[Any]", expected), rtol, atol, same_dtype, at)
    if isinstance(expected, bool) or expected is None or isinstance(expected, str | bytes):
        if isinstance(expected, bool) and got in (0, 1) and isinstance(got, int):
            got = bool(got)
        if type(got) is type(expected) and got == expected:
            return None
        return _other(got, expected, at)
    if isinstance(expected, int | float | complex):
        if isinstance(got, bool) or not isinstance(got, int | float | complex):
            return _other(got, expected, at)
        return _array(np.asarray(got), np.asarray(expected), rtol, atol, False, at)
    raise TypeError(f"a case expects a {type(expected).__name__}, which cannot be compared")


def _array(
    got: Any, expected: NDArray[Any], rtol: float, atol: float, same_dtype: bool, at: str
) -> Difference | None:
    if got is None:
        return Difference(
            Text("It returned None: is a `return` missing?", "返回了 None：是不是漏了 return？"), at
        )
    if isinstance(got, list | tuple | int | float | complex | np.generic):
        try:
            got = np.asarray(got)
        except (ValueError, OverflowError):
            return _other(got, expected, at)
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "biufcU":
        return _other(got, expected, at)
    if got.shape != expected.shape:
        return Difference(
            Text(
                f"The shape is {got.shape}; it should be {expected.shape}.",
                f"形状是 {got.shape}，应为 {expected.shape}。",
            ),
            at,
        )
    if same_dtype and got.dtype != expected.dtype:
        return Difference(
            Text(
                f"The dtype is {got.dtype}; it should be {expected.dtype}.",
                f"dtype 是 {got.dtype}，应为 {expected.dtype}。",
            ),
            at,
        )
    if expected.dtype.kind in "bU" or got.dtype.kind == "U":
        wrong = got != expected
        if expected.dtype.kind == "b" and got.dtype.kind not in "biu":
            return _other(got, expected, at)
        return _count(np.asarray(wrong), at) if np.any(wrong) else None
    return _numbers(got, expected, rtol, atol, at)


def _numbers(
    got: NDArray[Any], expected: NDArray[Any], rtol: float, atol: float, at: str
) -> Difference | None:
    wide: Any = np.complex128 if "c" in (got.dtype.kind, expected.dtype.kind) else np.float64
    if got.dtype.kind in "iu" and expected.dtype.kind in "iu":
        wrong = got != expected
        if rtol == 0 and atol == 0:
            return _count(wrong, at) if np.any(wrong) else None
    a, b = got.astype(wide), expected.astype(wide)
    finite = np.isfinite(b)
    odd = ~np.isfinite(a) & finite
    if np.any(odd):
        some = "NaN" if np.any(np.isnan(a[odd])) else "infinity"
        zh = " NaN" if some == "NaN" else "无穷大"
        n = int(odd.sum())
        return Difference(
            Text(
                f"{n} of {a.size} values {'is' if n == 1 else 'are'} {some} "
                "where a finite number belongs.",
                f"{a.size} 个数里有 {n} 个是{zh}，这里应为有限的数。",
            ),
            at,
        )
    # Infinities and NaNs that are expected must be there exactly; inf - inf would be NaN.
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    off = np.zeros(a.shape)
    both = finite & np.isfinite(a)
    off[both] = np.abs(a[both] - b[both])
    right = np.where(finite, off <= atol + rtol * np.abs(np.where(finite, b, 0)), same)
    if np.all(right):
        return None
    return _worst(a, b, off, ~right, at)


def _worst(
    a: NDArray[Any], b: NDArray[Any], off: NDArray[Any], wrong: NDArray[Any], at: str
) -> Difference:
    n, size = int(wrong.sum()), a.size
    if size == 1:
        x, y = a.reshape(()).item(), b.reshape(()).item()
        return Difference(Text(f"{x:.6g} instead of {y:.6g}.", f"得到 {x:.6g}，应为 {y:.6g}。"), at)
    place = tuple(
        int(i) for i in np.unravel_index(int(np.argmax(np.where(wrong, off, -1.0))), a.shape)
    )
    where = f"[{', '.join(map(str, place))}]"
    x, y = a[place].item(), b[place].item()
    return Difference(
        Text(
            f"{n} of {size} values {'is' if n == 1 else 'are'} wrong; the worst is at {where}: "
            f"{x:.6g} instead of {y:.6g} (off by {off[place]:.3g}).",
            f"{size} 个数里有 {n} 个不对；差得最多的在 {where}：得到 {x:.6g}，应为 {y:.6g}"
            f"（差 {off[place]:.3g}）。",
        ),
        at,
    )


def _count(wrong: NDArray[Any], at: str) -> Difference:
    n = int(wrong.sum())
    place = [int(i) for i in np.argwhere(wrong.reshape(wrong.shape or (1,)))[0]]
    return Difference(
        Text(
            f"{n} of {wrong.size} entries {'is' if n == 1 else 'are'} wrong, the first at {place}.",
            f"{wrong.size} 个元素里有 {n} 个不对，第一个在 {place}。",
        ),
        at,
    )


def _mapping(
    got: Any, expected: Mapping[Any, Any], rtol: float, atol: float, same_dtype: bool, at: str
) -> Difference | None:
    if not isinstance(got, Mapping):
        return _other(got, expected, at)
    table = cast("Mapping[Any, Any]", got)
    lacking = [k for k in expected if k not in table]
    extra = [k for k in table if k not in expected]
    if lacking or extra:
        key = (lacking or extra)[0]
        return Difference(
            Text(f"The key {key!r} is missing.", f"缺少键 {key!r}。")
            if lacking
            else Text(f"The key {key!r} does not belong here.", f"多了键 {key!r}。"),
            at,
        )
    for key, value in expected.items():
        inner = f"{at}[{key!r}]"
        found = difference(table[key], value, rtol=rtol, atol=atol, same_dtype=same_dtype, at=inner)
        if found is not None:
            return found
    return None


def _sequence(
    got: Any, expected: Sequence[Any], rtol: float, atol: float, same_dtype: bool, at: str
) -> Difference | None:
    if isinstance(got, np.ndarray):
        got = list(got)
    if not isinstance(got, list | tuple):
        return _other(got, expected, at)
    items = cast("Sequence[Any]", got)
    if len(items) != len(expected):
        return Difference(
            Text(
                f"There are {len(items)} items; there should be {len(expected)}.",
                f"有 {len(items)} 项，应有 {len(expected)} 项。",
            ),
            at,
        )
    for n, (a, b) in enumerate(zip(items, expected, strict=True)):
        inner = f"{at}[{n}]"
        found = difference(a, b, rtol=rtol, atol=atol, same_dtype=same_dtype, at=inner)
        if found is not None:
            return found
    return None


def _other(got: Any, expected: Any, at: str) -> Difference:
    a, b = _type(got), _type(expected)
    if a != b:
        return Difference(Text(f"It is {a}; it should be {b}.", f"得到的是 {a}，应为 {b}。"), at)
    return Difference(
        Text(f"It is {got!r:.80}; it should be {expected!r:.80}.",
             f"得到 {got!r:.80}，应为 {expected!r:.80}。"),
        at,
    )  # fmt: skip


def _type(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array {value.dtype}{list(value.shape)}"
    return "None" if value is None else type(value).__name__
