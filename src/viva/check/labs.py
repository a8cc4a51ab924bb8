"""Proves labs: every claim holds over its seeds, every myth is refuted, every broken variant fails.

The cache is never trusted here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from viva.authoring.lab import Claim, Lab
from viva.core import BadInput, VivaError
from viva.lab.cache import Cache
from viva.lab.claims import Finding, shown
from viva.lab.find import Entry, Labs, missing
from viva.lab.measure import Need, findings, needs, processes, unspoiled
from viva.lab.myths import Myth, filled
from viva.lab.parameters import complete
from viva.lab.record import LabRecord, Records, fresh, measured, read_records, write_records
from viva.lab.run import job, run


class ClaimReport(msgspec.Struct, frozen=True):
    """A claim and what was measured; `ok` when it holds, or as a myth is refuted."""

    claim: Claim
    finding: Finding
    ok: bool


class LabReport(msgspec.Struct, frozen=True):
    """What became of one lab. `skipped` says which extra is missing; `unspoiled` names the claims
    that no broken variant is meant to spoil."""

    lab: str
    claims: tuple[ClaimReport, ...] = ()
    problems: tuple[str, ...] = ()
    spoiled: int = 0
    unspoiled: tuple[str, ...] = ()
    skipped: str = ""
    elapsed_s: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.problems


def chosen(
    entries: Iterable[Entry], records: Mapping[str, LabRecord], share: int, today: date
) -> list[Entry]:
    """The labs that changed since they were recorded, and every `share`-th of the others, another
    set each day."""
    out: list[Entry] = []
    for n, entry in enumerate(entries):
        if not fresh(entry, records.get(entry.id)) or (n - today.toordinal()) % share == 0:
            out.append(entry)
    return out


def prove_labs(
    entries: Sequence[Entry],
    *,
    questions: Iterable[str],
    cards: Sequence[Myth] = (),
    workers: int | None = None,
    step: Callable[[str, int, int], None] = lambda lab, done, of: None,
) -> Iterator[LabReport]:
    """Proves each lab in turn, with its myth cards."""
    known = frozenset(questions)
    with processes(workers) as pool:
        for entry in entries:
            yield _prove(entry, known, [c for c in cards if c.card.lab == entry.id], pool, step)


def _prove(
    entry: Entry,
    questions: frozenset[str],
    cards: Sequence[Myth],
    pool: ProcessPoolExecutor,
    step: Callable[[str, int, int], None],
) -> LabReport:
    start = time.perf_counter()
    try:
        lab = entry.load()
        lacking = missing(lab)
        problems = [*_declared(entry, lab, questions)]
    except VivaError as e:
        return LabReport(entry.id, problems=(str(e),))
    if lacking:
        return LabReport(entry.id, problems=tuple(problems), skipped=f"needs {', '.join(lacking)}")
    if problems:
        return LabReport(entry.id, problems=tuple(problems))
    twice = [pool.submit(run, job(entry)) for _ in range(2)]
    wanted = needs(entry)
    for broken in lab.broken:
        wanted += needs(entry, broken=broken)
    claims: list[ClaimReport] = []
    by_claim: dict[str, Finding] = {}
    spoiled = 0
    for need, finding in findings(
        wanted, pool, Cache(None), done=lambda done, of: step(entry.id, done, of)
    ):
        if isinstance(finding, VivaError):
            problems.append(f"{_named(need)}: {finding}")
        elif need.broken:
            spoiled += 1
            if finding.as_wanted(need.claim):
                problems.append(
                    f"{_named(need)}: the claim stands even so ({_numbers(finding)}); "
                    "it cannot fail, or the variant spoils nothing."
                )
        else:
            ok = finding.as_wanted(need.claim)
            by_claim[need.claim.id] = finding
            claims.append(ClaimReport(need.claim, finding, ok))
            if not ok:
                wish = "must be refuted" if need.claim.myth else "must hold"
                problems.append(
                    f"{_named(need)} {wish}: {need.claim.statistic} is {_numbers(finding)}, "
                    f"threshold {need.claim.direction} {need.claim.threshold}."
                )
    try:
        first, second = (future.result() for future in twice)
        if first != second:
            problems.append("the same seed gave two results.")
        problems += _words(first)
    except VivaError as e:
        problems.append(str(e))
    for card in cards:
        problems += _card(card, lab, by_claim)
    order = {c.id: n for n, c in enumerate(lab.claims)}
    claims.sort(key=lambda c: order[c.claim.id])
    return LabReport(
        entry.id,
        tuple(claims),
        tuple(problems),
        spoiled,
        unspoiled(lab),
        elapsed_s=time.perf_counter() - start,
    )


def _named(need: Need) -> str:
    broken = f", broken as `{need.broken}`" if need.broken else ""
    return f"claim `{need.claim.id}`{broken}"


def _numbers(finding: Finding) -> str:
    return f"{shown(finding.mean)} [{shown(finding.low)}, {shown(finding.high)}]"


def _declared(entry: Entry, lab: Lab, questions: frozenset[str]) -> Iterator[str]:
    """What is wrong before anything runs."""
    if not lab.claims:
        yield "has no claim."
    if not lab.sources:
        yield "names no source."
    if not lab.broken:
        yield "has no broken variant: nothing shows that its claims can fail."
    ids = [c.id for c in lab.claims]
    if len(set(ids)) != len(ids):
        yield f"two claims have the same id among {ids}."
    for claim in lab.claims:
        if isinstance(claim.threshold, tuple) != (claim.direction == "within"):
            yield f"claim `{claim.id}`: `within` takes a pair, `above` and `below` a number."
        if claim.seeds < 5:
            yield f"claim `{claim.id}` is measured over {claim.seeds} seeds; at least 5 are needed."
    for broken in lab.broken:
        unknown = [f for f in broken.fails if f not in ids]
        if unknown or not broken.fails:
            yield f"the broken variant `{broken.name}` names no claim of this lab in `fails`."
    if lab.predict is not None and not 0 <= lab.predict.answer < len(lab.predict.choices):
        yield "the answer of `predict` is none of its choices."
    for question in lab.questions:
        if question not in questions:
            yield f"names the question `{question}`, which does not exist."
    try:
        complete(lab, {}, entry.id)
        complete(lab, lab.preview, f"{entry.id}, preview")
    except BadInput as e:
        yield str(e)
    plain = {
        f: getattr(lab, f) for f in ("title", "intro", "params", "claims", "broken", "predict")
    }
    yield from _words(msgspec.to_builtins(plain, enc_hook=lambda _: None))


def _words(value: Any, at: str = "") -> list[str]:
    """Sentences that stand in one language only."""
    if isinstance(value, Mapping):
        if set(value) == {"en", "zh"}:
            if bool(value["en"].strip()) != bool(value["zh"].strip()):
                return [f"{at}: “{value['en'] or value['zh']:.40}” stands in one language only."]
            return []
        return [p for k, v in value.items() for p in _words(v, f"{at}.{k}" if at else str(k))]
    if isinstance(value, list | tuple):
        return [p for n, v in enumerate(value) for p in _words(v, f"{at}[{n}]")]
    return []


def _card(card: Myth, lab: Lab, by_claim: Mapping[str, Finding]) -> Iterator[str]:
    claim = next((c for c in lab.claims if c.id == card.card.claim), None)
    if claim is None:
        yield f"{card.where}, `{card.card.id}`: the lab has no claim `{card.card.claim}`."
        return
    if not claim.myth and card.card.verdict == "wrong":
        yield f"{card.where}, `{card.card.id}`: `{claim.id}` is not declared as a myth."
    finding = by_claim.get(claim.id)
    if finding is not None:
        try:
            filled(card.card.number, finding.mean, finding.low, finding.high)
        except BadInput as e:
            yield f"{card.where}, `{card.card.id}`: {e}"


def lost_cards(cards: Iterable[Myth], labs: Iterable[str]) -> list[str]:
    """Cards whose lab does not exist."""
    known = set(labs)
    return [
        f"{c.where}, `{c.card.id}`: there is no lab `{c.card.lab}`."
        for c in cards
        if c.card.lab not in known
    ]


def keep_records(labs: Labs, reports: Iterable[LabReport], today: date) -> None:
    """Writes what was measured of the labs that were proved into their banks' records.

    The records of other labs stay; those of labs that are gone go.
    """
    banks: dict[Path, Records] = {}
    for report in reports:
        if not report.ok or report.skipped:
            continue
        entry = labs.entry(report.lab)
        records = banks.setdefault(entry.bank, read_records(entry.bank))
        records[report.lab] = LabRecord(
            today,
            entry.content_hash(),
            tuple(entry.versions()),
            {c.claim.id: measured(c.finding) for c in report.claims},
        )
    for bank, records in banks.items():
        write_records(bank, {k: v for k, v in records.items() if k in labs.entries})


__all__ = [
    "ClaimReport",
    "LabReport",
    "chosen",
    "keep_records",
    "lost_cards",
    "prove_labs",
]
