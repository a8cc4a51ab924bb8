"""viva undo."""

from __future__ import annotations

import click

from viva.cli.face import Face, spoken


@click.command("undo")
@spoken
def command(face: Face) -> int:
    """Take back the last recorded answer, and the rating that came of it.

    The question is open again, as it was before, and `viva next` takes it up. Repeat it to go
    further back.

    \b
    Example:
      viva undo
    """
    from viva.cli.opening import practising
    from viva.cli.page import line
    from viva.cli.sentences import say
    from viva.cli.session import now, show_undone

    with practising() as practice:
        undone = practice.undo(now())
    event, rating = undone.event, undone.rating
    if face.as_json:
        face.json(
            {
                "question": event.question,
                "seed": event.seed,
                "event": event.event,
                "outcome": event.outcome,
                "rating": None if rating is None else rating.name.lower(),
                "at": event.at.isoformat(),
            }
        )
        return 0
    show_undone(face, undone)
    line(face, say(face, "undone_open"), "dim")
    return 0
