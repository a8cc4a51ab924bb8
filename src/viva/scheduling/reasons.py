"""Why this question now: the sentences, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from viva.core import ReviewState, Text
from viva.scheduling.memory import recall


def _percent(state: ReviewState, today: date) -> str:
    return f"{round(100 * recall(state, today))}"


def resume_reason() -> Text:
    """For an encounter that was left open today."""
    return Text(
        "You stopped in the middle of this one; it is as you left it.",
        "这道题你做到一半停下了，一切照旧。",
    )


def due_reason(state: ReviewState, today: date) -> Text:
    """For a question that is due or overdue."""
    days = (today - state.last).days
    ago = Text("yesterday", "昨天") if days == 1 else Text(f"{days} days ago", f"{days} 天前")
    chance = _percent(state, today)
    return Text(
        f"It is due: you last answered it {ago.en}, and the chance that you still know it "
        f"has fallen to about {chance} %.",
        f"到复习的时候了：上次作答是{ago.zh}，现在还能答对的可能性约为 {chance}%。",
    )


def ahead_reason(state: ReviewState, today: date) -> Text:
    """For a question asked before it is due, because nothing else is left."""
    chance = _percent(state, today)
    return Text(
        "Nothing is due and nothing new is left here, so this is the one that you are nearest "
        f"to forgetting (you still know it with a chance of about {chance} %).",
        f"没有到期的题，也没有新题了；这一道是你最容易忘的（现在还记得的可能性约为 {chance}%）。",
    )


def new_reason(*, topic: Text, begun: bool, builds_on: Sequence[Text], track: Text | None) -> Text:
    """For a question that the learner never answered.

    `begun`: another question of the topic was answered. `builds_on`: what the topic requires and
    the learner has not shown yet, empty in the ordinary case.
    """
    if begun:
        en = f"New to you: the easiest question on “{topic.en}” that you have not had"
        zh = f"新题：“{topic.zh}”里你还没做过的题中最容易的一道"
    else:
        en = f"New to you: the easiest question on “{topic.en}”"
        zh = f"新题：“{topic.zh}”里最容易的一道"
    if builds_on:
        names_en = " and ".join(f"“{name.en}”" for name in builds_on)
        names_zh = "、".join(f"“{name.zh}”" for name in builds_on)
        return Text(
            f"{en}. It builds on {names_en}, which you have not shown yet, but nothing else "
            "is left.",
            f"{zh}。它以{names_zh}为基础，你还没有掌握，不过别的题已经没有了。",
        )
    if track is None:
        return Text(f"{en}.", f"{zh}。")
    if begun:
        return Text(f"{en}, in the track “{track.en}”.", f"{zh}，属于路线“{track.zh}”。")
    return Text(
        f"{en}, the next topic in the track “{track.en}”.",
        f"{zh}，是路线“{track.zh}”的下一个主题。",
    )


def nothing_due(due_days: Sequence[date], today: date) -> Text:
    """When a review is wanted and none is due."""
    later = [day for day in due_days if day > today]
    if due_days and not later:
        return Text("Nothing else is due.", "没有别的题到期了。")
    if not later:
        return Text(
            "Nothing is due: nothing has been answered here yet.",
            "没有要复习的题：这里还没有做过题。",
        )
    wait = (min(later) - today).days
    when = Text("tomorrow", "明天") if wait == 1 else Text(f"in {wait} days", f"{wait} 天后")
    return Text(
        f"Nothing is due. The next review comes {when.en}, on {min(later).isoformat()}.",
        f"没有到期的题。下一次复习在{when.zh}（{min(later).isoformat()}）。",
    )


def nothing(any_askable: bool, missing: Mapping[str, int]) -> Text:
    """When there is no question to ask at all."""
    if any_askable:
        return Text(
            "You have had every question here today; come back tomorrow.",
            "这里的题今天都做过了，明天再来吧。",
        )
    if missing:
        extras = ", ".join(missing)
        return Text(
            f"Every question here needs what is not installed: {extras}.",
            f"这里的题都需要尚未安装的组件：{extras}。",
        )
    return Text(
        "No question fits; ask for another topic, track or kind.",
        "没有符合条件的题；换一个主题、路线或题型试试。",
    )
