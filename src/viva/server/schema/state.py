"""The state of this installation, and the settings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from viva.core import Language
from viva.server.schema.base import Received, Sent

Theme = Literal["auto", "light", "dark"]


class Extras(Sent):
    """Which optional dependencies are installed."""

    torch: bool


class SandboxState(Sent):
    """How well this machine protects against the code that is judged; `tier` is null while it is
    being found out."""

    tier: Literal["A", "B", "C"] | None
    warning_html: str | None = None


class Settings(Sent):
    """What the learner chose."""

    retention: float
    interview_date: date | None
    data_folder: str


class State(Sent):
    """What every page needs."""

    version: str
    lang: Language
    theme: Theme
    learner: str
    streak_days: int
    due: int
    extras: Extras
    sandbox: SandboxState
    settings: Settings


class NewSettings(Received):
    """The settings to change; what is left out stays. `interview_date` null forgets it."""

    lang: Language | None = None
    theme: Theme | None = None
    retention: Annotated[float, Field(ge=0.7, le=0.97)] | None = None
    interview_date: date | None = None
