"""viva topics."""

from __future__ import annotations

import click

from viva.cli.face import Face, spoken


@click.command("topics")
@click.option("--track", help="Only the topics of this track, in its order.")
@spoken
def command(face: Face, track: str | None) -> None:
    """List topics by group, and the tracks.

    \b
    Example:
      viva topics --track twelve_basics
    """
    from viva.catalog import Catalog

    catalog = Catalog.installed()
    counts: dict[str, dict[str, int]] = {}
    for q in catalog.questions.values():
        by_kind = counts.setdefault(q.topic, {})
        by_kind[q.kind] = by_kind.get(q.kind, 0) + 1
    names = list(catalog.track(track).topics) if track else sorted(
        catalog.topics, key=lambda t: (catalog.topics[t].group, t)
    )  # fmt: skip
    topics = [catalog.topics[n] for n in names if n in catalog.topics]
    if face.as_json:
        face.json(
            {
                "topics": [
                    {
                        "id": t.id,
                        "title": face.say(t.title),
                        "group": t.group,
                        "requires": list(t.requires),
                        "questions": counts.get(t.id, {}),
                        "tracks": [k for k, v in catalog.tracks.items() if t.id in v.topics],
                    }
                    for t in topics
                ],
                "tracks": [
                    {"id": t.id, "title": face.say(t.title), "topics": list(t.topics)}
                    for t in catalog.tracks.values()
                ],
            }
        )
        return
    group = ""
    for t in topics:
        if t.group != group and not track:
            group = t.group
            click.secho(f"\n{group.replace('_', ' ')}", bold=True)
        kinds = " ".join(f"{k} {n}" for k, n in sorted(counts.get(t.id, {}).items()))
        click.echo(f"  {t.id:<28} {face.say(t.title)}  {kinds}")
    if not track and catalog.tracks:
        click.secho("\n" + face.pick("tracks", "学习路线"), bold=True)
        for name, t in catalog.tracks.items():
            click.echo(f"  {name:<28} {face.say(t.title)}")
    for problem in catalog.problems:
        click.echo(f"viva: {problem}", err=True)
