"""viva next, and viva alone: a practice session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from viva.cli.face import Face, spoken
from viva.core import KIND_NAMES, KindName, Text

if TYPE_CHECKING:
    from viva.practice import Encounter, Practice
    from viva.scheduling import Choice, Wish


@click.command("next")
@click.argument("id", required=False)
@click.option("--topic", default="", help="Only this topic.")
@click.option("--track", default="", help="Only this track.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KIND_NAMES), help="Only this kind."
)
@click.option("--one", is_flag=True, help="One question; the exit code is its verdict's.")
@spoken
def command(
    face: Face,
    id: str | None = None,
    topic: str = "",
    track: str = "",
    kinds: tuple[str, ...] = (),
    one: bool = False,
) -> int:
    """Practise: the question that suits you, your answer, the verdict, and the next.

    With ID, that question. What you answer is recorded; Ctrl-C leaves and loses nothing. With
    --json the question is begun and printed, and nothing is asked: answer it with
    `viva grade ID FILE --seed N --record`.

    \b
    Examples:
      viva next
      viva next --track twelve_basics --kind code
      viva next softmax/stable_softmax --one
    """
    from viva.cli.opening import practising
    from viva.scheduling import Wish

    wish = Wish(track=track, topic=topic, kinds=cast("tuple[KindName, ...]", kinds))
    with practising() as practice:
        if face.as_json:
            return print_next(face, practice, wish, id or "")
        from viva.cli.session import Session

        return Session(face, practice, wish, one=one, asked=id or "").run()


def print_next(face: Face, practice: Practice, wish: Wish, asked: str) -> int:
    """Begins the next encounter and prints it."""
    from viva.cli.session import now
    from viva.scheduling import Choice

    if asked:
        choice = Choice(asked, "asked", Text("", ""))
    else:
        choice = practice.next_question(now(), wish)
    encounter = practice.start(choice.question, now()) if choice.question else None
    face.json(choice_document(face, choice, encounter))
    return 0


def choice_document(face: Face, choice: Choice, encounter: Encounter | None) -> dict[str, Any]:
    """What was chosen, why, and the variant, as `viva next --json` prints it."""
    document: dict[str, Any] = {
        "question": choice.question or None,
        "because": choice.because,
        "reason": face.say(choice.reason),
        "missing": dict(choice.missing),
    }
    if encounter is None:
        return document
    question = encounter.question
    return document | {
        "encounter": encounter.id,
        "resumed": encounter.resumed,
        "seed": encounter.variant.seed,
        "topic": question.topic,
        "kind": question.kind,
        "level": question.level,
        "title": face.say(question.title),
        "prompt": face.say(encounter.variant.prompt),
        "hints_taken": encounter.hints,
        "hints": len(encounter.variant.hints),
    }
