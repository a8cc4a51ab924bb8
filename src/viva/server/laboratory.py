"""Labs and myths as the browser gets them."""

from __future__ import annotations

import math
from typing import Any, Literal

from viva.authoring.lab import Choice, Claim, Flag, Float, Int, Lab, Param
from viva.core import Text
from viva.lab import Entry
from viva.lab.find import missing
from viva.lab.myths import Myth, filled
from viva.lab.record import LabRecord
from viva.server.desk import Desk
from viva.server.encounters import lab_card
from viva.server.language import Speaker
from viva.server.problems import NotThere
from viva.server.schema.labs import (
    LabChoice,
    LabClaim,
    LabPage,
    LabParam,
    LabPredict,
    LabQuestion,
    ListedLab,
    Measured,
    MythPage,
)


def known_lab(desk: Desk, id: str) -> Entry:
    """The lab, or `NotThere`."""
    entry = desk.labs.entries.get(id)
    if entry is None:
        raise NotThere(
            "There is no such lab.",
            where="lab",
            mend="The gallery shows them all.",
            zh="没有这个实验。实验列表里有全部实验。",
        )
    return entry


def _topic_title(desk: Desk, speaker: Speaker, topic: str) -> str:
    found = desk.catalog.topics.get(topic)
    return speaker.say(found.title) if found else topic


def listed_lab(desk: Desk, speaker: Speaker, entry: Entry) -> ListedLab:
    """A lab in the gallery."""
    lab = entry.load()
    first = lab.intro.pick(speaker.language).strip().partition("\n\n")[0]
    return ListedLab(
        id=entry.id,
        topic=entry.topic,
        topic_title=_topic_title(desk, speaker, entry.topic),
        title=speaker.say(lab.title),
        snippet_html=speaker.inline(Text.same(first)),
        claims=sum(not c.myth for c in lab.claims),
        myths=sum(c.myth for c in lab.claims),
        needs=list(lab.needs),
        missing=list(missing(lab)),
    )


def lab_page(desk: Desk, speaker: Speaker, entry: Entry) -> LabPage:
    """A lab with its parameters and claims."""
    lab = entry.load()
    record = desk.records.get(entry.id)
    questions = [desk.catalog.questions[q] for q in lab.questions if q in desk.catalog.questions]
    return LabPage(
        id=entry.id,
        topic=entry.topic,
        topic_title=_topic_title(desk, speaker, entry.topic),
        title=speaker.say(lab.title),
        intro_html=speaker.html(lab.intro),
        params=[_param(speaker, p) for p in lab.params],
        claims=[_claim(speaker, c, record) for c in lab.claims],
        predict=_predict(speaker, lab),
        preview=bool(lab.preview),
        sources=list(lab.sources),
        questions=[LabQuestion(id=q.id, title=speaker.say(q.title)) for q in questions],
        needs=list(lab.needs),
        missing=list(missing(lab)),
    )


def _param(speaker: Speaker, param: Param) -> LabParam:
    kinds: dict[type[Any], Literal["float", "int", "choice", "bool"]] = {
        Float: "float",
        Int: "int",
        Choice: "choice",
        Flag: "bool",
    }
    number = param if isinstance(param, Float | Int) else None
    choices: list[LabChoice] = []
    if isinstance(param, Choice):
        titles = param.titles or tuple(Text.same(c) for c in param.choices)
        choices = [
            LabChoice(value=c, title=speaker.say(t))
            for c, t in zip(param.choices, titles, strict=True)
        ]
    return LabParam(
        name=param.name,
        type=kinds[type(param)],
        title=speaker.say(param.title),
        min=number.low if number else None,
        max=number.high if number else None,
        step=number.step if number else None,
        scale=number.scale if number else "linear",
        choices=choices,
        default=param.default,
        hidden=param.hidden,
    )


def _claim(speaker: Speaker, claim: Claim, record: LabRecord | None) -> LabClaim:
    wanted = claim.threshold
    return LabClaim(
        id=claim.id,
        sentence_html=speaker.inline(claim.sentence),
        what=speaker.say(claim.what),
        statistic=claim.statistic,
        direction=claim.direction,
        threshold=list(wanted) if isinstance(wanted, tuple) else wanted,
        seeds=claim.seeds,
        every=claim.every,
        myth=claim.myth,
        unit=claim.unit,
        measured=_measured(record, claim.id),
    )


def _measured(record: LabRecord | None, claim: str) -> Measured | None:
    found = record.claims.get(claim) if record else None
    if record is None or found is None:
        return None
    return Measured(
        standing=found.standing,
        mean=finite(found.mean),
        low=finite(found.low),
        high=finite(found.high),
        seeds=found.seeds,
        day=record.day,
    )


def finite(value: float) -> float | None:
    """The number; JSON has no infinity."""
    return value if math.isfinite(value) else None


def _predict(speaker: Speaker, lab: Lab) -> LabPredict | None:
    if lab.predict is None:
        return None
    return LabPredict(
        question_html=speaker.inline(lab.predict.question),
        choices=[speaker.inline(c) for c in lab.predict.choices],
        answer=lab.predict.answer,
        because_html=speaker.inline(lab.predict.because),
    )


def myth_page(desk: Desk, speaker: Speaker, myth: Myth) -> MythPage:
    """A card with its number, where the lab was measured."""
    card = myth.card
    record = desk.records.get(card.lab)
    found = record.claims.get(card.claim) if record else None
    number = filled(card.number, found.mean, found.low, found.high) if found else None
    entry = desk.labs.entries.get(card.lab)
    return MythPage(
        id=myth.id,
        topic=myth.topic,
        topic_title=_topic_title(desk, speaker, myth.topic),
        sentence=speaker.say(card.sentence),
        sentence_html=speaker.inline(card.sentence),
        verdict=card.verdict,
        number=speaker.say(number) if number else None,
        truth_html=speaker.html(card.truth),
        lab=card.lab,
        lab_title=lab_card(speaker, entry).title if entry else None,
        claim=card.claim,
        measured=_measured(record, card.claim),
        source=card.source,
    )
