"""How large the built web app is: what the first page loads, and all its JavaScript, gzipped.

    python bench/web/size.py [--json]

Sizes are the same on every machine, so a test holds them (`tests/web/test_size.py`); the table
here says what they are made of.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "src" / "viva" / "server" / "static"
LINKED = re.compile(r'(?:src|href)="(/[^"]+)"')


def packed(file: Path) -> int:
    """The size of a file in bytes as it travels; fonts and pictures are packed already."""
    data = file.read_bytes()
    return len(data) if file.suffix in {".woff2", ".woff", ".ttf"} else len(gzip.compress(data, 9))


def sizes(static: Path = STATIC) -> dict[str, int]:
    """In bytes: `entry_js` is the JavaScript that index.html asks for; `first_load` is that, its
    styles, and the page, language and styles of Today; `all_js` everything; `disk` the folder."""
    index = static / "index.html"
    linked = [static / name.lstrip("/") for name in LINKED.findall(index.read_text("utf-8"))]
    scripts = sorted((static / "assets").glob("*.js"))
    styles = sorted((static / "assets").glob("*.css"))
    today = [f for f in (*scripts, *styles) if re.match(r"(Today|en)-", f.name)]
    shared = [f for f in (*scripts, *styles) if f.stem.split("-")[0] in _imports(today)]
    first = {index, *linked, *today, *shared}
    return {
        "entry_js": sum(packed(f) for f in linked if f.suffix == ".js"),
        "first_load": sum(packed(f) for f in first),
        "all_js": sum(packed(f) for f in scripts),
        "all_css": sum(packed(f) for f in styles),
        "disk": sum(f.stat().st_size for f in static.rglob("*") if f.is_file()),
    }


def _imports(files: list[Path]) -> set[str]:
    """The names, without their hashes, of what these files import."""
    found: set[str] = set()
    for file in files:
        if file.suffix == ".js":
            found |= set(re.findall(r'from"\./([\w.]+)-[\w-]+\.js"', file.read_text("utf-8")))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    measured = sizes()
    if parser.parse_args().json:
        print(json.dumps(measured))
        return
    for name, size in measured.items():
        print(f"{name:<12}{size / 1000:>9.1f} kB")
    print()
    scripts = sorted((STATIC / "assets").glob("*.js"), key=packed, reverse=True)
    for file in scripts[:16]:
        print(f"{file.name:<44}{packed(file) / 1000:>7.1f} kB")


if __name__ == "__main__":
    main()
