"""What a child may read: the interpreter, its library, and packages by name; nothing else.

Not the source tree, not an editable install, not viva itself, no bank: what is not listed here
is not there.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

# Distributions that an answer may import, with what they require in turn.
WELCOME = {
    "numpy": ("numpy", "scipy", "scikit-learn"),
    "torch": ("numpy", "scipy", "scikit-learn", "torch"),
}
# Loaders and libraries of the system, for extension modules that are imported later.
SYSTEM = ("/lib64", "/usr/lib64")


@dataclass(frozen=True)
class View:
    """`libraries` are shown whole but for `hidden`; `packages` one by one; `path` is sys.path."""

    libraries: tuple[str, ...]
    hidden: tuple[str, ...]
    packages: tuple[str, ...]
    path: tuple[str, ...]


def view(flavour: str) -> View:
    """The view for this interpreter and a flavour of zygote."""
    stdlib = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    prefix = str(Path(sys.base_prefix) / "lib")
    libraries = set(stdlib)
    if sys.base_prefix not in ("/usr", "/"):
        libraries.add(prefix)
    triple = sysconfig.get_config_var("MULTIARCH") or "no-such-triple"
    for folder in (f"/usr/lib/{triple}", *SYSTEM):
        libraries.add(folder)
    if not Path(f"/usr/lib/{triple}").is_dir():
        libraries.add("/usr/lib")
    shown = _outermost([_literal(folder) for folder in libraries if Path(folder).is_dir()])
    sites = [entry for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    everywhere = [*sites]
    for folder in stdlib:
        everywhere += [f"{folder}/site-packages", f"{folder}/dist-packages"]
        everywhere.append(f"{Path(folder).parent}/python3/dist-packages")
    hidden = [
        _literal(site)
        for site in dict.fromkeys(everywhere)
        if any(site.startswith(f"{folder}/") for folder in shown) and Path(site).is_dir()
    ]
    packages = _packages(WELCOME[flavour])
    inside = [*shown, *(_literal(site) for site in sites)]
    path = tuple(
        entry
        for entry in sys.path
        if any(_literal(entry) == top or _literal(entry).startswith(f"{top}/") for top in inside)
    )
    return View(tuple(shown), tuple(hidden), tuple(packages), path)


def _literal(path: str) -> str:
    """The path with a symbolic link at the top (/lib is usr/lib) followed, and no other."""
    parts = Path(path).parts
    if len(parts) > 1 and Path("/", parts[1]).is_symlink():
        return str(Path("/", parts[1]).resolve().joinpath(*parts[2:]))
    return str(Path(path))


def _outermost(paths: list[str]) -> list[str]:
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not any(path.startswith(f"{top}/") for top in kept):
            kept.append(path)
    return kept


def _packages(names: tuple[str, ...]) -> list[str]:
    """Files and folders of the distributions named and of all that they require."""
    from importlib import metadata

    todo, seen, found = list(names), set[str](), set[str]()
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        base = str(distribution.locate_file(""))
        for top in _tops(distribution.read_text("RECORD") or ""):
            place = os.path.join(base, top)  # noqa: PTH118 (pathlib is ten times slower here)
            if os.path.exists(place):  # noqa: PTH110
                found.add(_literal(place))
        for requirement in distribution.requires or ():
            if "extra ==" not in requirement:
                match = re.match(r"[A-Za-z0-9._-]+", requirement)
                if match:
                    todo.append(match[0])
    return sorted(found)


def _tops(record: str) -> set[str]:
    """The first component of each path of a RECORD, without scripts and shared caches."""
    tops = {line.split(",", 1)[0].split("/", 1)[0] for line in record.splitlines() if line}
    return {
        top for top in tops if top not in ("..", "__pycache__", "") and not top.endswith(".pth")
    }


def granted(seen: View) -> list[str]:
    """The view as paths for Landlock, which can grant below a folder but not take back."""
    paths = list(seen.packages)
    for folder in seen.libraries:
        paths += _without(folder, [h for h in seen.hidden if h.startswith(f"{folder}/")])
    return paths


def _without(folder: str, hidden: list[str]) -> list[str]:
    """`folder` as the list of its parts that hold nothing of `hidden`."""
    if folder in hidden:
        return []
    if not any(h.startswith(f"{folder}/") for h in hidden):
        return [folder]
    parts = sorted(os.path.join(folder, name) for name in os.listdir(folder))  # noqa: PTH118, PTH208
    return [path for part in parts for path in _without(part, hidden)]
