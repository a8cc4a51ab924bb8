"""Folders in deep-ml's format, one trait each; the problems are our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from viva.catalog import Catalog, bank_at
from viva.check import Plan, run_check
from viva.core import BadInput
from viva.importers import importer_of
from viva.importers.outcome import Imported
from viva.judge import Judge

STARTER = "def f(x):\n    pass\n"


def problem(
    home: Path,
    *,
    starter: str = STARTER,
    solution: str,
    tests: list[tuple[str, str]],
    description: str = "Do it.",
    variant: str = "",
) -> None:
    home.mkdir(parents=True, exist_ok=True)
    inner = home / variant if variant else home
    inner.mkdir(exist_ok=True)
    (home / "meta.json").write_text(
        json.dumps({"id": "1", "title": f"Problem 😀 {home.name}", "difficulty": "easy"})
    )
    (home / "description.md").write_text(description, encoding="utf-8")
    (home / "learn.md").write_text("## Why\nBecause.\n", encoding="utf-8")
    (inner / "starter_code.py").write_text(starter)
    (inner / "solution.py").write_text(solution)
    lines = [{"test": t, "expected_output": e} for t, e in tests]
    (inner / "tests.json").write_text(json.dumps(lines))


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Imported]]:
    root = tmp_path_factory.mktemp("source")
    q = root / "questions"
    twice = "def f(x):\n    return 2 * x\n"
    problem(q / "1_plain", solution=twice, tests=[("print(f(2))", "4"), ("print(f(0.5))", "1.0")])
    problem(q / "1_same-id", solution=twice, tests=[("print(f(3))", "6")])
    problem(
        q / "2_np-without-import",
        starter="def f(x: np.ndarray) -> np.ndarray:\n    pass\n",
        solution="def f(x: np.ndarray) -> np.ndarray:\n    return np.asarray(x) * 2.0\n",
        tests=[("print(f(np.array([[1, 2], [3, 4]])))", "[[2, 4], [6, 8]]")],
    )
    problem(
        q / "3_helper-in-starter",
        starter="K = 3\ndef helper(x):\n    return x + K\n\ndef f(x):\n    pass\n",
        solution="def f(x):\n    return helper(x)\n",
        tests=[("y = helper(1)\nprint(f(y))", "7")],
    )
    problem(
        q / "4_rounding-and-dict",
        solution="def f(x):\n    return {'b': np.float64(x / 3), 'a': (1, True)}\n",
        tests=[("print(f(1))", "{'a': (1, True), 'b': 0.3333}")],
    )
    problem(
        q / "5_class",
        starter="class F:\n    pass\n",
        solution="class F:\n    def __init__(self, k): self.k = k\n    def go(self, x): return self.k * x\n",
        tests=[("m = F(3)\nprint(m.go(2), m.k)", "6 3")],
    )
    problem(q / "6_wrong-solution", solution=twice, tests=[("print(f(2))", "5")])
    problem(
        q / "7_crashes", solution="def f(x):\n    return x.nope\n", tests=[("print(f(2))", "5")]
    )
    problem(q / "8_syntax", solution="def f(x)\n    return x\n", tests=[("print(f(2))", "5")])
    problem(
        q / "9_reads-files",
        solution="def f(x):\n    return open('/etc/passwd').read()\n",
        tests=[("print(len(f(2)) > 0)", "True")],
    )
    problem(
        q / "10_hangs", solution="def f(x):\n    while True: pass\n", tests=[("print(f(2))", "5")]
    )
    problem(
        q / "11_html",
        solution=twice,
        tests=[("print(f(2))", "4")],
        description='A <b onclick="x()">bold</b> \\(x^2\\) ![pic](http://h/p.png) [site](https://h/)',
    )
    problem(
        q / "12_variants",
        solution=twice,
        tests=[("print(f(2))", "4")],
    )
    problem(
        q / "12_variants",
        variant="pytorch",
        starter="import torch\n\ndef f(x):\n    pass\n",
        solution="import torch\n\ndef f(x):\n    return 2 * torch.as_tensor(x)\n",
        tests=[("print(f([1.0, 2.0]))", "tensor([2., 4.])")],
    )
    problem(q / "12_variants", variant="tinygrad", solution=twice, tests=[("print(f(2))", "4")])
    (q / "13_broken").mkdir()
    (q / "13_broken" / "tests.json").write_text("[{")
    (q / "13_broken" / "starter_code.py").write_text(STARTER)
    (q / "13_broken" / "solution.py").write_text(twice)
    target = tmp_path_factory.mktemp("out") / "deep_ml"
    outcomes = importer_of("deep-ml").convert(root, target, None)
    return target, {o.source: o for o in outcomes}


GOOD = ["1_plain", "1_same-id", "2_np-without-import", "3_helper-in-starter", "4_rounding-and-dict",
        "5_class", "11_html", "12_variants", "12_variants/pytorch"]  # fmt: skip
BAD = {
    "6_wrong-solution": "does not pass",
    "7_crashes": "AttributeError",
    "8_syntax": "not valid Python",
    "9_reads-files": "does not pass",
    "10_hangs": "had not finished",
    "12_variants/tinygrad": "tinygrad",
    "13_broken": "tests.json",
}


@pytest.mark.parametrize("source", GOOD)
def test_becomes_a_question(imported: tuple[Path, dict[str, Imported]], source: str) -> None:
    assert imported[1][source].reason == ""


@pytest.mark.parametrize("source", BAD)
def test_is_kept_in_quarantine_with_the_reason(
    imported: tuple[Path, dict[str, Imported]], source: str
) -> None:
    target, outcomes = imported
    outcome = outcomes[source]
    assert BAD[source] in outcome.reason
    place = target / "quarantine" / outcome.question.partition("/")[2]
    assert BAD[source] in (place / "REASON.txt").read_text(encoding="utf-8")
    assert len(list(place.iterdir())) > 1
    assert not (target / "topics" / outcome.question).exists()


def test_nothing_is_dropped(imported: tuple[Path, dict[str, Imported]]) -> None:
    assert set(imported[1]) == {*GOOD, *BAD}


def test_the_bank_is_proved(imported: tuple[Path, dict[str, Imported]]) -> None:
    report = run_check(Plan((bank_at(imported[0]),), seeds=(0,)))
    assert report.ok, report.to_json()
    assert len(report.questions) == len(GOOD)


def test_wrong_answers_do_not_pass_and_are_told(
    imported: tuple[Path, dict[str, Imported]], judge: Judge
) -> None:
    question = Catalog([bank_at(imported[0])]).question("deep_ml/q1_plain")
    variant = judge.variant(question, 0)
    for source in ("def f(x):\n    return 3 * x\n", STARTER, "def f(x):\n    print(2 * x)\n"):
        verdict = judge.grade(variant, judge.parse(variant, source))
        assert verdict.outcome == "fail"
    verdict = judge.grade(variant, judge.parse(variant, "def f(x):\n    return 3 * x\n"))
    assert "Printed: 6 Expected: 4" in verdict.criteria[0].feedback.en


def test_prose_is_harmless(imported: tuple[Path, dict[str, Imported]]) -> None:
    prompt = (imported[0] / "topics/deep_ml/q11_html/prompt.en.md").read_text(encoding="utf-8")
    assert "bold" in prompt
    assert "$x^2$" in prompt
    for bad in ("<b", "onclick", "http", "!["):
        assert bad not in prompt


def test_bad_input(tmp_path: Path) -> None:
    importer = importer_of("deep-ml")
    with pytest.raises(BadInput, match="no folder"):
        importer.convert(tmp_path / "nowhere", tmp_path / "a", None)
    with pytest.raises(BadInput, match=r"tests\.json"):
        importer.convert(tmp_path, tmp_path / "a", None)
    problem(
        tmp_path / "questions" / "1_x",
        solution="def f(x):\n    return x\n",
        tests=[("print(f(1))", "1")],
    )
    with pytest.raises(BadInput, match="named like a Python package"):
        importer.convert(tmp_path, tmp_path / "not-a-name", None)
    full = tmp_path / "full"
    full.mkdir()
    (full / "x").touch()
    with pytest.raises(BadInput, match="not empty"):
        importer.convert(tmp_path, full, None)
    with pytest.raises(BadInput, match="There are: deep-ml"):
        importer_of("deepml")
