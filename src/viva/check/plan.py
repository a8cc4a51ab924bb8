"""Which questions to prove, with how many workers; progress as they finish."""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

import msgspec

from viva.catalog import Bank, Catalog
from viva.check.findings import Finding, QuestionReport, Report
from viva.check.prove import prove
from viva.core import Question
from viva.judge import Judge

Progress = Callable[[QuestionReport, int, int], None]


class Plan(msgspec.Struct, frozen=True):
    """What to check."""

    banks: tuple[Bank, ...]
    seeds: tuple[int, ...] = (0, 1, 2)
    only: tuple[str, ...] = ()
    mutants: bool = False
    workers: int = 0
    unsafe: bool = False


_judge: Judge | None = None


def _start(unsafe: bool) -> None:
    global _judge
    # Ctrl-C goes to the whole group: the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    _judge = Judge(unsafe=unsafe, spares=1)
    multiprocessing.util.Finalize(None, _judge.close, exitpriority=10)


def _prove(question: Question, seeds: tuple[int, ...], mutants: bool) -> QuestionReport:
    assert _judge is not None
    return prove(question, seeds, _judge, mutants=mutants)


def _weight(question: Question) -> tuple[int, str]:
    """Heavy ones first, so that no worker is left alone with them at the end."""
    return (-(2 * ("torch" in question.needs) + (question.kind == "code")), question.id)


def run_check(plan: Plan, progress: Progress | None = None) -> Report:
    """Proves the banks. KeyboardInterrupt ends the workers at once and goes on up."""
    start = time.perf_counter()
    catalog = Catalog(plan.banks)
    problems = [*map(str, catalog.problems), *dangling(catalog)]
    chosen = [catalog.question(id) for id in plan.only] or list(catalog.questions.values())
    chosen.sort(key=_weight)
    reports = _run(chosen, plan, progress) if chosen else []
    if not chosen and not problems:
        problems.append("the bank holds no question.")
    order = {q.id: n for n, q in enumerate(catalog.questions.values())}
    return Report(
        tuple(sorted(reports, key=lambda r: order[r.question])),
        tuple(problems),
        plan.seeds,
        time.perf_counter() - start,
    )


def _run(chosen: Sequence[Question], plan: Plan, progress: Progress | None) -> list[QuestionReport]:
    workers = min(plan.workers or os.cpu_count() or 1, len(chosen))
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(plan.unsafe,),
    )
    reports: list[QuestionReport] = []
    try:
        jobs: dict[Future[QuestionReport], Question] = {
            pool.submit(_prove, q, plan.seeds, plan.mutants): q for q in chosen
        }
        waiting = set(jobs)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for job in done:
                report = _result(job, jobs[job])
                reports.append(report)
                if progress is not None:
                    progress(report, len(reports), len(chosen))
    except BaseException:
        for process in list(pool._processes.values()):  # pyright: ignore[reportPrivateUsage]
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return reports


def _result(job: Future[QuestionReport], question: Question) -> QuestionReport:
    try:
        return job.result()
    except BrokenProcessPool:
        raise
    except Exception as e:  # an error of viva's own must name its question, not end the check
        finding = Finding(question.id, f"viva itself failed: {type(e).__name__}: {e}")
        return QuestionReport(question.id, question.kind, (finding,))


def dangling(catalog: Catalog) -> list[str]:
    """Topics that are required or tracked but not there, and circles among prerequisites."""
    out: list[str] = []
    for topic in catalog.topics.values():
        for name in topic.requires:
            if name not in catalog.topics:
                out.append(
                    f"topics/{topic.id}/topic.toml: requires `{name}`, which does not exist."
                )
    for track in catalog.tracks.values():
        for name in track.topics:
            if name not in catalog.topics:
                out.append(
                    f"tracks/{track.id}.toml: names the topic `{name}`, which does not exist."
                )
    done: set[str] = set()

    def circle(id: str, path: tuple[str, ...]) -> tuple[str, ...] | None:
        if id in path:
            return (*path[path.index(id) :], id)
        if id in done or id not in catalog.topics:
            return None
        for name in catalog.topics[id].requires:
            if found := circle(name, (*path, id)):
                return found
        done.add(id)
        return None

    for id in catalog.topics:
        if found := circle(id, ()):
            out.append(f"topics require each other in a circle: {' → '.join(found)}.")
            break
    return out
