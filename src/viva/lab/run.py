"""Runs a lab once: parameters and a seed in, a document out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from viva.authoring.lab import Broken, Lab, Result
from viva.core import BadInput, generator
from viva.lab.document import Document, document
from viva.lab.find import Entry, failed
from viva.lab.parameters import Values, complete, namespace


class Job(msgspec.Struct, frozen=True):
    """One run of one lab; `broken` names the variant that is spoiled on purpose."""

    entry: Entry
    values: Values
    seed: int
    broken: str = ""


def job(
    entry: Entry, given: Mapping[str, Any] | None = None, seed: int = 0, *, broken: str = ""
) -> Job:
    """A job with its parameters made whole and checked."""
    lab = entry.load()
    wanted = dict(given or {})
    if broken:
        wanted |= variant(lab, broken).params
    return Job(entry, complete(lab, wanted, entry.id), seed, broken)


def variant(lab: Lab, name: str) -> Broken:
    """The broken variant of this name."""
    return next(b for b in lab.broken if b.name == name)


def steps(job: Job) -> Iterator[Document]:
    """Runs the lab; yields partial documents where the lab gives any, and the whole one last.

    The generator depends on the lab and the seed alone, so that two settings of a parameter see
    the same data and the same draws.
    """
    lab = job.entry.load()
    run = lab.run
    if job.broken:
        run = variant(lab, job.broken).run or lab.run
    try:
        made = run(namespace(job.values), generator(f"lab:{job.entry.id}", job.seed))
        if isinstance(made, Result):
            yield document(made, job.entry.where)
        else:
            for result in made:
                yield document(result, job.entry.where)
    except BadInput:
        raise
    except Exception as e:
        raise failed(job.entry, e) from e


def run(job: Job) -> Document:
    """Runs the lab to its end."""
    last: Document | None = None
    for last in steps(job):  # noqa: B007
        pass
    if last is None:
        raise BadInput("the lab gave no result.", where=job.entry.where)
    return last
