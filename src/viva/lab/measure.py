"""Measures the claims of labs: all their runs over seeds, in a pool of processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

import msgspec

from viva.authoring.lab import Broken, Claim, Lab
from viva.core import BadInput, VivaError
from viva.lab.cache import Cache
from viva.lab.claims import Finding, judge_claim
from viva.lab.document import Document
from viva.lab.find import Entry
from viva.lab.parameters import Values, complete
from viva.lab.run import Job, run

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Need(msgspec.Struct, frozen=True):
    """One claim of one lab, with the jobs that it needs, one a seed."""

    entry: Entry
    claim: Claim
    jobs: tuple[Job, ...]
    broken: str = ""


def needs(
    entry: Entry,
    *,
    seeds: int | None = None,
    given: Mapping[str, Any] | None = None,
    broken: Broken | None = None,
) -> list[Need]:
    """What the lab's claims need; with `broken`, what the claims need that it must spoil."""
    lab = entry.load()
    claims = lab.claims if broken is None else [c for c in lab.claims if c.id in broken.fails]
    out: list[Need] = []
    for claim in claims:
        wanted = {**(given or {}), **claim.params, **(broken.params if broken else {})}
        values: Values = complete(lab, wanted, f"{entry.id}, claim `{claim.id}`")
        name = broken.name if broken else ""
        count = seeds if seeds is not None else claim.seeds
        jobs = tuple(Job(entry, values, seed, name) for seed in range(count))
        out.append(Need(entry, claim, jobs, name))
    return out


def statistic(claim: Claim, document: Document, where: str) -> float:
    """The claim's number in one document."""
    values = document["values"]
    if claim.statistic not in values:
        raise BadInput(
            f"the claim `{claim.id}` names the value `{claim.statistic}`, which the result "
            f"does not have; it has {', '.join(values) or 'none'}.",
            where=where,
        )
    number = values[claim.statistic]
    return float("nan") if number is None else float(number)


@contextmanager
def processes(workers: int | None = None) -> Generator[ProcessPoolExecutor]:
    """A pool for labs: one thread of arithmetic each, ended at once when the block is left."""
    import multiprocessing

    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    count = workers or min(os.cpu_count() or 1, 8)
    pool = ProcessPoolExecutor(
        count, mp_context=multiprocessing.get_context("spawn"), initializer=_settle
    )
    try:
        yield pool
    except BaseException:
        # There is no public way to end the work in hand.
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    pool.shutdown()


def _settle() -> None:
    import signal

    # Ctrl-C is the parent's to handle: it ends the pool.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def findings(
    wanted: Sequence[Need],
    pool: ProcessPoolExecutor,
    cache: Cache,
    *,
    done: Callable[[int, int], None] = lambda done, of: None,
) -> Iterator[tuple[Need, Finding | VivaError]]:
    """Each need with its finding, as soon as its last run is in; a failed run fails its claims.

    What is in the cache is not run. `done(n, of)` is called after every run.
    """
    documents: dict[bytes, Document | VivaError] = {}
    waiting: dict[Future[Document], Job] = {}
    jobs = {_name(j): j for need in wanted for j in need.jobs}
    for name, job in jobs.items():
        found = cache.find(job)
        if found is not None:
            documents[name] = found
    open_needs = list(wanted)
    missing = [j for n, j in jobs.items() if n not in documents]
    done(len(documents), len(jobs))
    yield from _ready(open_needs, documents)
    for job in missing:
        waiting[pool.submit(run, job)] = job
    while waiting:
        over, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in over:
            job = waiting.pop(future)
            try:
                document = future.result()
            except VivaError as e:
                documents[_name(job)] = e
            else:
                cache.keep(job, document)
                documents[_name(job)] = document
        done(len(documents), len(jobs))
        yield from _ready(open_needs, documents)


def _ready(
    open_needs: list[Need], documents: Mapping[bytes, Document | VivaError]
) -> Iterator[tuple[Need, Finding | VivaError]]:
    for need in list(open_needs):
        names = [_name(j) for j in need.jobs]
        if any(n not in documents for n in names):
            continue
        open_needs.remove(need)
        yield need, _finding(need, [documents[n] for n in names])


def _finding(need: Need, got: Iterable[Document | VivaError]) -> Finding | VivaError:
    numbers: list[float] = []
    for document in got:
        if isinstance(document, VivaError):
            return document
        try:
            numbers.append(statistic(need.claim, document, need.entry.where))
        except BadInput as e:
            return e
    return judge_claim(need.claim, numbers)


def _name(job: Job) -> bytes:
    return msgspec.json.encode([job.entry.id, job.values, job.seed, job.broken])


def unspoiled(lab: Lab) -> tuple[str, ...]:
    """The claims that no broken variant is meant to spoil."""
    spoiled = {name for b in lab.broken for name in b.fails}
    return tuple(c.id for c in lab.claims if c.id not in spoiled)
