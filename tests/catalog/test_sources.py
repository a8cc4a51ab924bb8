"""Which of a bank's modules a file needs when it runs."""

from __future__ import annotations

from pathlib import Path

from viva.catalog.sources import imported_names, needed_modules


def test_what_only_a_type_checker_reads_is_not_needed(tmp_path: Path) -> None:
    bank = tmp_path / "some_bank"
    bank.mkdir()
    for name in ("used", "shapes", "otherwise"):
        (bank / f"{name}.py").write_text("")
    file = bank / "lab.py"
    file.write_text(
        "from typing import TYPE_CHECKING\n"
        "import some_bank.used\n"
        "if TYPE_CHECKING:\n"
        "    import jaxtyping\n"
        "    from some_bank import shapes\n"
        "else:\n"
        "    from some_bank import otherwise\n"
        "def f():\n"
        "    import numpy\n"
    )
    assert set(needed_modules(bank, file, "lab.py")) == {"some_bank.used", "some_bank.otherwise"}
    names = imported_names(file, "", "lab.py")
    assert "numpy" in names
    assert "jaxtyping" not in names
