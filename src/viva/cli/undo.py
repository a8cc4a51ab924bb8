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
    from viva.cli.session import now

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
    if event.outcome is not None:
        what = say(face, "an_answer", outcome=say(face, event.outcome))
    else:
        what = say(face, "a_give_up" if event.event == "give_up" else "a_close")
    line(face, say(face, "undone", what=what, question=event.question, seed=event.seed), "bold")
    if rating is not None:
        line(face, say(face, "undone_rating", rating=say(face, f"rated_{rating.name.lower()}")))
    line(face, say(face, "undone_open"), "dim")
    return 0
