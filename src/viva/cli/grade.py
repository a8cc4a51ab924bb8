"""viva grade."""

from __future__ import annotations

import click

from viva.cli.face import Face, spoken, verdict_json
from viva.core import BadInput


@click.command("grade")
@click.argument("id", required=False)
@click.argument("file", required=False)
@click.option("--seed", default=0, show_default=True, help="Which variant.")
@click.option(
    "--batch", metavar="FILE.jsonl", help='Judge many: lines {"question", "seed", "answer"}.'
)
@click.option("--record", is_flag=True, help="Record it as an attempt of yours.")
@click.option("--workers", type=click.IntRange(1), help="For --batch; default all cores.")
@click.option("--unsafe", is_flag=True, help="Run code even where too little protects you.")
@spoken
def command(
    face: Face,
    id: str | None,
    file: str | None,
    seed: int,
    batch: str | None,
    record: bool,
    workers: int | None,
    unsafe: bool,
) -> int:
    """Judge an answer. FILE is `-` for standard input.

    \b
    Examples:
      viva grade softmax/stable_softmax answer.py
      echo 'height = 17' | viva grade conv_output_shape/height - --seed 7
      viva grade --batch answers.jsonl > verdicts.jsonl

    Exit code: 0 passed, 1 judged and not passed, 2 bad input, 3 the judge failed. With --batch, 0
    when every line was judged.
    """
    if unsafe:
        from viva.cli.sandbox import warn_unsafe

        warn_unsafe(face)
    if batch is not None:
        if id is not None or file is not None:
            raise BadInput("--batch takes no ID and no FILE.", mend="Put the ids into its lines.")
        if record:
            raise BadInput("--batch records nothing.", mend="Leave --record out.")
        from viva.cli.batch import grade_batch

        return grade_batch(batch, workers=workers, unsafe=unsafe, language=face.language)
    if id is None or file is None:
        raise BadInput(
            "grade needs a question and a file.",
            mend="For example: viva grade softmax/stable_softmax answer.py",
            zh="grade 需要题目和答案文件，例如：viva grade softmax/stable_softmax answer.py",
        )
    from viva.catalog import Catalog
    from viva.cli.answers import read_answer
    from viva.cli.verdict import show_verdict
    from viva.judge import Judge

    catalog = Catalog.installed()
    question = catalog.question(id)
    text = read_answer(file)
    with Judge(unsafe=unsafe, spares=0) as judge:
        variant = judge.variant(question, seed)
        answer = judge.parse(variant, text)
        verdict = judge.grade(variant, answer)
        if record and verdict.outcome != "error":
            from viva.cli.recording import record_attempt

            record_attempt(catalog, judge, variant, answer, verdict)
    if face.as_json:
        face.json(verdict_json(verdict, face.language))
    else:
        show_verdict(face, verdict)
    return exit_code(verdict.outcome)


def exit_code(outcome: str) -> int:
    """0 passed, 3 the judge failed, 1 anything else."""
    return {"pass": 0, "error": 3}.get(outcome, 1)
