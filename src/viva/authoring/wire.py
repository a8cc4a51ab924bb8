"""Declarations as plain data and back, so that an untrusted bank's cases can leave its child."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from viva.authoring.exercise import Array, Case, Cost, Tensor
from viva.core.text import Text

_TAG = "__viva__"
_TYPES: dict[str, type[msgspec.Struct]] = {t.__name__: t for t in (Array, Case, Cost, Tensor, Text)}


def pack(value: Any) -> Any:
    """Structs become tagged dicts; everything else stays."""
    if isinstance(value, msgspec.Struct):
        fields = {f: pack(getattr(value, f)) for f in value.__struct_fields__}
        return {_TAG: type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return {k: pack(v) for k, v in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list):
        return [pack(v) for v in cast("list[Any]", value)]
    if isinstance(value, tuple):
        return tuple(pack(v) for v in cast("tuple[Any, ...]", value))
    return value


def unpack(value: Any) -> Any:
    """The inverse of `pack`; raises `msgspec.ValidationError` or `KeyError` on a forged one."""
    if isinstance(value, dict):
        table = {k: unpack(v) for k, v in cast("dict[Any, Any]", value).items()}
        tag = table.pop(_TAG, None)
        if tag is None:
            return table
        return msgspec.convert(table, _TYPES[tag], strict=True, from_attributes=True)
    if isinstance(value, list):
        return [unpack(v) for v in cast("list[Any]", value)]
    if isinstance(value, tuple):
        return tuple(unpack(v) for v in cast("tuple[Any, ...]", value))
    return value
