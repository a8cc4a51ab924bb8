"""A wheel and a source distribution carry the built app; building skips Node where it must."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
STATIC = "viva/server/static/"
MOST = 3_000_000


def build(target: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VIVA_SKIP_WEB", "1")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return next(folder.iterdir())


def test_the_wheel_carries_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(build("wheel", tmp_path, monkeypatch)) as wheel:
        built = {f.filename: f.file_size for f in wheel.infolist() if STATIC in f.filename}
        index = wheel.read(STATIC + "index.html").decode()
        names = wheel.namelist()
    assert "__CSP_NONCE__" in index
    assert STATIC + "licences.txt" in built
    assert any(name.endswith(".js") and name.split("/")[-1] in index for name in built)
    assert sum(built.values()) <= MOST
    assert not any("node_modules" in name for name in names)


def test_the_source_distribution_carries_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(build("sdist", tmp_path, monkeypatch)) as source:
        names = source.getnames()
    assert any(name.endswith("src/" + STATIC + "index.html") for name in names)
    assert any(name.endswith("web/src/App.svelte") for name in names)
    assert not any("node_modules" in name for name in names)


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The build hook over a made-up tree, and what it would have run."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    ran: list[str] = []
    monkeypatch.setattr(
        module.subprocess, "run", lambda command, **_: ran.append(str(Path(command[1]).name))
    )
    monkeypatch.delenv("VIVA_SKIP_WEB", raising=False)

    def initialize() -> list[str]:
        made = object.__new__(module.WebApp)
        monkeypatch.setattr(module.WebApp, "root", str(tmp_path), raising=False)
        made.initialize("standard", {})
        return ran

    return initialize


def tree(root: Path, *files: str) -> None:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("{}", "utf-8")


BUILT = "src/viva/server/static/index.html"
WEB = ("web/package.json", "web/package-lock.json")


def test_a_checkout_is_built(tmp_path: Path, hook: Any) -> None:
    tree(tmp_path, *WEB)
    assert hook() == ["npm-cli.js", "vite.js"]


def test_packages_that_are_there_are_not_fetched_again(tmp_path: Path, hook: Any) -> None:
    tree(tmp_path, *WEB, "web/node_modules/.package-lock.json")
    assert hook() == ["vite.js"]


@pytest.mark.parametrize(
    "files",
    [(BUILT,), (*WEB, BUILT, "PKG-INFO")],
    ids=["no web folder", "an unpacked source distribution"],
)
def test_what_is_built_is_taken(tmp_path: Path, hook: Any, files: tuple[str, ...]) -> None:
    tree(tmp_path, *files)
    assert hook() == []


def test_skipped_on_demand(tmp_path: Path, hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, *WEB)
    monkeypatch.setenv("VIVA_SKIP_WEB", "1")
    assert hook() == []


def test_what_is_bundled_may_be() -> None:
    """Each bundled package is named with a licence that lets it be bundled."""
    text = (ROOT / "src" / STATIC / "licences.txt").read_text("utf-8")
    named = dict(re.findall(r"^(@?[\w./-]+) [\d.]+ \(([^)]+)\)$", text, re.M))
    assert {"svelte", "katex", "@codemirror/view"} <= set(named)
    assert set(named.values()) <= {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"}
