"""viva import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from viva.cli.face import Face, spoken
from viva.core import BadInput

if TYPE_CHECKING:
    from viva.importers.outcome import Imported, Importer


@click.command("import")
@click.argument("format", required=False)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="The new bank's folder.")
@spoken
def command(face: Face, format: str | None, path: Path | None, out: Path | None) -> int:
    """Turn somebody else's problems into a bank. Without arguments: the formats.

    Each problem's own solution is judged; one that does not pass is kept under quarantine/ with
    the reason. Nothing of it enters viva; the licence stays its authors'.

    \b
    Examples:
      viva import
      viva import deep-ml ~/DML-OpenProblem --out deep_ml
      viva check deep_ml
    """
    from viva.importers import FORMATS, importer_of

    if format is None:
        if face.as_json:
            face.json([{"format": f, "reads": face.say(t)} for f, (_, t) in FORMATS.items()])
        else:
            for name, (_, reads) in FORMATS.items():
                click.echo(f"{name:<10} {face.say(reads)}")
        return 0
    importer = importer_of(format)
    if path is None:
        raise BadInput(
            "import needs the folder of the problems.",
            mend=f"For example: viva import {format} path/to/problems --out my_bank",
            zh=f"import 需要题目所在的文件夹，例如：viva import {format} 路径 --out my_bank",
        )
    target = out or Path(format.replace("-", "_"))
    outcomes = _run(face, importer, path, target)
    bad = [o for o in outcomes if o.reason]
    if face.as_json:
        face.json(
            {
                "bank": str(target),
                "questions": [o.question for o in outcomes if not o.reason],
                "quarantined": [{"source": o.source, "reason": o.reason} for o in bad],
            }
        )
        return 0
    good = len(outcomes) - len(bad)
    click.echo(
        face.pick(
            f"{target}: {good} questions, {len(bad)} in quarantine.",
            f"{target}：{good} 道题，{len(bad)} 道被隔离。",
        )
    )
    for o in bad:
        click.echo(f"  {o.source}: {o.reason.splitlines()[0][:160]}")
    click.echo(face.pick(f"Practise with VIVA_BANKS={target}", f"用 VIVA_BANKS={target} 开始练习"))
    return 0


def _run(face: Face, importer: Importer, path: Path, target: Path) -> list[Imported]:
    if face.as_json or not face.errors.is_terminal:
        return importer.convert(path, target, None)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[id]}"))
    with Progress(*columns, console=face.errors, transient=True) as bar:
        task = bar.add_task("import", total=None, id="")
        return importer.convert(
            path,
            target,
            lambda o, n, total: bar.update(task, completed=n, total=total, id=o.source),
        )
