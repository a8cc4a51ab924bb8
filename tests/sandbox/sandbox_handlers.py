"""What runs in the children of these tests: candidate source given in the setup."""

from __future__ import annotations

# What the attacks import, loaded ahead: without a view of its own a zygote started by root may
# not be able to reach an interpreter that lies in root's home, and then nothing would be attacked.
import encodings.idna
import mmap
import multiprocessing.popen_fork
import multiprocessing.shared_memory
import resource
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from typing import Any

LOADED = (encodings.idna, mmap, multiprocessing.popen_fork, multiprocessing.shared_memory,
          resource, shutil, socket, subprocess, tempfile)  # fmt: skip


def echo(setup: Any) -> Callable[[Any], Any]:
    return lambda request: [setup, request]


def script(setup: dict[str, Any]) -> Callable[[Any], Any]:
    """Executes `source`; a call is {"name": function, "args": [...]}."""
    space: dict[str, Any] = {"__name__": "candidate"}
    exec(compile(setup["source"], "<candidate>", "exec"), space)
    return lambda request: space[request["name"]](*request["args"])
