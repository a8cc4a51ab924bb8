"""viva review."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from viva.cli.face import Face, spoken
from viva.core import KIND_NAMES, KindName

if TYPE_CHECKING:
    from viva.practice import Due


@click.command("review")
@click.option("--topic", default="", help="Only this topic.")
@click.option("--track", default="", help="Only this track.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KIND_NAMES), help="Only this kind."
)
@click.option("--list", "only_list", is_flag=True, help="Only list what is due; so does --json.")
@spoken
def command(face: Face, topic: str, track: str, kinds: tuple[str, ...], only_list: bool) -> int:
    """Practise what is due again, the most nearly forgotten first.

    \b
    Examples:
      viva review
      viva review --list --topic softmax
    """
    from viva.cli.opening import practising
    from viva.cli.session import Session, now
    from viva.scheduling import Wish

    wish = Wish(track=track, topic=topic, kinds=cast("tuple[KindName, ...]", kinds), only_due=True)
    with practising() as practice:
        if face.as_json or only_list:
            practice.settle(now())
            _show_queue(face, practice.review(now(), wish))
            return 0
        return Session(face, practice, wish).run()


def _show_queue(face: Face, queue: tuple[Due, ...]) -> None:
    if face.as_json:
        face.json(
            [
                {
                    "question": item.question.id,
                    "topic": item.question.topic,
                    "kind": item.question.kind,
                    "title": face.say(item.question.title),
                    "due": item.due.isoformat(),
                    "recall": round(item.recall, 4),
                }
                for item in queue
            ]
        )
        return
    from viva.cli.page import line
    from viva.cli.sentences import say

    line(face, say(face, "queue_title", n=len(queue)), "bold")
    for item in queue:
        line(face, f"{item.question.id}  {face.say(item.question.title)}", indent=2)
        words = say(face, "queue_row", date=item.due.isoformat(), recall=f"{item.recall:.0%}")
        line(face, words, "dim", indent=4)
