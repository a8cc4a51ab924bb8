"""A coverage-guided fuzzer for the two parsers: keeps every text that reaches new lines.

    python bench/formula/fuzz.py [--seconds 300] [--seed 0]

It starts from the corpus, damages and splices texts, and watches which lines of
`viva.judge.kinds.derive.notation` run. Whatever raises anything but `Unreadable`, or takes longer
than a second, is printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import traceback
from pathlib import Path
from types import FrameType
from typing import Any

from viva.judge.kinds.derive.notation.reading import read
from viva.judge.kinds.derive.notation.symbols import Symbols, declare
from viva.judge.kinds.derive.notation.unreadable import Unreadable

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests" / "judge" / "kinds" / "derive" / "corpus"
WATCHED = "kinds/derive/notation/"
ALPHABET = "xypniw012+-*/^_(){}[]|\\ ,.=<>'!&%:;σλ√²ᵢ½‖∑𝔼"


class Coverage:
    """The lines of the parsers that have run, gathered by `sys.settrace`."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, int]] = set()
        self.fresh = 0

    def _line(self, frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            key = (frame.f_code.co_filename, frame.f_lineno)
            if key not in self.seen:
                self.seen.add(key)
                self.fresh += 1
        return self._line

    def _call(self, frame: FrameType, event: str, _: Any) -> Any:
        return self._line if WATCHED in frame.f_code.co_filename else None

    def run(self, text: str, symbols: Symbols, notation: Any) -> int:
        """Reads a text; how many lines ran for the first time."""
        self.fresh = 0
        sys.settrace(self._call)
        try:
            read(text, symbols, notation)
        except Unreadable:
            pass
        finally:
            sys.settrace(None)
        return self.fresh


def damaged(text: str, pool: list[str], rng: random.Random) -> str:
    for _ in range(rng.randint(1, 4)):
        i = rng.randrange(len(text) + 1)
        j = min(len(text), i + rng.randint(1, 6))
        match rng.randrange(5):
            case 0:
                text = text[:i] + text[j:]
            case 1:
                text = text[:i] + rng.choice(ALPHABET) + text[i:]
            case 2:
                other = rng.choice(pool)
                k = rng.randrange(len(other) or 1)
                text = text[:i] + other[k : k + rng.randint(1, 16)] + text[i:]
            case 3:
                text = text[:i] + text[i:j] * rng.randint(2, 6) + text[j:]
            case _:
                text = text[:i] + text[i:][::-1][: j - i] + text[j:]
    return text[:1200]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    known: dict[str, Symbols] = {}
    pool: list[tuple[str, str]] = []
    for file in sorted(CORPUS.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            known.setdefault(pair["symbols"], declare(pair["symbols"]))
            pool.append((pair["symbols"], pair["answer"]))
    texts = [text for _, text in pool]
    coverage = Coverage()
    found = tried = 0
    end = time.monotonic() + asked.seconds
    while time.monotonic() < end:
        symbols, seed_text = rng.choice(pool)
        text = damaged(seed_text, texts, rng)
        notation = rng.choice((None, None, "latex", "python"))
        tried += 1
        start = time.process_time()
        try:
            fresh = coverage.run(text, known[symbols], notation)
        except Exception:
            found += 1
            print(f"FAILED {symbols!r} {notation} {text!r}")
            traceback.print_exc(limit=-3)
            continue
        if time.process_time() - start > 1.0:
            found += 1
            print(f"SLOW {time.process_time() - start:.1f} s {symbols!r} {text!r}")
        if fresh:
            pool.append((symbols, text))
            texts.append(text)
    print(f"{tried} texts, {len(coverage.seen)} lines reached, {len(pool)} kept, {found} failures")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
