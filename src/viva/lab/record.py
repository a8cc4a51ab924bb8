"""What was measured of every claim, as a bank carries it: `measured.json`, made by `viva check`.

A page can show a number at once and say where it comes from; the hash says whether it still
belongs to the lab as it stands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from viva.core import BadInput
from viva.lab.claims import Finding, Standing
from viva.lab.find import Entry

FILE = "measured.json"


class Measured(msgspec.Struct, frozen=True, omit_defaults=True):
    """One claim as it was measured."""

    standing: Standing
    mean: float
    low: float
    high: float
    seeds: int


class LabRecord(msgspec.Struct, frozen=True):
    """One lab: when, of which content, with which versions, and its claims."""

    day: date
    content: str
    versions: tuple[str, ...]
    claims: dict[str, Measured]


Records = dict[str, LabRecord]


def read_records(bank: Path) -> Records:
    """The records of a bank; empty where it carries none."""
    path = bank / FILE
    if not path.is_file():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, LabRecord])
    except msgspec.DecodeError as e:
        raise BadInput(
            f"cannot be read: {e}.",
            where=FILE,
            mend="Make it anew with `viva check --labs --record`.",
        ) from None


def write_records(bank: Path, records: Mapping[str, LabRecord]) -> None:
    """Writes the records, sorted, one line a claim, so that a change reads well."""
    table = msgspec.to_builtins(dict(sorted(records.items())))
    part = bank / f".{FILE}"
    part.write_bytes(_laid_out(table).encode())
    part.replace(bank / FILE)


def _laid_out(table: Any) -> str:
    def text(value: Any) -> str:
        return msgspec.json.format(msgspec.json.encode(value), indent=-1).decode()

    labs: list[str] = []
    for id, lab in table.items():
        claims = ",\n".join(f"   {text(k)}: {text(v)}" for k, v in sorted(lab["claims"].items()))
        labs.append(
            f'{text(id)}: {{"day": {text(lab["day"])}, "content": {text(lab["content"])},\n'
            f'  "versions": {text(lab["versions"])},\n  "claims": {{\n{claims}}}}}'
        )
    return "{\n" + ",\n".join(labs) + "\n}\n"


def measured(finding: Finding) -> Measured:
    """A finding without its single runs, to five significant digits; whole numbers stay whole."""

    def short(value: float) -> float:
        exact = not math.isfinite(value) or value == round(value)
        return value if exact else float(f"{value:.5g}")

    return Measured(
        finding.standing,
        short(finding.mean),
        short(finding.low),
        short(finding.high),
        len(finding.per_seed),
    )


def fresh(entry: Entry, record: LabRecord | None) -> bool:
    """Whether the record was measured of the lab as it stands."""
    return record is not None and record.content == entry.content_hash()
