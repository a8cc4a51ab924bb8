"""viva check --labs finds what is wrong with a lab: each way is planted once."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from viva.catalog import Bank
from viva.check.labs import (
    LabReport,
    chosen,
    keep_records,
    lost_cards,
    prove_labs,
)
from viva.lab import Labs
from viva.lab.myths import myths
from viva.lab.record import read_records

HERE = Path(__file__).parent.parent / "lab" / "lab_bank"
HEADS = "topics/coin/lab_heads.py"


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    # Each test has a name of its own: a module is loaded once a process.
    name = f"spoiled_{abs(hash(str(tmp_path)))}"
    place = Path(shutil.copytree(HERE, tmp_path / name))
    yield Bank(place, name)
    for module in [m for m in sys.modules if m.startswith(f"{name}.")]:
        del sys.modules[module]


def prove(bank: Bank, id: str = "coin/heads") -> LabReport:
    cards, problems = myths([bank])
    assert not problems
    (report,) = prove_labs([Labs([bank]).entry(id)], questions=(), cards=cards, workers=2)
    return report


def edit(bank: Bank, old: str, new: str, file: str = HEADS) -> None:
    path = bank.folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_good_lab_is_proved_and_recorded(bank: Bank) -> None:
    report = prove(bank)
    assert report.ok, report.problems
    assert [c.claim.id for c in report.claims] == ["half", "mostly"]
    assert report.spoiled == 3
    assert report.unspoiled == ()
    labs = Labs([bank])
    keep_records(labs, [report], date(2026, 2, 3))
    record = read_records(bank.folder)["coin/heads"]
    assert record.claims["mostly"].standing == "refuted"
    assert any(v.startswith("numpy==") for v in record.versions)


PLANTED = [
    # the claim is false
    ("threshold=(0.48, 0.52)", "threshold=(0.58, 0.62)", "claim `half` must hold"),
    # the myth is not refuted: it is true, or the runs do not tell
    ("threshold=0.02,", "threshold=-0.5,", "claim `mostly` must be refuted"),
    ("threshold=0.02,", "threshold=0.0,", "claim `mostly` must be refuted"),
    # the broken variant spoils nothing
    ("throw(params, rng, 0.1)", "throw(params, rng, 0.0)", "the claim stands even so"),
    # random numbers from elsewhere
    ("rng.random(params.throws)", "np.random.default_rng().random(params.throws)", "two results"),
    # the statistic does not exist
    ('statistic="heads"', 'statistic="tails"', "does not have; it has heads, gain"),
    # one language is missing
    ('Text("It is fair.", "它是公平的。")', 'Text("It is fair.", "")', "one language only"),
    ('f"最后是 {share[-1]:.3f}。"', '""', "one language only"),
    ("seeds=6", "seeds=2", "at least 5"),
    ('direction="within"', 'direction="above"', "takes a pair"),
    ('("half", "mostly"),\n', '("whole",),\n', "names no claim"),
    ('(Text("half", "一半"), Text("all", "全部")), 0', '(Text("half", "一半"),), 1', "none of its choices"),
    ('sources=("Nobody (2026), On coins",)', "sources=()", "names no source"),
    ('sources=("Nobody', 'questions=("a/b",), sources=("Nobody', "`a/b`, which does not exist"),
    ('preview={"throws": 100}', 'preview={"throw": 100}', "no parameter `throw`"),
    ("LAB = Lab(", "LAB2 = Lab(", "declares no `LAB"),
    ("import numpy as np", "import numpy as np\nnp.none", "the lab's own code failed"),
    ('id="mostly"', 'id="half"', "the same id"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), PLANTED, ids=[p[2][:30] for p in PLANTED])
def test_what_is_wrong_is_found(bank: Bank, old: str, new: str, says: str) -> None:
    edit(bank, old, new)
    report = prove(bank)
    assert not report.ok
    assert says in "\n".join(report.problems)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('claim = "mostly"', 'claim = "gone"', "no claim `gone`"),
        ('claim = "mostly"', 'claim = "half"', "not declared as a myth"),
        ("{mean:+.3f}", "{middle}", "cannot be filled in"),
    ],
)
def test_a_wrong_card_is_found(bank: Bank, old: str, new: str, says: str) -> None:
    edit(bank, old, new, "topics/coin/myths.toml")
    assert says in "\n".join(prove(bank).problems)


def test_a_card_without_its_lab_is_found(bank: Bank) -> None:
    edit(bank, 'lab = "coin/heads"', 'lab = "coin/gone"', "topics/coin/myths.toml")
    cards, _ = myths([bank])
    assert "there is no lab `coin/gone`" in lost_cards(cards, Labs([bank]).entries)[0]


def test_the_changed_and_a_rotating_share_are_chosen(bank: Bank) -> None:
    entries = list(Labs([bank]))
    assert chosen(entries, {}, 100, date(2026, 1, 1)) == entries
    for id in ("coin/heads", "coin/slow"):
        keep_records(Labs([bank]), [prove(bank, id)], date(2026, 1, 1))
    records = read_records(bank.folder)
    assert set(records) == {"coin/heads", "coin/slow"}, "one does not push out the other"
    days = [chosen(entries, records, 2, date(2026, 1, d)) for d in (1, 2)]
    assert sorted(e.id for day in days for e in day) == ["coin/heads", "coin/slow"]
    file = bank.folder / "topics/coin/lab_slow.py"
    file.write_text(file.read_text() + "\n")
    later = [chosen(list(Labs([bank])), records, 2, date(2026, 1, d)) for d in (1, 2)]
    assert all("coin/slow" in {e.id for e in day} for day in later)
    assert json.loads((bank.folder / "measured.json").read_text())
