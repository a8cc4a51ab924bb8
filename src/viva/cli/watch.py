"""viva watch."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from viva.cli.face import Face, spoken, verdict_json
from viva.core import BadInput

if TYPE_CHECKING:
    from viva.core import Variant
    from viva.judge import Judge

POLL_S = 0.15


@click.command("watch")
@click.argument("id")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--seed", default=0, show_default=True, help="Which variant.")
@click.option("--unsafe", is_flag=True, help="Run code even where too little protects you.")
@spoken
def command(face: Face, id: str, file: Path | None, seed: int, unsafe: bool) -> int:
    """Judge FILE again whenever it is saved, until it passes or you press Ctrl-C.

    Without FILE, a new one is made in this folder from the starter.

    \b
    Example:
      viva watch softmax/stable_softmax softmax.py
    """
    from viva.catalog import Catalog
    from viva.cli.page import line
    from viva.cli.verdict import show_question
    from viva.judge import Judge

    if unsafe:
        from viva.cli.sandbox import warn_unsafe

        warn_unsafe(face)
    question = Catalog.installed().question(id)
    with Judge(unsafe=unsafe) as judge:
        variant = judge.variant(question, seed)
        if file is None:
            file = Path(
                question.id.replace("/", "_") + (".py" if question.kind == "code" else ".txt")
            )
        if not file.exists():
            starter = str(variant.shown.get("starter", ""))
            try:
                file.write_text(starter, encoding="utf-8")
            except OSError as e:
                raise BadInput(f"{file} cannot be made ({e.strerror}).") from None
        if not face.as_json:
            show_question(face, variant)
            line(face, face.pick(
                f"Edit {file} and save it; Ctrl-C ends.", f"请编辑并保存 {file}，按 Ctrl-C 结束。"
            ), "dim")  # fmt: skip
        seen: tuple[int, int, int] | None = None
        while True:
            now = _stamp(file)
            if now != seen and now is not None:
                seen = now
                if _judge_once(face, judge, variant, file):
                    return 0
            time.sleep(POLL_S)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file is saved; None while an editor is replacing it."""
    try:
        s = file.stat()
    except FileNotFoundError:
        return None
    return s.st_mtime_ns, s.st_size, s.st_ino


def _judge_once(face: Face, judge: Judge, variant: Variant, file: Path) -> bool:
    from viva.cli.answers import read_answer_file
    from viva.cli.page import line
    from viva.cli.verdict import show_verdict

    try:
        verdict = judge.grade(variant, judge.parse(variant, read_answer_file(file)))
    except BadInput as e:
        # A half-typed answer is normal here: say it, and go on watching.
        line(face, e.zh if e.zh and face.language != "en" else str(e), "yellow")
        return False
    if face.as_json:
        import json

        click.echo(json.dumps(verdict_json(verdict, face.language), ensure_ascii=False))
    else:
        show_verdict(face, verdict)
    return verdict.passed
