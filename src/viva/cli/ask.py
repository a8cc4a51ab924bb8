"""viva ask."""

from __future__ import annotations

from typing import Any

import click

from viva.cli.face import Face, spoken


@click.command("ask")
@click.argument("id")
@click.option("--seed", default=0, show_default=True, help="Which variant.")
@click.option("--hint", "hints", type=click.IntRange(0), default=0, help="Show that many hints.")
@click.option("--answer", is_flag=True, help="Show the model answer too.")
@click.option("--starter", is_flag=True, help="Print only the starter of a code question.")
@spoken
def command(face: Face, id: str, seed: int, hints: int, answer: bool, starter: bool) -> None:
    """Show a question.

    \b
    Examples:
      viva ask softmax/stable_softmax
      viva ask conv_output_shape/height --seed 7 --lang zh
      viva ask softmax/stable_softmax --starter > answer.py
    """
    from viva.catalog import Catalog
    from viva.judge import Judge

    catalog = Catalog.installed()
    question = catalog.question(id)
    with Judge() as judge:
        variant = judge.variant(question, seed)
    if starter:
        click.echo(str(variant.shown.get("starter", "")), nl=False)
        return
    if face.as_json:
        document: dict[str, Any] = {
            "id": question.id,
            "topic": question.topic,
            "kind": question.kind,
            "level": question.level,
            "seed": seed,
            "title": face.say(question.title),
            "prompt": face.say(variant.prompt),
            "sources": [s.cite for s in question.sources],
            "hints": len(variant.hints),
            **_in_language(variant.shown, face),
        }
        if hints:
            document["hint_texts"] = [face.say(h) for h in variant.hints[:hints]]
        if answer:
            document["answer"] = face.say(variant.worked)
        face.json(document)
        return
    from viva.cli.page import prose, rule
    from viva.cli.verdict import show_question

    show_question(face, variant)
    for n, hint in enumerate(variant.hints[:hints], 1):
        rule(face, face.pick(f"hint {n}", f"提示 {n}"))
        prose(face, hint)
    if answer:
        rule(face, face.pick("model answer", "参考答案"))
        prose(face, variant.worked)


def _in_language(value: Any, face: Face) -> Any:
    """Pairs {"en", "zh"} in what a kind shows, replaced by the one that is wanted."""
    from viva.core import Text

    if isinstance(value, dict):
        if set(value) == {"en", "zh"}:
            return face.say(Text(value["en"], value["zh"]))
        return {k: _in_language(v, face) for k, v in value.items()}
    if isinstance(value, list):
        return [_in_language(v, face) for v in value]
    return value
