"""That every reference is in the index of the README, says its source, and has a test of its
own.
"""

import re
from pathlib import Path

import pytest

import viva_bank.reference

ROOT = Path(viva_bank.reference.__path__[0])
TESTS = Path(__file__).parent
MODULES = sorted(
    p.relative_to(ROOT).with_suffix("").as_posix()
    for p in ROOT.rglob("*.py")
    if p.name != "__init__.py"
)
# A protocol and a record compute nothing; the other two are arithmetic that no paper owns.
WITHOUT_TEST = {"optimisers/optimiser", "tuning/trial"}
WITHOUT_SOURCE = WITHOUT_TEST | {"losses/reduction", "search/candidates"}


def test_the_index_lists_every_module_once():
    listed = re.findall(r"\]\((\w+/\w+)\.py\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == MODULES


@pytest.mark.parametrize("module", sorted(set(MODULES) - WITHOUT_TEST))
def test_it_has_a_mirrored_test(module):
    family, name = module.split("/")
    assert (TESTS / family / f"test_{name}.py").is_file()


@pytest.mark.parametrize("module", sorted(set(MODULES) - WITHOUT_SOURCE))
def test_it_names_its_source_with_the_year(module):
    text = (ROOT / f"{module}.py").read_text(encoding="utf-8").split('"""')[1]
    found = re.search(r"Sources?: .*\d{4}|NumPy's documentation", text, re.DOTALL)
    assert found, "name authors, year and equation in the module's docstring"
