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
import sys
import tempfile
import types
from collections.abc import Callable
from typing import Any

LOADED = (encodings.idna, mmap, multiprocessing.popen_fork, multiprocessing.shared_memory,
          resource, shutil, socket, subprocess, tempfile)  # fmt: skip


def echo(setup: Any) -> Callable[[Any], Any]:
    return lambda request: [setup, request]


def script(setup: dict[str, Any]) -> Callable[[Any], Any]:
    """Executes `source`; a call is {"name": function, "args": [...]}."""
    module = types.ModuleType("candidate")
    sys.modules["candidate"] = module  # dataclasses and typing look a class's module up
    space = module.__dict__
    # Without `dont_inherit` the source would be compiled under this file's own __future__.
    exec(compile(setup["source"], "<candidate>", "exec", dont_inherit=True), space)
    return lambda request: space[request["name"]](*request["args"])
