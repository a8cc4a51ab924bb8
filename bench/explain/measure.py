"""How well the `explain` kind judges the blind answers: per point, per language, with intervals.

    .venv/bin/python bench/explain/measure.py [--set 1|2|both] [--half held|fitted|all] [--show]

Intervals are Wilson's, 95 %. Points labelled `partial` are left out of precision and recall.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from math import sqrt

from fit import ROOT, fitting_half

from viva.catalog import Bank, Catalog
from viva.core import Verdict
from viva.judge import Judge

BLIND = ROOT / "tests/judge/kinds/explain"


def share(hits: int, of: int) -> str:
    """hits/of with Wilson's 95 % interval."""
    if not of:
        return "–"
    z, p = 1.96, hits / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{p:.3f} [{max(0, middle - half):.2f}, {min(1, middle + half):.2f}] ({hits}/{of})"


def records(which: str) -> list[dict]:
    """Every labelled answer of the first set, of the second, or of both."""
    out = []
    folders = {"1": ["blind"], "2": ["blind2"], "both": ["blind", "blind2"]}[which]
    for path in sorted(f for folder in folders for f in (BLIND / folder).glob("*.jsonl")):
        out += [json.loads(x) for x in path.read_text().splitlines() if x.strip()]
    return out


def table(judged: list[tuple[dict, Verdict]]) -> dict[str, str]:
    """The figures of the proof."""
    n: Counter[tuple[str, str]] = Counter()
    scores: dict[str, list[float]] = {}
    by_question: dict[tuple[str, str], dict[str, float]] = {}
    wrong = flagged = credited = 0
    for record, verdict in judged:
        for c in verdict.criteria:
            n[record["points"][c.id], c.state] += 1
        scores.setdefault(record["kind"], []).append(verdict.score)
        place = by_question.setdefault((record["question"], record["language"]), {})
        place[record["kind"]] = verdict.score
        if record["kind"] == "wrong":
            wrong += 1
            bad = [i for i, s in record["points"].items() if s == "contradicted"]
            states = {c.id: c.state for c in verdict.criteria}
            flagged += any(states[i] == "contradicted" for i in bad)
            credited += any(states[i] == "covered" for i in bad)
    truth = {k: sum(v for (g, _), v in n.items() if g == k) for k in ("covered", "missing")}
    claimed = n["covered", "covered"] + n["missing", "covered"] + n["contradicted", "covered"]
    decided = {s: n["covered", s] + n["missing", s] for s in ("covered", "missing", "contradicted")}
    right = n["covered", "covered"] + n["missing", "missing"]
    everything = truth["covered"] + truth["missing"]
    unsure = n["covered", "unsure"] + n["missing", "unsure"]
    order = [p["complete"] > p["half"] > p["off_topic"] for p in by_question.values()]
    return {
        "precision of covered": share(n["covered", "covered"], claimed),
        "recall of covered": share(n["covered", "covered"], truth["covered"]),
        "unsure": share(unsure, everything),
        "decided accuracy": share(right, sum(decided.values())),
        "wrong claims flagged": share(flagged, wrong),
        "wrong claims credited": share(credited, wrong),
        "true points called contradicted": share(n["covered", "contradicted"], truth["covered"]),
        "complete > half > off topic": share(sum(order), len(order)),
        **{f"mean score, {k}": f"{sum(v) / len(v):.2f}" for k, v in sorted(scores.items())},
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=["held", "fitted", "all"], default="held")
    parser.add_argument("--set", choices=["1", "2", "both"], default="2", dest="which")
    parser.add_argument("--show", action="store_true", help="every point judged otherwise")
    options = parser.parse_args()
    catalog = Catalog([Bank(ROOT / "src" / "viva_bank", "viva_bank")])
    everything = [q.id for q in catalog.questions.values() if q.kind == "explain"]
    fitted = fitting_half(everything)
    judged: list[tuple[dict, Verdict]] = []
    slowest = 0.0
    with Judge(spares=0) as judge:
        variants = {id: judge.variant(catalog.question(id)) for id in everything}
        for record in records(options.which):
            inside = record["question"] in fitted
            if options.half == "all" or inside == (options.half == "fitted"):
                verdict = judge.grade(variants[record["question"]], record["answer"])
                judged.append((record, verdict))
                slowest = max(slowest, verdict.elapsed_ms)
        soup = []
        for variant in variants.values():
            for language in ("en", "zh"):
                words = [c for p in variant.secret.rubric.point for c in keywords(p, language)]
                soup.append(judge.grade(variant, " ".join(words)).score)
                if language == "zh":
                    soup.append(judge.grade(variant, "".join(words)).score)
        echo = [
            judge.grade(v, t).score for v in variants.values() for t in (v.prompt.en, v.prompt.zh)
        ]
        text = (BLIND / "blind/batch_norm__why.jsonl").read_text()
        answer = json.loads(text.splitlines()[0])["answer"]
        start = time.perf_counter()
        judge.grade(variants["batch_norm/why"], (answer * 3)[:2000])
        long_ms = (time.perf_counter() - start) * 1000
    for language in ("en", "zh", "both"):
        chosen = [(r, v) for r, v in judged if language in ("both", r["language"])]
        asked = {r["question"] for r, _ in chosen}
        print(f"\n{language}: {len(chosen)} answers, {len(asked)} questions")
        for name, value in table(chosen).items():
            print(f"  {name:<34} {value}")
    print(f"\nsoup: highest {max(soup):.2f}, mean {sum(soup) / len(soup):.2f} of {len(soup)}")
    print(f"echo: highest {max(echo):.2f}")
    print(f"2,000 characters {long_ms:.0f} ms; slowest answer {slowest:.0f} ms")
    if options.show:
        for record, verdict in judged:
            for c in verdict.criteria:
                want = record["points"][c.id]
                if want not in ("partial", c.state):
                    where = f"{record['question']} {record['language']} {record['kind']}"
                    print(f"{where} {c.id}: {want} → {c.state} [{c.evidence.en[:90]}]")


def keywords(point, language: str) -> list[str]:
    """The words of a point's claim without the small ones: what a swot would throw in."""
    from viva.judge.kinds.explain.unfit import _SMALL_EN, _SMALL_ZH

    text = getattr(point.claim, language)
    if language == "en":
        return [w for w in text.replace(",", " ").split() if w.lower() not in _SMALL_EN]
    for small in _SMALL_ZH:
        text = text.replace(small, " ")
    return text.replace("，", " ").replace("。", " ").split()


if __name__ == "__main__":
    main()
