"""viva lab."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from viva.cli.face import Face, spoken
from viva.core import BadInput, Text, VivaError

if TYPE_CHECKING:
    from collections.abc import Callable

    from viva.authoring.lab import Claim, Lab
    from viva.lab import Entry, Finding
    from viva.lab.document import Document

STANDINGS = {
    "holds": Text("holds", "成立"),
    "refuted": Text("refuted", "被推翻"),
    "unclear": Text("not clear", "不明确"),
}


@click.command("lab")
@click.argument("id")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="A parameter; repeatable."
)
@click.option(
    "--seed", default=0, show_default=True, type=click.IntRange(0), help="Of the figures."
)
@click.option(
    "--seeds", type=click.IntRange(2), help="Over how many seeds the claims are measured."
)
@click.option("--no-claims", is_flag=True, help="Only the figures of one run.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write PNG, SVG, JSON and a report page into this folder.")  # fmt: skip # noqa: E501
@click.option("--fresh", is_flag=True, help="Run anew even what was run before.")
@click.option("--workers", type=click.IntRange(1), help="Processes; default all cores.")
@spoken
def command(
    face: Face,
    id: str,
    settings: tuple[str, ...],
    seed: int,
    seeds: int | None,
    no_claims: bool,
    out: Path | None,
    fresh: bool,
    workers: int | None,
) -> int:
    """Run a lab: its figures in words, and its claims over seeds with intervals.

    A claim holds when the 95 % interval of what it measures lies wholly on its side of the
    threshold; a myth must lie on the other side. Exit code 1 where that is not so.

    \b
    Examples:
      viva lab learning_rate/stable_limit
      viva lab learning_rate/stable_limit --set condition=300 --out out/
      viva lab learning_rate/stable_limit --seeds 20 --json
    """
    from viva.catalog import installed_banks
    from viva.lab import Labs
    from viva.lab.cache import Cache
    from viva.lab.find import missing
    from viva.lab.run import job, run

    entry = Labs(installed_banks()).entry(id)
    lab = entry.load()
    for name in missing(lab):
        raise BadInput(
            f"the lab {id} needs {name}, which is not installed.",
            mend=f"Add it with `make {name}`, or `pip install 'vivavoce[{name}]'`.",
            zh=f"实验 {id} 需要 {name}，还没有安装。可以用 `make {name}` 安装。",
        )
    given = dict(_setting(s) for s in settings)
    cache = Cache(None) if fresh else Cache.default()
    main = job(entry, given, seed)
    document = cache.find(main)
    if document is None:
        document = run(main)
        cache.keep(main, document)
    found: dict[str, Finding | VivaError] = {}
    broken_off = False
    if not no_claims:
        try:
            _measure(face, entry, given, seeds, workers, cache, found)
        except KeyboardInterrupt:
            broken_off = True
    cache.trim()
    report = _document(face, entry, lab, main.values, seed, document, found)
    if out is not None:
        _write(face, out, report, document)
    if face.as_json:
        face.json(report)
    else:
        _show(face, report)
    if broken_off:
        done = len(found)
        click.echo(
            face.pick(
                f"Stopped; {done} of {len(lab.claims)} claims were measured, and what ran is kept.",
                f"已停止；{len(lab.claims)} 条论断里测完了 {done} 条，跑过的结果都留着。",
            ),
            err=True,
        )
        return 130
    return 0 if all(_as_wanted(c, found.get(c.id)) for c in lab.claims) or no_claims else 1


def _as_wanted(claim: Claim, finding: Finding | VivaError | None) -> bool:
    return finding is not None and not isinstance(finding, VivaError) and finding.as_wanted(claim)


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadInput(f"`--set {text}` has no value.", mend="Write --set name=value.")
    return name.strip(), value.strip()


def _measure(
    face: Face,
    entry: Entry,
    given: dict[str, str],
    seeds: int | None,
    workers: int | None,
    cache: Any,
    found: dict[str, Finding | VivaError],
) -> None:
    from viva.lab.measure import findings, needs, processes

    wanted = needs(entry, seeds=seeds, given=given)
    with _bar(face) as done, processes(workers) as pool:
        for need, finding in findings(wanted, pool, cache, done=done):
            found[need.claim.id] = finding


@contextmanager
def _bar(face: Face) -> Generator[Callable[[int, int], None]]:
    if face.as_json or not face.errors.is_terminal:
        yield lambda done, of: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn(face.pick("measuring", "测量中")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=face.errors, transient=True) as bar:
        task = bar.add_task("lab", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _document(
    face: Face,
    entry: Entry,
    lab: Lab,
    values: dict[str, Any],
    seed: int,
    document: Document,
    found: dict[str, Finding | VivaError],
) -> dict[str, Any]:
    from viva.lab.document import in_language

    claims: list[dict[str, Any]] = []
    for claim in lab.claims:
        finding = found.get(claim.id)
        row: dict[str, Any] = {
            "id": claim.id,
            "sentence": face.say(claim.sentence),
            "what": face.say(claim.what),
            "statistic": claim.statistic,
            "direction": claim.direction,
            "threshold": claim.threshold,
            "every": claim.every,
            "myth": claim.myth,
            "unit": claim.unit,
            "standing": None,
        }
        if isinstance(finding, VivaError):
            row["problem"] = str(finding)
        elif finding is not None:
            row |= {
                "standing": finding.standing,
                "ok": finding.as_wanted(claim),
                "mean": finding.mean,
                "low": finding.low,
                "high": finding.high,
                "per_seed": list(finding.per_seed),
            }
        claims.append(row)
    return {
        "lab": entry.id,
        "title": face.say(lab.title),
        "intro": face.say(lab.intro),
        "params": values,
        "seed": seed,
        "sources": list(lab.sources),
        "result": in_language(document, face.say),
        "claims": claims,
    }


def _show(face: Face, report: dict[str, Any]) -> None:
    from viva.cli.page import gap, line, prose, rule

    rule(face, report["title"])
    prose(face, Text.same(report["intro"]))
    gap(face)
    shown = "  ".join(
        f"{k} = {v:g}" if isinstance(v, float) else f"{k} = {v}"
        for k, v in report["params"].items()
    )
    if shown:
        line(face, f"{shown}  seed = {report['seed']}", "dim")
    for figure in report["result"]["figures"]:
        line(face, figure["title"], "bold")
        line(face, figure["summary"], indent=2)
    gap(face)
    for claim in report["claims"]:
        _show_claim(face, claim)


def _show_claim(face: Face, claim: dict[str, Any]) -> None:
    from viva.cli.page import line
    from viva.lab.claims import shown

    myth = face.pick("myth: ", "误区：") if claim["myth"] else ""
    if claim["standing"] is None:
        line(face, f"· {myth}{claim['sentence']}", "dim")
        if "problem" in claim:
            line(face, claim["problem"], "red", indent=2)
        return
    sign, style = ("✓", "green") if claim["ok"] else ("✗", "red")
    line(face, f"{sign} {myth}{claim['sentence']}", style)
    standing = face.say(STANDINGS[claim["standing"]])
    what = claim["what"] or claim["statistic"]
    unit = f" {claim['unit']}" if claim["unit"] else ""
    wanted = claim["threshold"]
    bound = {
        "above": face.pick(f"threshold: above {wanted}", f"门槛：大于 {wanted}"),
        "below": face.pick(f"threshold: below {wanted}", f"门槛：小于 {wanted}"),
        "within": face.pick(f"threshold: within {wanted}", f"门槛：在 {wanted} 之内"),
    }[claim["direction"]]
    count = len(claim["per_seed"])
    seeds = face.pick(f"{count} seeds", f"{count} 个种子")
    line(
        face,
        f"{standing}: {what} = {shown(claim['mean'])}{unit} "
        f"[{shown(claim['low'])}, {shown(claim['high'])}], {seeds}; {bound}",
        indent=2,
    )


def _write(face: Face, out: Path, report: dict[str, Any], document: Document) -> None:
    import msgspec

    from viva.lab.document import in_language
    from viva.lab.draw import has_chinese_font, save
    from viva.lab.page import write_page

    folder = out / report["lab"].replace("/", "-")
    spoken = in_language(document, face.say)
    if face.language != "en" and not has_chinese_font():
        click.echo(
            "viva: 这台机器上没有中文字体，PNG 里的中文显示不出来；SVG 和网页不受影响。"
            "可以安装 fonts-noto-cjk。",
            err=True,
        )
    try:
        save(spoken, folder)
        (folder / "result.json").write_bytes(
            msgspec.json.format(msgspec.json.encode(report), indent=1)
        )
        write_page(folder / "report.html", report, face.language)
    except OSError as e:
        raise BadInput(f"cannot write into {folder} ({e.strerror}).", where="--out") from None
    click.echo(f"{folder}/", err=True)
