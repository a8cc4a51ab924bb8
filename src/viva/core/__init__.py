"""The frozen words that everything else speaks; knows no file, no process, no screen."""

from viva.core.answer import Answer, Parts
from viva.core.errors import BadInput, JudgeFailed, NeedsExtra, VivaError
from viva.core.question import KIND_NAMES, KindName, Question, Source, Topic, Track
from viva.core.review import Attempt, Rating, ReviewState
from viva.core.seeds import generator, seed_sequence
from viva.core.text import LANGUAGES, Language, Text
from viva.core.variant import Variant
from viva.core.verdict import Criterion, Outcome, State, Verdict

__all__ = [
    "KIND_NAMES",
    "LANGUAGES",
    "Answer",
    "Attempt",
    "BadInput",
    "Criterion",
    "JudgeFailed",
    "KindName",
    "Language",
    "NeedsExtra",
    "Outcome",
    "Parts",
    "Question",
    "Rating",
    "ReviewState",
    "Source",
    "State",
    "Text",
    "Topic",
    "Track",
    "Variant",
    "Verdict",
    "VivaError",
    "generator",
    "seed_sequence",
]
