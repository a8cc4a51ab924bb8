"""viva check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from viva.cli.face import Face, spoken

if TYPE_CHECKING:
    from viva.check import QuestionReport, Report


@click.command("check")
@click.argument("bank", required=False, type=click.Path(path_type=Path))
@click.option("--question", "only", multiple=True, metavar="ID", help="Only this one; repeatable.")
@click.option("--seeds", default=3, show_default=True, type=click.IntRange(1), help="How many.")
@click.option(
    "--mutants", is_flag=True, help="Also edit each solution in small ways: all must die."
)
@click.option(
    "--gallery", type=click.Path(path_type=Path), help="Render everything into this page."
)
@click.option("--labs", is_flag=True, help="Prove the labs and myths instead of the questions.")
@click.option("--lab", "only_labs", multiple=True, metavar="ID", help="Only this lab; repeatable.")
@click.option(
    "--share",
    type=click.IntRange(1),
    metavar="N",
    help="Of the labs unchanged since they were recorded, only every Nth; others each day.",
)
@click.option("--record", is_flag=True, help="Write what was measured into the bank.")
@click.option("--workers", type=click.IntRange(1), help="Processes; default all cores.")
@click.option("--unsafe", is_flag=True, help="Run code even where too little protects you.")
@spoken
def command(
    face: Face,
    bank: Path | None,
    only: tuple[str, ...],
    seeds: int,
    mutants: bool,
    gallery: Path | None,
    labs: bool,
    only_labs: tuple[str, ...],
    share: int | None,
    record: bool,
    workers: int | None,
    unsafe: bool,
) -> int:
    """Prove a bank: starters fail, solutions pass, every listed answer gets exactly its verdict.

    BANK is a folder with a bank.toml, anybody's; its Python runs only in the sandbox. Without
    BANK, the installed banks are proved.

    \b
    Examples:
      viva check
      viva check path/to/bank --seeds 10
      viva check --question softmax/stable_softmax --mutants
      viva check --gallery questions.html
      viva check --labs
      viva check --labs --share 10
    """
    from viva.catalog import bank_at, installed_banks
    from viva.check import Plan, run_check

    if unsafe:
        from viva.cli.sandbox import warn_unsafe

        warn_unsafe(face)
    banks = (bank_at(bank),) if bank is not None else tuple(installed_banks())
    if labs or only_labs:
        from viva.cli.check_labs import check_labs

        return check_labs(face, banks, only_labs, share, record, workers)
    if gallery is not None:
        from viva.check.gallery import write_gallery

        count = write_gallery(banks, gallery, only=only, seeds=(0, 1, 2))
        click.echo(face.pick(f"{gallery}: {count} questions", f"{gallery}：{count} 道题"), err=True)
        return 0
    plan = Plan(
        banks,
        seeds=tuple(range(seeds)),
        only=only,
        mutants=mutants,
        workers=workers or 0,
        unsafe=unsafe,
    )
    if face.as_json or not face.errors.is_terminal:
        report = run_check(plan)
    else:
        report = _with_progress(face, plan)
    if face.as_json:
        face.json(report.to_json())
    else:
        _show(face, report)
    return 0 if report.ok else 1


def _with_progress(face: Face, plan: object) -> Report:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from viva.check import Plan, run_check

    assert isinstance(plan, Plan)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[id]}"),
    )
    with Progress(*columns, console=face.errors, transient=True) as bar:
        task = bar.add_task("check", total=None, id="")

        def step(report: QuestionReport, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, id=report.question)
            for finding in report.findings[:1]:
                bar.console.print(f"✗ {finding.question}", style="red", markup=False)

        return run_check(plan, step)


MOST_SHOWN = 20
MOST_CHARS = 240


def _show(face: Face, report: Report) -> None:
    """One screen."""
    kinds: dict[str, list[QuestionReport]] = {}
    for q in report.questions:
        kinds.setdefault(q.kind, []).append(q)
    for kind, questions in sorted(kinds.items()):
        good = sum(not q.findings and not q.skipped for q in questions)
        mutated = sum(q.mutants for q in questions)
        line = (
            f"{kind:<9} {good}/{len(questions)} proved, "
            f"{sum(q.specimens for q in questions)} answers judged"
        )
        if mutated:
            killed = sum(q.killed for q in questions)
            equivalent = sum(q.equivalent for q in questions)
            line += f", {killed} of {mutated} mutants killed, {equivalent} equivalent"
        click.echo(line)
    for q in report.questions:
        if q.skipped:
            click.echo(f"  skipped {q.question}: {q.skipped}")
    for problem in report.problems[:MOST_SHOWN]:
        click.secho(f"✗ {problem}", fg="red")
    for finding in report.findings[:MOST_SHOWN]:
        seed = "" if finding.seed is None else f" (seed {finding.seed})"
        click.secho(f"✗ {finding.question}{seed}", fg="red", nl=False)
        what = finding.what if len(finding.what) <= MOST_CHARS else finding.what[:MOST_CHARS] + " …"
        click.echo(f" {what}")
    hidden = len(report.findings) - MOST_SHOWN
    if hidden > 0:
        click.echo(f"… and {hidden} more; --json gives all.")
    words = face.pick("all proved", "全部通过") if report.ok else face.pick("not proved", "未通过")
    click.secho(f"{words}, {report.elapsed_s:.1f} s", bold=True)
