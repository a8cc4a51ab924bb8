"""viva progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from viva.cli.face import Face, spoken

if TYPE_CHECKING:
    from rich.table import Table

    from viva.practice import Report, TopicStanding


@click.command("progress")
@click.option("--topic", default="", help="Only this topic.")
@click.option("--track", default="", help="Only this track.")
@click.option(
    "--retention",
    type=float,
    help="Set the share of reviews that you want to remember (0.7 to 0.97); due dates follow.",
)
@spoken
def command(face: Face, topic: str, track: str, retention: float | None) -> int:
    """See where you stand: strength by topic, what is due, and what comes.

    Strength is the mean chance that you would answer a topic's questions today; those that you
    have not tried, or did not know the last time, count as 0.

    \b
    Examples:
      viva progress
      viva progress --track twelve_basics --json
      viva progress --retention 0.85
    """
    from viva.cli.opening import practising
    from viva.cli.session import now
    from viva.scheduling import Wish

    with practising() as practice:
        if retention is not None:
            practice.want_retention(retention)
        practice.settle(now())
        report = practice.progress(now(), Wish(topic=topic, track=track))
    if face.as_json:
        face.json(_document(face, report))
    else:
        if retention is not None:
            from viva.cli.page import line
            from viva.cli.sentences import say

            line(face, say(face, "retention_set", wanted=f"{retention:.0%}"))
        _show(face, report)
    return 0


def _document(face: Face, report: Report) -> dict[str, Any]:
    return {
        "day": report.day.isoformat(),
        "streak_days": report.streak_days,
        "answered_today": report.answered_today,
        "seconds_today": round(report.seconds_today),
        "seconds_week": round(report.seconds_week),
        "questions": report.questions,
        "had": report.had,
        "due": report.due,
        "retention": None if report.retention is None else round(report.retention, 4),
        "reviews": report.reviews,
        "retention_wanted": report.retention_wanted,
        "forecast": [{"day": day.isoformat(), "due": n} for day, n in report.forecast],
        "missing": dict(report.missing),
        "topics": [
            {
                "topic": t.topic,
                "title": face.say(t.title),
                "questions": t.questions,
                "had": t.had,
                "due": t.due,
                "strength": round(t.strength, 4),
            }
            for t in report.topics
        ],
    }


def _show(face: Face, report: Report) -> None:
    from viva.cli.page import gap, line, put, rule
    from viva.cli.sentences import say

    rule(face, say(face, "progress_title", day=report.day.isoformat()))
    put(face, _summary(face, report))
    begun = [t for t in report.topics if t.had or t.due]
    if begun:
        gap(face)
        put(face, _topics(face, begun))
    rest = len(report.topics) - len(begun)
    if rest:
        gap(face)
        line(face, say(face, "untouched", n=rest), "dim")
    for extra, n in report.missing.items():
        line(face, say(face, "left_out" if n > 1 else "left_out_one", n=n, extra=extra), "dim")


def _summary(face: Face, report: Report) -> Table:
    from rich.table import Table

    from viva.cli.sentences import say

    wanted = f"{report.retention_wanted:.0%}"
    if report.retention is None:
        retention = say(face, "retention_none", wanted=wanted)
    else:
        retention = say(
            face,
            "retention_value",
            measured=f"{report.retention:.0%}",
            reviews=report.reviews,
            wanted=wanted,
        )
    days = "one_day" if report.streak_days == 1 else "days"
    today = say(
        face, "today_value", answers=report.answered_today, time=_time(face, report.seconds_today)
    )
    rows = [
        ("streak", say(face, days, n=report.streak_days)),
        ("today", today),
        ("week", _time(face, report.seconds_week)),
        ("had", say(face, "of", n=report.had, of=report.questions)),
        ("due", str(report.due)),
        ("retention", retention),
        ("forecast", _forecast(face, report)),
    ]
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in rows:
        table.add_row(say(face, name), value)
    return table


def _forecast(face: Face, report: Report) -> str:
    from viva.cli.sentences import say

    coming = [(day, n) for day, n in report.forecast if n and day > report.day]
    if not coming:
        return say(face, "forecast_none")
    return "  ".join(f"{day.month}-{day.day}: {n}" for day, n in coming)


def _topics(face: Face, topics: list[TopicStanding]) -> Table:
    from rich.table import Table
    from rich.text import Text as Words

    from viva.cli.sentences import say

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column(say(face, "column_topic"))
    table.add_column(say(face, "column_strength"))
    table.add_column(say(face, "column_had"), justify="right", no_wrap=True)
    table.add_column(say(face, "column_due"), justify="right", no_wrap=True)
    for topic in topics:
        bar = Words("█" * round(10 * topic.strength), style="green")
        bar.append("░" * (10 - round(10 * topic.strength)), style="dim")
        bar.append(f" {topic.strength:>4.0%}")
        due = Words(str(topic.due), style="yellow" if topic.due else "dim")
        table.add_row(Words(face.say(topic.title)), bar, f"{topic.had}/{topic.questions}", due)
    return table


def _time(face: Face, seconds: float) -> str:
    from viva.cli.sentences import say

    minutes = round(seconds / 60)
    if minutes < 60:
        return say(face, "minutes", n=minutes)
    return say(face, "hours", h=minutes // 60, m=minutes % 60)
