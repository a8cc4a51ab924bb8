"""No dependency is under the GPL: viva itself could not stay under Apache-2.0."""

from __future__ import annotations

import re
from importlib import metadata
from importlib.metadata import Distribution

import pytest
from packaging.requirements import Requirement

# The GNU GPL and AGPL, not the LGPL; and not a file name that merely holds the letters.
GPL = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )General Public License", re.I)
LESSER = re.compile(r"LGPL|Lesser General Public", re.I)


def closure(name: str, extras: set[str]) -> dict[str, Distribution]:
    """Everything that the distribution needs, directly or not, as far as it is installed."""
    found: dict[str, Distribution] = {}
    waiting = [(name, frozenset(extras))]
    while waiting:
        current, wanted = waiting.pop()
        try:
            dist = metadata.distribution(current)
        except metadata.PackageNotFoundError:
            continue
        key = dist.metadata["Name"].lower()
        if key in found and not wanted:
            continue
        found[key] = dist
        for line in dist.requires or []:
            need = Requirement(line)
            applies = need.marker is None or any(
                need.marker.evaluate({"extra": e}) for e in [*wanted, ""]
            )
            if applies and need.name.lower() not in found:
                waiting.append((need.name, frozenset(need.extras)))
    return found


def licence(dist: Distribution) -> str:
    meta = dist.metadata
    names = [v for k, v in meta.items() if k == "Classifier" and v.startswith("License ::")]
    text = meta.get("License-Expression") or (meta.get("License") or "").splitlines()[:1]
    return " | ".join([*names, text if isinstance(text, str) else "".join(text)])


def offends(words: str) -> bool:
    return bool(GPL.search(LESSER.sub("", words)))


def test_no_dependency_is_under_the_gpl() -> None:
    needed = closure("vivavoce", {"torch", "postgresql"})
    assert {"numpy", "sqlalchemy", "torch", "pg8000"} <= set(needed)
    bad = {n: licence(d) for n, d in needed.items() if offends(licence(d))}
    assert not bad


@pytest.mark.parametrize(
    ("words", "bad"),
    [
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("LGPL-2.1", False),
        ("MIT", False),
    ],
)
def test_the_check_can_fail(words: str, bad: bool) -> None:
    assert offends(words) is bad
