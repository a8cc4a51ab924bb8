"""The use cases of practice: next, start, submit, hint, give up, close, undo; knows no screen."""

from viva.practice.course import Encounters, course, happened, live
from viva.practice.draw import draw, fingerprint
from viva.practice.encounter import Closing, Due, Encounter, Hint, Submission, Undone, together
from viva.practice.practice import Practice
from viva.practice.report import Report, TopicStanding, report, streak
from viva.practice.rules import RULES, LogRules

__all__ = [
    "RULES",
    "Closing",
    "Due",
    "Encounter",
    "Encounters",
    "Hint",
    "LogRules",
    "Practice",
    "Report",
    "Submission",
    "TopicStanding",
    "Undone",
    "course",
    "draw",
    "fingerprint",
    "happened",
    "live",
    "report",
    "streak",
    "together",
]
