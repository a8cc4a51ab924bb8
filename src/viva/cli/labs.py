"""viva labs."""

from __future__ import annotations

import click

from viva.cli.face import Face, spoken


@click.command("labs")
@click.option("--topic", help="Only this topic.")
@spoken
def command(face: Face, topic: str | None) -> None:
    """List the labs.

    A lab is an experiment with parameters. It draws figures, and measures the sentences of the
    model answers over several seeds.

    \b
    Examples:
      viva labs
      viva lab learning_rate/stable_limit
    """
    from viva.catalog import Catalog, installed_banks
    from viva.core import VivaError
    from viva.lab import Labs
    from viva.lab.find import missing

    if topic is not None:
        Catalog.installed().topic(topic)
    rows: list[dict[str, object]] = []
    for entry in Labs(installed_banks()):
        if topic is not None and entry.topic != topic:
            continue
        try:
            lab = entry.load()
        except VivaError as e:
            click.echo(f"viva: {e}", err=True)
            continue
        rows.append(
            {
                "id": entry.id,
                "topic": entry.topic,
                "title": face.say(lab.title),
                "titles": {"en": lab.title.en, "zh-Hans": lab.title.zh},
                "claims": sum(not c.myth for c in lab.claims),
                "myths": sum(c.myth for c in lab.claims),
                "needs": list(lab.needs),
                "missing": list(missing(lab)),
            }
        )
    if face.as_json:
        face.json(rows)
        return
    for row in rows:
        note = face.pick("  (needs torch)", "（需要 torch）") if row["missing"] else ""
        click.echo(f"{row['id']:<44} {row['title']}{note}")
    if not rows:
        click.echo(face.pick("There is no lab here.", "这里没有实验。"))
