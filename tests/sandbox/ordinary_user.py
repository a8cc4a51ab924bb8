"""Runs a command as an ordinary user, with the interpreter reachable for it: root's test tool.

`python ordinary_user.py UID COMMAND…`, in a mount namespace of its own, so that nothing outside
changes: what lies below a folder that others may not enter (root's home) is shown in its place.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from viva.sandbox import kernel


def main(uid: int, command: list[str]) -> None:
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    needed = {Path(sys.base_prefix), Path(sys.prefix), Path(__file__).resolve().parents[2]}
    closed = {top for path in needed for top in path.parents if not top.stat().st_mode & 1}
    for top in sorted(closed):
        inside = [path for path in needed if top in path.parents]
        clones = {path: kernel.clone_mount(str(path)) for path in inside}
        kernel.mount("tmpfs", str(top), "tmpfs", 0, "mode=755")
        for path, clone in clones.items():
            path.mkdir(parents=True)
            kernel.attach_mount(clone, str(path))
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.environ["HOME"] = "/nonexistent"
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
