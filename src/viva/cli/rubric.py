"""viva rubric."""

from __future__ import annotations

import click

from viva.cli.face import Face, spoken
from viva.core import BadInput


@click.command("rubric")
@click.argument("id")
@click.argument("file")
@spoken
def command(face: Face, id: str, file: str) -> None:
    """For authors: which words of a text matched which point of a question's rubric.

    \b
    Example:
      echo 'At test time it uses running averages.' | viva rubric batch_norm/why -
    """
    from viva.catalog import Catalog
    from viva.cli.answers import read_answer
    from viva.judge import Judge
    from viva.judge.kinds.explain.trace import trace

    question = Catalog.installed().question(id)
    if question.kind != "explain":
        raise BadInput(
            f"{id} is a {question.kind} question and has no rubric.",
            mend="`viva list --kind explain` lists those that have one.",
            zh=f"{id} 不是讲解题，没有评分要点。用 `viva list --kind explain` 列出讲解题。",
        )
    with Judge(spares=0) as judge:
        variant = judge.variant(question)
        text = str(judge.parse(variant, read_answer(file)))
        traced = trace(variant, text)
    if face.as_json:
        face.json(traced.to_json())
        return
    if traced.unfit:
        click.echo(face.pick(f"handed back: {traced.unfit}", f"不判：{traced.unfit}"))
    for sentence in traced.sentences:
        click.secho(sentence.typed, bold=True)
        for match in sentence.matches:
            words = " + ".join(match.words) or "-"
            click.echo(f"  {match.probability:.2f}  {match.point:<20} {words}")
        for point in sentence.contradicts:
            click.secho(face.pick(f"  contradicts {point}", f"  与 {point} 相反"), fg="red")
    click.echo()
    for point, state in traced.states.items():
        doubt = f" ({traced.doubts[point]})" if point in traced.doubts else ""
        click.echo(f"{state:<13} {point}{doubt}")
