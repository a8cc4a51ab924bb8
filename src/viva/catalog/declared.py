"""Reads the TOML an author wrote; an error names the file, the field, the value and the mend."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from viva.core import BadInput

T = TypeVar("T")

_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?$", re.S)
_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+|\.\.\.)\]")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
SIZE_LIMIT = 1 << 20


def read_text(path: Path, where: str) -> str:
    """A text file of a bank: UTF-8, at most 1 MiB."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise BadInput("this file is missing.", where=where, mend="Add it.") from None
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror}).", where=where) from None
    if len(raw) > SIZE_LIMIT:
        raise BadInput("is larger than 1 MiB.", where=where, mend="Make it smaller.")
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as e:
        raise BadInput(
            f"is not UTF-8 (byte {e.start}).", where=where, mend="Save it as UTF-8."
        ) from None


def read_toml(path: Path, where: str) -> dict[str, Any]:
    """The table in a TOML file."""
    return parse_toml(read_text(path, where), where)


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The table in a TOML text; a syntax error keeps TOML's own line and column."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise BadInput(f"is not valid TOML: {e}.", where=where) from None


def declared(table: Mapping[str, Any], shape: type[T], where: str) -> T:
    """The table as a `shape`, or a `BadInput` that names field, value and mend."""
    try:
        return msgspec.convert(table, shape, strict=True, str_keys=True)
    except msgspec.ValidationError as e:
        raise _explain(str(e), table, shape, where) from None


def _explain(message: str, table: Mapping[str, Any], shape: type[Any], where: str) -> BadInput:
    match = _AT.match(message)
    what, path = (match["what"], match["path"] or "$") if match else (message, "$")
    steps = [a or b for a, b in _STEP.findall(path)]
    field = _spelled(steps)
    if missing := _MISSING.search(what):
        name = _spelled([*steps, missing[1]])
        return BadInput(f"the field `{name}` is missing.", where=where, mend="Add it.")
    if unknown := _UNKNOWN.search(what):
        name = _spelled([*steps, unknown[1]])
        near = difflib.get_close_matches(unknown[1], _field_names(shape, steps), n=1, cutoff=0.5)
        mend = f"Did you mean `{near[0]}`?" if near else "Remove it."
        return BadInput(f"there is no field `{name}`.", where=where, mend=mend)
    value = _value_at(table, steps)
    shown = "" if value is _NOTHING else f" is {value!r:.80}"
    what = what[0].lower() + what[1:]
    return BadInput(f"the field `{field}`{shown}: {what}.", where=where)


_NOTHING = object()


def _spelled(steps: list[str]) -> str:
    text = ""
    for step in steps:
        text += f"[{step}]" if step.isdigit() or step == "..." else f".{step}" if text else step
    return text or "(the whole file)"


def _value_at(table: Any, steps: list[str]) -> Any:
    value = table
    for step in steps:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return _NOTHING
    return value


def _field_names(shape: type[Any], steps: list[str]) -> list[str]:
    """The fields that the struct at `steps` has, looked up through msgspec's own type tree."""
    from msgspec import inspect as types

    node: Any = types.type_info(shape)
    for step in steps:
        if isinstance(node, types.UnionType):
            node = next((t for t in node.types if isinstance(t, types.StructType)), node)
        if isinstance(node, types.StructType):
            node = next((f.type for f in node.fields if f.encode_name == step), None)
        elif isinstance(node, types.ListType | types.VarTupleType):
            node = node.item_type
        elif isinstance(node, types.DictType):
            node = node.value_type
    if isinstance(node, types.ListType | types.VarTupleType):
        node = node.item_type
    return [f.encode_name for f in node.fields] if isinstance(node, types.StructType) else []
