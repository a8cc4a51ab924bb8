"""viva check finds what is wrong: every way in which a bank can lie is planted once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from viva.catalog import Catalog, bank_at
from viva.check import Plan, run_check
from viva.check.gallery import write_gallery
from viva.check.prove import prove
from viva.judge import Judge

TOY = Path(__file__).parent.parent / "toy_bank"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "toy_bank"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def findings(copy: Path, judge: Judge, id: str, *, mutants: bool = False) -> str:
    question = Catalog([bank_at(copy)]).question(id)
    return "\n".join(f.what for f in prove(question, (0, 1), judge, mutants=mutants).findings)


def test_the_toy_bank_is_proved() -> None:
    seen: list[int] = []
    report = run_check(Plan((bank_at(TOY),), mutants=True), lambda _r, done, _n: seen.append(done))
    assert report.ok, report.to_json()
    assert seen == [1, 2, 3]
    double = next(q for q in report.questions if q.question == "arithmetic/double")
    assert double.mutants == double.killed > 0
    area = next(q for q in report.questions if q.question == "arithmetic/area")
    assert area.variants >= 50


DOUBLE = "topics/arithmetic/double"
AREA = "topics/arithmetic/area"
PLANTED = [
    # the solution is wrong
    (f"{DOUBLE}/solution.py", "2 * x", "3 * x", "solution.py: got partial, must get pass"),
    # the starter passes
    (f"{DOUBLE}/starter.py", "return None", "return 2 * x", "starter.py: passed; it must not"),
    # a right answer is listed as wrong, and a wrong one as right
    (f"{DOUBLE}/wrong/squared.py", "x * x", "x + x", "wrong/squared.py: got pass, must get partial"),
    (f"{DOUBLE}/right/sum.py", "x + x", "x", "right/sum.py: got partial, must get pass"),
    # the verdict is right and the criterion is not
    (f"{DOUBLE}/cases.toml", 'misses = ["empty"]', 'misses = ["values"]', "criterion `empty` is wrong"),
    # the mistake is not recognised
    (f"{DOUBLE}/exercise.py", '"squared": x**2', '"squared": x**3', "the feedback does not say"),
    (f"{DOUBLE}/cases.toml", 'file = "squared.py"', 'file = "gone.py"', "gone.py"),
    # compute: the solution, a spelling, a slip that is right, what must be refused
    (f"{AREA}/cases.toml", '"{{ area:, }}"', '"{{ w }}"', "case 1: got"),
    (f"{AREA}/cases.toml", 'area = "big"', 'area = "12"', "must be refused"),
    (f"{AREA}/generate.py", '2 * (p["w"] + p["h"])', 'p["w"] * p["h"]', "mistake perimeter: passed"),
    # promises
    (f"{AREA}/question.toml", "variants = 50", "variants = 200", "promises 200"),
    (f"{AREA}/generate.py", "int(rng.integers(5, 40)), ", "7, ", "promises 50"),
    # prose
    (f"{AREA}/prompt.en.md", "A rectangle", "A <b>rectangle</b>", "HTML"),
    (f"{AREA}/prompt.en.md", "A rectangle", "一个 rectangle", "Chinese character"),
    (f"{AREA}/prompt.en.md", "A rectangle", "![x](y.png) A rectangle", "images"),
    (f"{DOUBLE}/prompt.zh.md", "$x$", r"$\frac{x$", "cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), PLANTED)
def test_a_planted_fault_is_found(
    copy: Path, judge: Judge, file: str, old: str, new: str, words: str
) -> None:
    edit(copy / file, old, new)
    id = "/".join(Path(file).parts[1:3])
    assert words in findings(copy, judge, id)


def test_a_generator_with_randomness_of_its_own_is_found(copy: Path, judge: Judge) -> None:
    edit(
        copy / f"{AREA}/generate.py", "def generate(rng):", "import random\n\n\ndef generate(rng):"
    )
    edit(
        copy / f"{AREA}/generate.py",
        "int(rng.integers(5, 40)), ",
        "random.SystemRandom().randrange(5, 99), ",
    )
    assert "another variant the second time" in findings(copy, judge, "arithmetic/area")


def test_hints_are_compulsory(copy: Path, judge: Judge) -> None:
    for path in (copy / AREA).glob("hints.*"):
        path.unlink()
    assert "there are no hints" in findings(copy, judge, "arithmetic/area")


def test_a_living_mutant_is_found(copy: Path, judge: Judge) -> None:
    edit(copy / f"{DOUBLE}/solution.py", "return 2 * x", "y = 0 * 1\n    return 2 * x + y")
    said = findings(copy, judge, "arithmetic/double", mutants=True)
    assert "the mutant “y = 0 * 1 :: 1 → 2” passes" in said


def test_equivalent_mutants_are_listed_with_a_reason_and_stay_true(
    copy: Path, judge: Judge
) -> None:
    cases = copy / f"{DOUBLE}/cases.toml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(
        text + '\n[[equivalent]]\nmutant = "return 2 * x :: 2 → 3"\nreason = "wrongly listed"\n'
        '\n[[equivalent]]\nmutant = "return 9 :: 9 → 10"\nreason = "gone"\n',
        encoding="utf-8",
    )
    said = findings(copy, judge, "arithmetic/double", mutants=True)
    assert "listed as equivalent but fails" in said
    assert "there is no mutant “return 9 :: 9 → 10” any more" in said


def test_topics_that_do_not_exist_and_circles(copy: Path) -> None:
    edit(copy / "tracks/all.toml", '"arithmetic"', '"arithmetic", "algebra"')
    edit(copy / "topics/arithmetic/topic.toml", 'group = "foundations"',
         'group = "foundations"\nrequires = ["arithmetic"]')  # fmt: skip
    problems = " ".join(run_check(Plan((bank_at(copy),), only=("arithmetic/fixed",))).problems)
    assert "`algebra`, which does not exist" in problems
    assert "circle: arithmetic → arithmetic" in problems


HOSTILE = {
    "reads the home": "import os\nX = open(os.path.expanduser('~/.profile')).read()\n",
    "reads the solution": "X = open('/{copy}/topics/arithmetic/double/solution.py').read()\n",
    "hangs": "while True: pass\n",
    "overwrites": "open('/{copy}/bank.toml', 'w').write('')\n",
    "starts a program": "import subprocess\nsubprocess.run(['true'], check=True)\n",
    "leaves": "import os\nos._exit(0)\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bank_harms_nothing(
    copy: Path, judge: Judge, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import viva.catalog.python as python

    monkeypatch.setattr(python, "WALL_S", 2.0)
    file = copy / f"{DOUBLE}/exercise.py"
    bad = HOSTILE[name].replace("/{copy}", str(copy))
    file.write_text(bad + file.read_text(encoding="utf-8"), encoding="utf-8")
    before = (copy / "bank.toml").read_bytes()
    said = findings(copy, judge, "arithmetic/double")
    assert "the bank's own code" in said
    assert (copy / "bank.toml").read_bytes() == before
    # and the next question of the same bank is judged as ever
    assert findings(copy, judge, "arithmetic/area") == ""


def test_expectations_of_a_hostile_bank_cannot_reach_the_judge(copy: Path, judge: Judge) -> None:
    """What it yields is data or nothing: no callable, no object with a lying __eq__."""
    file = copy / f"{DOUBLE}/exercise.py"
    text = file.read_text(encoding="utf-8")
    lie = "class Lie:\n    def __eq__(self, o): return True\n\n\n"
    file.write_text(lie + text.replace("expected=twice(x), mistakes", "expected=Lie(), mistakes"))
    assert "cannot return" in findings(copy, judge, "arithmetic/double").lower()


def test_the_gallery_shows_everything(tmp_path: Path) -> None:
    page = tmp_path / "gallery.html"
    assert write_gallery((bank_at(TOY),), page) == 3
    text = page.read_text(encoding="utf-8")
    for words in ("Area of a rectangle", "矩形面积", "seed 2", "<math", "hint 1", "def double"):
        assert words in text
    assert "<script" not in text
