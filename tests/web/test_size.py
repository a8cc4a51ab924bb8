"""What the browser must load stays small. Sizes, not times: the same on every machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "bench" / "web" / "size.py"


def test_budgets() -> None:
    spec = importlib.util.spec_from_file_location("web_size", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sizes = module.sizes()
    assert 10_000 < sizes["entry_js"] <= 110_000
    assert sizes["entry_js"] < sizes["first_load"] <= 450_000
    assert sizes["all_js"] <= 300_000
    assert sizes["disk"] <= 3_000_000
