"""Practises for ever, and says on standard output what has been acknowledged: to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from practice_toys import Desk

from viva.store import place_in

ANSWERS = ("wrong", "partial 0.7", "pass", "undecided 0.6", "pass", "error", "pass")


def main(folder: str, name: str) -> None:
    desk = Desk(place_in(Path(folder)))
    count = 0

    def say(*words: str) -> None:
        print(*words, flush=True)

    def key() -> str:
        nonlocal count
        count += 1
        return f"{name}-{count}"

    desk.practice._new_key = key  # pyright: ignore[reportPrivateUsage]
    say("ready")
    while True:
        for id in ("mean/by_hand", "mean/by_code", "variance/by_hand"):
            encounter = desk.practice.start(id, desk.now)
            say("start", encounter.id)
            for answer in ANSWERS[count % 5 :]:
                typed = f"{answer} "
                desk.practice.keep(encounter, typed, desk.now)
                say("draft", encounter.id, typed.strip())
                done = desk.practice.submit(encounter, typed, desk.now)
                say("answer", done.recorded.key)
                if done.closing is not None:
                    say("close", encounter.id)
                    break
            if count % 4 == 0:
                undone = desk.practice.undo(desk.now)
                say("undo", undone.event.key)
            desk.wait(hours=7)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
