"""Fits the calibrator of the `explain` kind and writes calibration.json.

    .venv/bin/python bench/explain/fit.py [--answers FILE.jsonl …] [--write]

Learns from the authors' sentences (none is compared with itself) and,
where given, from labelled answers to the questions of the fitting half. Misconceptions are left
out: what they look like is the business of the contradictions, not of the calibrator.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression

from viva.catalog import Bank, Catalog
from viva.judge import Judge
from viva.judge.kinds.explain import kind as explain
from viva.judge.kinds.explain.calibration import calibration
from viva.judge.kinds.explain.features import FEATURES
from viva.judge.kinds.explain.meaning import wanted
from viva.judge.kinds.explain.schema import read_sentences

ROOT = Path(__file__).parents[2]
PLAIN = len(FEATURES)
UNSURE = 0.07  # of all points of all answers
SHIPPED = ROOT / "src/viva/judge/kinds/explain/calibration.json"


def questions() -> dict[str, explain.Ready]:
    """Every explain question of our bank, made ready."""
    catalog = Catalog([Bank(ROOT / "src" / "viva_bank", "viva_bank")])
    with Judge() as judge:
        return {
            q.id: explain.made_ready(judge.variant(q))
            for q in catalog.questions.values()
            if q.kind == "explain"
        }


def fitting_half(ids: list[str]) -> set[str]:
    """Every second question in the order of the alphabet; the others are held out."""
    return set(sorted(ids)[::2])


def best_sign(ready: explain.Ready, text: str, i: int):
    """The features of the sentence that speaks most for point `i`, with its language."""
    reading = ready.read(text)
    rows = ready.signs(reading)
    scored = [
        (calibration().probability(s.tongue, row[i].features[:PLAIN]), n)
        for n, (s, row) in enumerate(zip(reading.sentences, rows, strict=True))
    ]
    if not scored:
        return None
    n = max(scored)[1]
    return reading.sentences[n].tongue, rows[n][i].features


def authored(ready_by_id: dict[str, explain.Ready], ids: set[str]):
    """(language, features, is the point made) from the authors' sentences."""
    catalog = Catalog([Bank(ROOT / "src" / "viva_bank", "viva_bank")])
    for id in sorted(ids):
        ready = ready_by_id[id]
        for said in read_sentences(catalog.question(id), ready.rubric).said:
            near = {*said.near_en, *said.near_zh}
            for text in (*said.en, *said.zh, *near):
                for i, point in enumerate(ready.rubric.point):
                    if point.id in said.also:
                        continue
                    sign = best_sign(ready, text, i)
                    if sign is not None:
                        yield *sign, point.id == said.point and text not in near


def answered(ready_by_id: dict[str, explain.Ready], ids: set[str], files: list[str]):
    """(language, features, is the point made) from labelled answers."""
    for line in (x for f in files for x in Path(f).read_text().splitlines() if x.strip()):
        record = json.loads(line)
        ready = ready_by_id.get(record["question"])
        if ready is None or record["question"] not in ids or not record.get("points"):
            continue
        for i, point in enumerate(ready.rubric.point):
            label = record["points"].get(point.id)
            if label in ("covered", "missing"):
                sign = best_sign(ready, record["answer"], i)
                if sign is not None:
                    yield *sign, label == "covered"


def threshold(p: np.ndarray, y: np.ndarray, precision: float, floor: float) -> float:
    """The least threshold at and above which `precision` holds, at least `floor`."""
    order = np.argsort(-p)
    right = np.cumsum(y[order]) / np.arange(1, len(p) + 1)
    enough = np.flatnonzero(right >= precision)
    return max(floor, float(p[order][enough[-1]])) if len(enough) else 0.95


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", nargs="*", default=[])
    parser.add_argument("--all", action="store_true", help="fit on every question")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    ready = questions()
    ids = set(ready) if options.all else fitting_half(list(ready))
    answers = list(answered(ready, ids, options.answers))
    rows = [*authored(ready, ids), *answers]
    out = {}
    for tongue in ("en", "zh"):
        X = np.array([x for t, x, _ in rows if t == tongue])
        y = np.array([made for t, _, made in rows if t == tongue])
        model = LogisticRegression(C=1.0, max_iter=3000).fit(X, y)
        p = model.predict_proba(X)[:, 1]
        # Answers are what is judged in the end: where there are any, they set the thresholds.
        chosen = [(x, made) for t, x, made in answers or rows if t == tongue]
        q = model.predict_proba(np.array([x for x, _ in chosen]))[:, 1]
        covered = threshold(q, np.array([made for _, made in chosen]), 0.96, 0.4)
        # As many may stay unsure as the aim allows: "not sure" is better than wrong.
        below = np.sort(q[q < covered])[::-1]
        count = round(UNSURE * len(q))
        unsure = float(below[min(count, len(below) - 1)]) if len(below) else covered
        said = p >= covered
        print(
            f"{tongue}: {len(y)} pairs, {y.sum()} made; covered ≥ {covered:.3f}, "
            f"unsure ≥ {unsure:.3f}; precision {y[said].mean():.3f}, "
            f"recall {said[y].mean():.3f}, unsure {((p >= unsure) & ~said).mean():.3f}; "
            f"weights {model.coef_[0].round(2).tolist()} bias {model.intercept_[0]:.2f}"
        )
        out[tongue] = {
            "weights": [round(float(w), 4) for w in model.coef_[0]],
            "bias": round(float(model.intercept_[0]), 4),
            "covered": round(covered, 4),
            "unsure": round(unsure, 4),
        }
    if options.write:
        # With VIVA_SEMANTIC=1 the logistics of the richer features are fitted; the others stay.
        kept = msgspec.json.decode(SHIPPED.read_bytes())
        end = "_semantic" if wanted() else ""
        kept |= {f"{tongue}{end}": values for tongue, values in out.items()}
        SHIPPED.write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n")


if __name__ == "__main__":
    main()
