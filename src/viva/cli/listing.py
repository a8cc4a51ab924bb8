"""viva list."""

from __future__ import annotations

import click

from viva.cli.face import Face, spoken
from viva.core import KIND_NAMES, BadInput


@click.command("list")
@click.option("--topic", help="Only this topic.")
@click.option("--track", help="Only topics of this track.")
@click.option("--kind", type=click.Choice(KIND_NAMES), help="Only this kind.")
@click.option("--level", type=click.IntRange(1, 5), help="Only this level.")
@spoken
def command(
    face: Face, topic: str | None, track: str | None, kind: str | None, level: int | None
) -> None:
    """List the questions.

    \b
    Example:
      viva list --track twelve_basics --kind code
    """
    from viva.catalog import Catalog
    from viva.judge.judge import missing_extras

    catalog = Catalog.installed()
    if topic is not None:
        catalog.topic(topic)
    if track is not None:
        catalog.track(track)
    chosen = [
        q
        for q in catalog.questions.values()
        if (topic is None or q.topic == topic)
        and (track is None or track in q.tracks)
        and (kind is None or q.kind == kind)
        and (level is None or q.level == level)
    ]
    if face.as_json:
        face.json(
            [
                {
                    "id": q.id,
                    "topic": q.topic,
                    "kind": q.kind,
                    "level": q.level,
                    "tracks": list(q.tracks),
                    "parametric": q.parametric,
                    "needs": list(q.needs),
                    "title": face.say(q.title),
                    "titles": {"en": q.title.en, "zh-Hans": q.title.zh},
                }
                for q in chosen
            ]
        )
    else:
        for q in chosen:
            lacking = missing_extras(q)
            note = face.pick(f"  (needs {', '.join(lacking)})", f"（需要 {'、'.join(lacking)}）")
            click.echo(f"{q.id:<48} {q.kind:<8} {q.level}  {face.say(q.title)}"
                       + (note if lacking else ""))  # fmt: skip
        if not chosen and not catalog.questions:
            raise BadInput(
                "no question was found.",
                mend="Is a bank installed? VIVA_BANKS names further ones.",
                zh="没有找到题目。装好题库了吗？可以用 VIVA_BANKS 指定更多题库。",
            )
    for problem in catalog.problems:
        click.echo(f"viva: {problem}", err=True)
