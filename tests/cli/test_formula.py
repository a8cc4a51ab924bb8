"""viva formula: verdicts, exit codes, JSON, batches."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from viva.cli import run


def said(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    language = () if "--lang" in args else ("--lang", "en")
    code = run(["formula", *args, *language])
    out = capsys.readouterr()
    return code, out.out, out.err


X = ("--symbols", "x: real")


def test_equal(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "sigma(x)*(1-sigma(x))", r"\frac{e^{-x}}{(1+e^{-x})^2}", *X)
    assert code == 0
    assert out.splitlines()[0] == "equal"


def test_unequal_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "x**2", "-x**2", *X)
    assert code == 1
    assert "unequal" in out
    assert "but for the sign" in out
    assert "for example at x =" in out


def test_unreadable_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "x", "x + foo", *X, "--lang", "zh")
    assert code == 2
    assert "无法读取" in out
    assert "第 5 个字符" in out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "x", "x + 1", "--symbols", '{"x": "real"}', "--json")
    found = json.loads(out)
    assert code == 1
    assert (found["verdict"], found["code"], found["seed"]) == ("unequal", "offset:1", 0)
    assert found["read_as"] == "x + 1"
    assert found["counterexample"]["given"] == pytest.approx(
        found["counterexample"]["expected"] + 1
    )


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("x", "x"),
        ("x", "x", "--symbols", "x: rel"),
        ("x", "x", "--symbols", '{"x"'),
        ("x", "x", "--symbols", "@no/such/file"),
        ("x", "x", "--symbols", "x: real", "--batch", "f"),
        ("--batch", "no/such/file.jsonl"),
    ],
)
def test_bad_input(capsys: pytest.CaptureFixture[str], args: tuple[str, ...]) -> None:
    code, _, err = said(capsys, *args)
    assert code == 2
    assert err


LINES = [
    {"symbols": {"x": "real"}, "reference": "x**2", "answer": r"x\cdot x"},
    {"symbols": "x: real", "reference": "x", "answer": "2*x"},
    {"symbols": {"x": "real"}, "reference": "x", "answer": "x +"},
    {"symbols": {"x": "real"}, "reference": "log(-x**2)", "answer": "x"},
    {"symbols": {"x": "real"}, "reference": "x", "answer": "x", "notation": "latex"},
]


def test_batch(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES) + "\n\n")
    code, out, _ = said(capsys, "--batch", str(file))
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [f["verdict"] for f in found] == ["equal", "unequal", "unreadable", "undecided", "equal"]
    assert found[0]["diagnosis"] is None
    assert "factor 2" in found[1]["diagnosis"]
    assert found[4]["notation"] == "latex"


def test_a_batch_from_standard_input_with_a_broken_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = json.dumps(LINES[0]) + "\nnot json\n[1]\n{}\n" + json.dumps(LINES[1]) + "\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code, out, _ = said(capsys, "--batch", "-")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert [f["verdict"] for f in found] == [
        "equal", "unreadable", "unreadable", "unreadable", "unequal",
    ]  # fmt: skip
    assert found[1]["line"] == 2
