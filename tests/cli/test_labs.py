"""viva lab, labs, myths and check --labs as a person types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LIMIT = "learning_rate/stable_limit"
VIVA = str(Path(sys.executable).parent / "viva")


def viva(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [VIVA, *args], capture_output=True, text=True, timeout=120, env={**os.environ, **env}
    )


def test_a_lab_prints_figures_and_claims_and_is_quick_the_second_time(tmp_path: Path) -> None:
    done = viva("lab", LIMIT, "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "✓ The largest rate that does not diverge is 2/λmax." in done.stdout
    assert "8 seeds" in done.stdout
    folder = tmp_path / "learning_rate-stable_limit"
    assert {p.name for p in folder.iterdir()} == {
        "loss.png", "loss.svg", "report.html", "result.json",
    }  # fmt: skip
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<math" in page
    for outside in ("src=", 'href="http', "@import", "url(http"):
        assert outside not in page
    cached = list(Path(os.environ["VIVA_CACHE"]).glob("labs/*"))
    assert len(cached) == 8, "the figures are those of seed 0, one of the eight"


def test_json_is_one_document_and_another_setting_is_another_result() -> None:
    one = json.loads(viva("lab", LIMIT, "--no-claims", "--json", "--lang", "zh").stdout)
    two = json.loads(
        viva("lab", LIMIT, "--no-claims", "--json", "--set", "relative=1.1", "--seed", "3").stdout
    )
    assert one["result"]["version"] == 1
    assert one["title"] == "学习率最大能取多大？"
    assert two["params"]["relative"] == 1.1
    assert one["result"]["values"]["converges"] == 1
    assert two["result"]["values"]["converges"] == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["lab", "learning_rate/stable"], "stable_limit"),
        (["lab", LIMIT, "--set", "relativ=1"], "Did you mean relative?"),
        (["lab", LIMIT, "--set", "relative"], "--set name=value"),
        (["lab", LIMIT, "--set", "relative=99"], "Give a number in [0.05, 1.2]"),
        (["labs", "--topic", "learning"], "learning_rate"),
        (["myths", "no/such"], "no myth `no/such`"),
        (["check", "--lab", "no/such"], "no lab `no/such`"),
    ],
)
def test_bad_input_is_one_sentence(args: list[str], says: str) -> None:
    done = viva(*args)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_lists_are_lists() -> None:
    labs = json.loads(viva("labs", "--json").stdout)
    assert {"id", "topic", "title", "claims", "myths", "needs"} <= set(labs[0])
    assert LIMIT in [lab["id"] for lab in labs]
    myths = json.loads(viva("myths", "--json", "--lang", "zh-Hant").stdout)
    ids = {lab["id"] for lab in labs}
    assert all(m["lab"] in ids for m in myths)


def test_check_proves_one_lab() -> None:
    done = viva("check", "--lab", LIMIT, "--json")
    assert done.returncode == 0, done.stdout
    (lab,) = json.loads(done.stdout)["labs"]
    assert lab["ok"]
    assert lab["claims"][0]["standing"] == "holds"


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    env = {**os.environ, "VIVA_CACHE": str(tmp_path)}
    command = [VIVA, "lab", LIMIT, "--seeds", "2000", "--workers", "1"]
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while len(list(tmp_path.glob("labs/*"))) < 20:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "what ran is kept" in err
    assert "Traceback" not in err
    assert "Loss by step" in out
    assert len(list(tmp_path.glob("labs/*"))) >= 20
