"""viva myths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from viva.cli.face import Face, spoken
from viva.core import Text

if TYPE_CHECKING:
    from viva.lab.myths import Myth
    from viva.lab.record import LabRecord

RULINGS = {
    "wrong": Text("wrong", "错"),
    "sloppy": Text("sloppy", "不严谨"),
    "true_only_if": Text("true only if …", "有条件才成立"),
}


@click.command("myths")
@click.argument("id", required=False)
@click.option("--topic", help="Only this topic.")
@spoken
def command(face: Face, id: str | None, topic: str | None) -> int:
    """What everybody says, and the number that shows it wrong.

    \b
    Examples:
      viva myths
      viva myths optimisers/adam_is_better
    """
    from viva.catalog import installed_banks
    from viva.catalog.catalog import unknown
    from viva.lab.myths import myths
    from viva.lab.record import read_records

    banks = installed_banks()
    cards, problems = myths(banks)
    for problem in problems:
        click.echo(f"viva: {problem}", err=True)
    if id is not None and id not in {c.id for c in cards}:
        raise unknown("myth", id, [c.id for c in cards], "viva myths")
    records: dict[str, LabRecord] = {}
    for bank in banks:
        records |= read_records(bank.folder)
    shown = [c for c in cards if (id is None or c.id == id) and (topic is None or c.topic == topic)]
    if face.as_json:
        face.json([_document(face, c, records) for c in shown])
        return 0
    from viva.cli.page import gap, line, prose

    for card in shown:
        table = _document(face, card, records)
        said = table["sentence"].translate(str.maketrans("“”", "‘’"))
        line(face, f"“{said}”", "bold")
        line(face, table["ruling"], "red" if table["verdict"] == "wrong" else "yellow", indent=2)
        if table["number"]:
            line(face, table["number"], indent=2)
        prose(face, card.card.truth, indent=2)
        line(face, f"viva lab {table['lab']} · {table['source']}", "dim", indent=2)
        gap(face)
    return 0


def _document(face: Face, myth: Myth, records: dict[str, LabRecord]) -> dict[str, Any]:
    from viva.lab.myths import filled

    card = myth.card
    record = records.get(card.lab)
    found = record.claims.get(card.claim) if record else None
    number = (
        face.say(filled(card.number, found.mean, found.low, found.high))
        if found is not None
        else ""
    )
    return {
        "id": myth.id,
        "topic": myth.topic,
        "sentence": face.say(card.sentence),
        "verdict": card.verdict,
        "ruling": face.say(RULINGS[card.verdict]),
        "number": number,
        "truth": face.say(card.truth),
        "lab": card.lab,
        "claim": card.claim,
        "measured": None
        if found is None or record is None
        else {
            "mean": found.mean,
            "low": found.low,
            "high": found.high,
            "seeds": found.seeds,
            "day": record.day.isoformat(),
        },
        "source": card.source,
    }
