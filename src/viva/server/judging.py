"""The threads that pose and judge: each has a judge of its own, and lives as long as the process.

A judge is not made for two threads at once, and a sandbox dies with the thread that started it
(the kernel's parent-death signal is per thread), so no thread of a pool that shrinks may do this.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from viva.core import Answer, Question, Variant, Verdict, VivaError

if TYPE_CHECKING:
    from viva.judge import Judge
    from viva.judge.kind import FollowUp
    from viva.sandbox import TierReport

T = TypeVar("T")
log = logging.getLogger("viva.server")


class Ending(VivaError):
    """The server ends while something is being judged."""


def default_threads() -> int:
    """Two, so that one endless answer does not hold up the next page; more on large machines."""
    return max(2, min(4, (os.cpu_count() or 2) // 2))


class JudgingThreads:
    """Runs what poses or judges. Within such a run `examiner` is the thread's own judge."""

    def __init__(self, threads: int | None = None) -> None:
        self._pool = ThreadPoolExecutor(threads or default_threads(), "judge")
        self._own = threading.local()
        self._judges: list[Judge] = []
        self._lock = threading.Lock()
        self.report: TierReport | None = None
        self.no_sandbox: Exception | None = None

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns; it may pose and judge."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        except asyncio.CancelledError:
            # Only the end of the server cancels a request; whoever waits gets a sentence.
            raise Ending(
                "viva is ending; what you typed is kept.",
                mend="Start it again and go on.",
                zh="viva 正在退出；你输入的内容都已保存。重新启动后可以接着做。",
            ) from None

    def run_now(self, work: Callable[[], T]) -> T:
        """The same for a caller that is on no event loop."""
        return self._pool.submit(work).result()

    @property
    def judge(self) -> Judge:
        """The judge of the present thread, made at its first use."""
        found: Judge | None = getattr(self._own, "judge", None)
        if found is None:
            from viva.judge import Judge

            assert threading.current_thread().name.startswith("judge"), "not a judging thread"
            found = Judge()
            self._own.judge = found
            with self._lock:
                self._judges.append(found)
        return found

    def warm(self) -> None:
        """Starts a sandbox, so that the first answer need not wait, and finds what holds here."""
        self._pool.submit(self._warm)

    def _warm(self) -> None:
        try:
            self.report = self.judge.sandbox("numpy").start()
        except VivaError as error:
            # Whoever hands in code will be told; questions without code can still be judged.
            self.no_sandbox = error
            log.warning("the sandbox did not start: %s", error)

    def close(self) -> None:
        """Ends the sandboxes, and with them what is being judged; then the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for judge in self._judges:
            judge.close()
        self._pool.shutdown(wait=True)
        self._judges.clear()


class ThreadsExaminer:
    """What practice poses and judges with: the judge of the thread that asks."""

    def __init__(self, threads: JudgingThreads) -> None:
        self._threads = threads

    def variant(self, question: Question, seed: int = 0) -> Variant:
        return self._threads.judge.variant(question, seed)

    def parse(self, variant: Variant, raw: object) -> Answer:
        return self._threads.judge.parse(variant, raw)

    def grade(self, variant: Variant, answer: Answer) -> Verdict:
        return self._threads.judge.grade(variant, answer)

    def follow_up(
        self, variant: Variant, verdict: Verdict, asked: Collection[str] = ()
    ) -> FollowUp | None:
        return self._threads.judge.follow_up(variant, verdict, asked)
