"""The schema that the migrations make, as text: `python -m viva.store.schema` writes it anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy import text

from viva.store.engine import make_engine, reading
from viva.store.migrate import bring_up_to_date
from viva.store.place import place_in

SCHEMA = Path(__file__).parent / "schema.sql"


def schema() -> str:
    """The SQL of an empty, fully migrated store, in a fixed order."""
    with tempfile.TemporaryDirectory() as folder:
        place = place_in(Path(folder))
        engine = make_engine(place)
        try:
            bring_up_to_date(engine, place)
            with reading(engine, place) as connection:
                rows = connection.execute(
                    text(
                        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
                        "ORDER BY type DESC, name"
                    )
                )
                statements = [str(sql).replace("\t", "    ") for sql in rows.scalars()]
        finally:
            engine.dispose()
    return "-- What the migrations make. Written by `python -m viva.store.schema`.\n\n" + "".join(
        f"{_tidy(statement)};\n\n" for statement in statements
    ).rstrip("\n") + "\n"  # fmt: skip


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip() for line in statement.strip().splitlines())


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
