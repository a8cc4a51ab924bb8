"""Shows a question and a verdict in a terminal; also used by ask, grade and watch."""

from __future__ import annotations

from typing import Any, cast

from viva.cli.face import Face
from viva.cli.page import WIDTH, harmless, line, prose, put, show_code
from viva.cli.sentences import say
from viva.core import Criterion, Outcome, State, Text, Variant, Verdict

PRINTED_LINES = 20

_OUTCOMES: dict[Outcome, tuple[str, str]] = {
    "pass": ("✓", "bold green"),
    "partial": ("◐", "bold yellow"),
    "fail": ("✗", "bold red"),
    "undecided": ("?", "bold cyan"),
    "error": ("!", "bold magenta"),
}
_STATES: dict[State, tuple[str, str]] = {
    "covered": ("✓", "green"),
    "partial": ("◐", "yellow"),
    "wrong": ("✗", "red"),
    "contradicted": ("✗", "red"),
    "missing": ("○", "red"),
    "unsure": ("?", "cyan"),
    "skipped": ("·", "dim"),
}


def show_question(face: Face, variant: Variant) -> None:
    """The prompt, and what is to be handed in."""
    question = variant.question
    line(face, face.say(question.title), "bold")
    head = say(
        face,
        "question_head",
        kind=say(face, f"kind_{question.kind}"),
        level=question.level,
        seed=variant.seed,
    )
    line(face, f"{question.id} · {head}", "dim")
    face.console.print()
    prose(face, variant.prompt)
    parts = cast("list[dict[str, Any]]", variant.shown.get("parts", []))
    if parts:
        face.console.print()
        line(face, say(face, "to_answer"), "bold")
        _show_parts(face, parts)
    symbols = cast("list[dict[str, Any]]", variant.shown.get("symbols", []))
    if symbols:
        face.console.print()
        line(face, say(face, "symbols"), "bold")
        _show_symbols(face, symbols)
    starter = variant.shown.get("starter")
    if starter:
        face.console.print()
        line(face, say(face, "starter"), "bold")
        show_code(face, str(starter))
    face.console.print()


def _show_parts(face: Face, parts: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text as Words

    table = Table.grid(padding=(0, 2, 0, 0))
    for part in parts:
        words = Words()
        title = _title(part)
        if title is not None:
            words.append(face.say(title))
        if notes := part_notes(face, part):
            words.append(f" ({notes})" if face.language == "en" else f"（{notes}）", style="dim")
        table.add_row(Words(str(part["name"]), style="bold cyan"), words)
    put(face, table, indent=2)


def _show_symbols(face: Face, symbols: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text as Words

    table = Table.grid(padding=(0, 2, 0, 0))
    for symbol in symbols:
        means = symbol.get("means")
        table.add_row(
            Words(str(symbol["name"]), style="bold cyan"),
            Words(str(symbol.get("kind", "")), style="dim"),
            Words(face.say(Text(means["en"], means["zh"])) if isinstance(means, dict) else ""),
        )
    put(face, table, indent=2)


def _title(part: dict[str, Any]) -> Text | None:
    title = part.get("title")
    return Text(title["en"], title["zh"]) if isinstance(title, dict) else None


def part_title(face: Face, part: dict[str, Any]) -> str:
    """What a part asks for, in words."""
    title = _title(part)
    return str(part["name"]) if title is None else face.say(title)


def part_notes(face: Face, part: dict[str, Any]) -> str:
    """How a part is to be answered: figures, units, the options."""
    notes: list[str] = []
    if part.get("choices"):
        choices = ", ".join(str(choice["id"]) for choice in part["choices"])
        notes.append(say(face, "one_of", choices=choices))
    if part.get("significant") is not None:
        notes.append(say(face, "significant", n=part["significant"]))
    if part.get("decimals") is not None:
        notes.append(say(face, "decimals", n=part["decimals"]))
    if part.get("percent"):
        notes.append(say(face, "percent"))
    if part.get("units"):
        notes.append("/".join(part["units"]))
    return ("; " if face.language == "en" else "；").join(notes)


def show_verdict(face: Face, verdict: Verdict) -> None:
    """The verdict: the whole in one line, then every criterion with its evidence."""
    from rich.text import Text as Words

    mark, style = _OUTCOMES[verdict.outcome]
    head = Words()
    head.append(f"{mark} {say(face, verdict.outcome)}", style=style)
    if verdict.outcome in ("partial", "fail", "undecided"):
        head.append(f"  {say(face, 'score', score=_score(verdict))}")
    head.append(f"  {verdict.elapsed_ms:.{int(verdict.elapsed_ms < 1)}f} ms", style="dim")
    put(face, head)
    if face.say(verdict.notice):
        prose(face, verdict.notice, indent=2)
    for criterion in verdict.criteria:
        _show_criterion(face, criterion)
    if verdict.printed.strip():
        _show_printed(face, verdict.printed)


def _score(verdict: Verdict) -> str:
    low, high = verdict.score_range
    return f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"


def _show_criterion(face: Face, criterion: Criterion) -> None:
    from rich.text import Text as Words

    mark, style = _STATES[criterion.state]
    title = face.say(criterion.title) or criterion.id
    evidence = harmless(face.say(criterion.evidence)).strip("\n")
    head = Words()
    head.append(f"{mark} ", style=style)
    head.append(title)
    short = evidence and "\n" not in evidence and len(title) + len(evidence) < WIDTH - 10
    if short:
        head.append(f"  {evidence}", style="dim" if criterion.state == "covered" else "")
    put(face, head, indent=2)
    if face.say(criterion.feedback) and criterion.state != "covered":
        prose(face, criterion.feedback, indent=4)
    if evidence and not short:
        for words in evidence.split("\n"):
            line(face, f"│ {words}", indent=4)


def _show_printed(face: Face, printed: str) -> None:
    lines = harmless(printed).rstrip("\n").split("\n")
    line(face, say(face, "printed"), "dim", indent=2)
    line(face, "\n".join(lines[:PRINTED_LINES]), indent=4)
    if len(lines) > PRINTED_LINES:
        line(face, say(face, "more_lines", n=len(lines) - PRINTED_LINES), "dim", indent=4)
