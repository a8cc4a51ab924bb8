"""Runs a command as an ordinary user, and on a disk of a given size: root's test tool.

`python on_small_disk.py FOLDER BYTES COMMAND…` mounts a tmpfs of that size on FOLDER, in a mount
namespace of its own, so that nothing outside changes; with 0 bytes nothing is mounted. Root then
becomes user 12345; an ordinary user stays what he is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from viva.sandbox import kernel

UID = "12345"
AS_ORDINARY_USER = Path(__file__).parents[1] / "sandbox" / "ordinary_user.py"


def main(folder: str, size: int, command: list[str]) -> None:
    root = os.getuid() == 0
    if size:
        if root:
            kernel.unshare(kernel.CLONE_NEWNS)
        else:
            uid, gid = os.getuid(), os.getgid()
            kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNS)
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
            Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
        kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("tmpfs", folder, "tmpfs", 0, f"size={size},mode=777")
    if root:
        command = [sys.executable, str(AS_ORDINARY_USER), UID, *command]
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
