"""The state of this installation, and the settings."""

from __future__ import annotations

from importlib.util import find_spec

from fastapi import APIRouter

from viva import __version__
from viva.core import Text
from viva.practice import streak
from viva.server.desk import INTERVIEW_DATE, THEME, AtDesk, Desk
from viva.server.language import Speaker, Spoken
from viva.server.schema.base import problems
from viva.server.schema.state import Extras, NewSettings, SandboxState, Settings, State

router = APIRouter(tags=["state"])


def state_of(desk: Desk, speaker: Speaker) -> State:
    """What every page needs."""
    now = desk.now()
    days = desk.store.progress(desk.learner)
    return State(
        version=__version__,
        lang=speaker.language,
        theme=desk.setting(THEME, "auto"),
        learner=desk.learner,
        streak_days=streak((p.day for p in days if p.answers), desk.today()),
        due=len(desk.practice.review(now)),
        extras=Extras(torch=find_spec("torch") is not None),
        sandbox=_sandbox(desk, speaker),
        settings=Settings(
            retention=desk.practice.retention,
            interview_date=desk.setting(INTERVIEW_DATE),
            data_folder=str(desk.place.folder),
        ),
    )


def _sandbox(desk: Desk, speaker: Speaker) -> SandboxState:
    report = desk.threads.report
    if report is not None:
        warning = None if report.tier.value == "A" else speaker.inline(report.meaning)
        return SandboxState(tier=report.tier.value, warning_html=warning)
    if desk.threads.no_sandbox is not None:
        words = speaker.inline(
            Text(
                "Code cannot be judged on this machine: `viva sandbox` says why.",
                "本机无法评判代码：原因见 `viva sandbox`。",
            )
        )
        return SandboxState(tier=None, warning_html=words)
    return SandboxState(tier=None)


@router.get("/state", summary="What every page needs", responses=problems())
def read_state(desk: AtDesk, speaker: Spoken) -> State:
    """Version, language, theme, what is due, what protects this machine."""
    return state_of(desk, speaker)


@router.put("/settings", summary="Change settings", responses=problems())
def change_settings(new: NewSettings, desk: AtDesk, speaker: Spoken) -> State:
    """Changes what is given and leaves the rest."""
    given = new.model_fields_set
    if new.lang is not None:
        desk.remember_language(new.lang)
        speaker = Speaker(new.lang)
    if new.theme is not None:
        desk.store.set_setting(desk.learner, THEME, new.theme)
    if new.retention is not None:
        desk.practice.want_retention(new.retention)
    if INTERVIEW_DATE in given:
        day = new.interview_date
        value = None if day is None else day.isoformat()
        desk.store.set_setting(desk.learner, INTERVIEW_DATE, value)
    return state_of(desk, speaker)
