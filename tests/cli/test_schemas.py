"""What the commands print as JSON is what docs/schemas says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from viva.cli import viva

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "docs" / "schemas"
TOY = ROOT / "tests" / "toy_bank"
SOFTMAX = "import numpy as np\ndef softmax(x, axis=-1):\n    return np.exp(x)\n"


def schema(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(table)
    return table


def printed(*args: str, stdin: str = "", code: int = 0) -> str:
    result = CliRunner().invoke(viva, list(args), input=stdin, standalone_mode=False)
    assert result.exception is None, result.exception
    assert (result.return_value or 0) == code, result.output
    return result.stdout


CASES: list[tuple[str, list[str], str, int]] = [
    ("questions", ["list"], "", 0),
    ("topics", ["topics"], "", 0),
    ("topics", ["topics", "--track", "twelve_basics"], "", 0),
    ("question", ["ask", "softmax/stable_softmax"], "", 0),
    ("question", ["ask", "conv_output_shape/output_size", "--hint", "2", "--answer"], "", 0),
    ("sandbox", ["sandbox"], "", 0),
    ("labs", ["labs", "--topic", "learning_rate"], "", 0),
    ("lab", ["lab", "learning_rate/stable_limit"], "", 0),
    ("lab", ["lab", "learning_rate/stable_limit", "--no-claims"], "", 0),
    ("check_labs", ["check", "--lab", "learning_rate/stable_limit"], "", 0),
    ("myths", ["myths"], "", 0),
    ("check", ["check", str(TOY)], "", 0),
    ("verdict", ["grade", "softmax/stable_softmax", "-"], SOFTMAX, 1),
    ("verdict", ["grade", "conv_output_shape/output_size", "-"], "shape=1\nvalues=2", 1),
]


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize(("name", "args", "stdin", "code"), CASES)
def test_output_matches_its_schema(
    name: str, args: list[str], stdin: str, code: int, language: str
) -> None:
    text = printed(*args, "--json", "--lang", language, stdin=stdin, code=code)
    jsonschema.validate(json.loads(text), schema(name))


def test_batch(tmp_path: Path) -> None:
    lines = [
        {"question": "softmax/stable_softmax", "answer": SOFTMAX},
        {"question": "nowhere/x", "seed": 1, "answer": "x"},
        {"question": "conv_output_shape/output_size", "seed": 1, "answer": {"shape": "1"}},
        {"question": "conv_output_shape/output_size", "seed": 1, "answer": {"shape": "one"}},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for line in lines:
        jsonschema.validate(line, schema("batch_line"))
    out = printed("grade", "--batch", str(file), "--workers", "1", code=2).splitlines()
    verdicts = [json.loads(line) for line in out]
    for verdict in verdicts:
        jsonschema.validate(verdict, schema("verdict"))
    assert [v["verdict"] for v in verdicts] == ["fail", "invalid", "fail", "invalid"]


def test_batch_keeps_the_order_over_several_processes(tmp_path: Path) -> None:
    """Slow lines among quick ones: the verdicts come in the order of the lines all the same."""
    slow = SOFTMAX + "import time\ntime.sleep(0.3)\n"
    lines = [
        {"question": "conv_output_shape/output_size", "seed": n, "answer": {"shape": "1"}}
        if n % 20
        else {"question": "softmax/stable_softmax", "seed": n, "answer": slow}
        for n in range(100)
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out = printed("grade", "--batch", str(file), "--workers", "2").splitlines()
    assert [json.loads(line)["seed"] for line in out] == list(range(100))


def test_the_check_can_fail() -> None:
    table = json.loads(
        printed("grade", "softmax/stable_softmax", "-", "--json", stdin=SOFTMAX, code=1)
    )
    for broken in ({**table, "score": 2}, {**table, "verdict": "maybe"}, {**table, "more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema("verdict"))


def test_every_schema_is_listed() -> None:
    listed = (SCHEMAS / "README.md").read_text(encoding="utf-8")
    for path in SCHEMAS.glob("*.json"):
        assert f"`{path.name}`" in listed
