"""viva check --labs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from viva.cli.face import Face

if TYPE_CHECKING:
    from viva.catalog import Bank
    from viva.check.labs import LabReport


def check_labs(
    face: Face,
    banks: Sequence[Bank],
    only: tuple[str, ...],
    share: int | None,
    record: bool,
    workers: int | None,
) -> int:
    """Proves labs and myth cards; exit code 0 when all stand."""
    from viva.catalog import Catalog
    from viva.check.labs import chosen, keep_records, lost_cards, prove_labs
    from viva.lab import Labs
    from viva.lab.myths import myths
    from viva.lab.record import read_records

    labs = Labs(banks)
    entries = [labs.entry(id) for id in only] if only else list(labs)
    today = datetime.now().astimezone().date()
    records = {k: v for bank in banks for k, v in read_records(bank.folder).items()}
    if share is not None:
        entries = chosen(entries, records, share, today)
    cards, broken = myths(banks)
    problems = [str(p) for p in broken] + lost_cards(cards, labs.entries)
    questions = Catalog(banks).questions
    reports: list[LabReport] = []
    with _bar(face, len(entries)) as (step, tell):
        for report in prove_labs(
            entries, questions=questions, cards=cards, workers=workers, step=step
        ):
            reports.append(report)
            tell(report)
            if record:
                # At once: a long run that is broken off keeps what it proved.
                keep_records(labs, [report], today)
    ok = not problems and all(r.ok for r in reports)
    if face.as_json:
        face.json(_document(reports, problems, ok))
        return 0 if ok else 1
    for problem in problems:
        click.secho(f"✗ {problem}", fg="red")
    claims = [c for r in reports for c in r.claims]
    held = sum(c.ok and not c.claim.myth for c in claims)
    refuted = sum(c.ok and c.claim.myth for c in claims)
    skipped = sum(bool(r.skipped) for r in reports)
    click.echo(
        f"labs      {sum(r.ok and not r.skipped for r in reports)}/{len(reports)} proved"
        + (f", {skipped} skipped" if skipped else "")
        + f": {held} claims hold, {refuted} myths refuted, "
        f"{sum(r.spoiled for r in reports)} times a claim failed as it must under a broken variant"
    )
    loose = [f"{r.lab} `{name}`" for r in reports for name in r.unspoiled]
    if loose:
        click.echo(f"          no broken variant spoils: {', '.join(loose)}")
    click.echo(f"myths     {len(cards)} cards")
    elapsed = sum(r.elapsed_s for r in reports)
    words = face.pick("all proved", "全部通过") if ok else face.pick("not proved", "未通过")
    if ok and skipped:
        words = face.pick(
            f"nothing wrong, {skipped} not run", f"没有发现问题，{skipped} 个没有运行"
        )
    click.secho(f"{words}, {elapsed:.1f} s", bold=True)
    return 0 if ok else 1


@contextmanager
def _bar(
    face: Face, labs: int
) -> Generator[tuple[Callable[[str, int, int], None], Callable[[LabReport], None]]]:
    def tell(report: LabReport) -> None:
        if face.as_json:
            return
        sign = "–" if report.skipped else "✓" if report.ok else "✗"
        colour = None if report.skipped else "green" if report.ok else "red"
        click.secho(f"{sign} {report.lab}", fg=colour, nl=False)
        click.echo(f"  {report.skipped or f'{report.elapsed_s:.1f} s'}")
        for problem in report.problems:
            click.echo(f"    {problem}")

    if face.as_json or not face.errors.is_terminal:
        yield (lambda lab, done, of: None), tell
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[id]}"),
    )
    with Progress(*columns, console=face.errors, transient=True) as bar:
        task = bar.add_task("labs", total=labs, id="")
        finished = 0

        def step(lab: str, done: int, of: int) -> None:
            bar.update(task, id=f"{lab} {done}/{of}")

        def over(report: LabReport) -> None:
            nonlocal finished
            finished += 1
            bar.update(task, completed=finished)
            tell(report)

        yield step, over


def _document(reports: list[LabReport], problems: list[str], ok: bool) -> dict[str, Any]:
    return {
        "ok": ok,
        "problems": problems,
        "labs": [
            {
                "lab": r.lab,
                "ok": r.ok,
                "skipped": r.skipped,
                "problems": list(r.problems),
                "unspoiled": list(r.unspoiled),
                "elapsed_s": round(r.elapsed_s, 2),
                "claims": [
                    {
                        "id": c.claim.id,
                        "myth": c.claim.myth,
                        "ok": c.ok,
                        "standing": c.finding.standing,
                        "mean": c.finding.mean,
                        "low": c.finding.low,
                        "high": c.finding.high,
                        "per_seed": list(c.finding.per_seed),
                    }
                    for c in r.claims
                ],
            }
            for r in reports
        ],
    }
