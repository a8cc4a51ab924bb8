"""Namespaces and the new root: a place in which there is nothing but the view."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from viva.sandbox import kernel
from viva.sandbox.view import View

# Landlock's rule is on the outer folder: one on a mount point does not count for what is mounted.
BOX = "/box"
SCRATCH = f"{BOX}/scratch"
NOBODY = 65534
_NEW_ROOTS = ("/tmp", "/mnt", "/var", "/opt")


def become_nobody() -> bool:
    """From root to nobody, for good; False if this is not root or may not change."""
    if os.getuid() != 0:
        return False
    try:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    except PermissionError:
        return False
    # Changing user made /proc/self belong to root, and the maps are written there.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    return True


def enter(without: frozenset[str] = frozenset()) -> None:
    """Own user, mount, pid (for children), network, IPC, host-name and cgroup namespaces."""
    uid, gid = os.getuid(), os.getgid()
    kinds = {
        "mounts": kernel.CLONE_NEWNS,
        "pids": kernel.CLONE_NEWPID,
        "network": kernel.CLONE_NEWNET,
        "ipc": kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS | kernel.CLONE_NEWCGROUP,
    }
    flags = kernel.CLONE_NEWUSER
    for name, flag in kinds.items():
        if name not in without:
            flags |= flag
    kernel.unshare(flags)
    proc = Path("/proc/self")
    (proc / "setgroups").write_text("deny")
    (proc / "uid_map").write_text(f"{uid} {uid} 1")
    (proc / "gid_map").write_text(f"{gid} {gid} 1")
    if "ipc" not in without:
        kernel.set_hostname("viva")


def clone_sources(seen: View) -> dict[str, int]:
    """What will be shown, as mounts of their own, while root still reaches all of it.

    Nobody may not, as when the interpreter is below root's home. Empty for an ordinary user, who
    reaches afterwards what he reached before.
    """
    if os.getuid() != 0:
        return {}
    try:
        return {path: kernel.clone_mount(path) for path in _shown(seen)}
    except OSError:
        return {}  # root without the right to mount, as in a container


def _shown(seen: View) -> tuple[str, ...]:
    return (*seen.libraries, *seen.packages, "/dev/null")


def show_only(seen: View, sources: Mapping[str, int]) -> None:
    """Replaces the root by an empty one with the view bound into it, read-only throughout."""
    kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    links = [(p, Path(p).readlink()) for p in ("/lib", "/lib64", "/bin") if Path(p).is_symlink()]
    root = next(path for path in _NEW_ROOTS if Path(path).is_dir())
    # Opened before anything is mounted, which may hide them.
    flags = os.O_PATH | os.O_CLOEXEC
    opened = {path: os.open(path, flags) for path in _shown(seen) if path not in sources}
    flags = kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount("tmpfs", root, "tmpfs", flags, "size=1m,nr_inodes=4096,mode=755")
    for path in seen.libraries:
        _bind(root, path, sources, opened)
    for path in seen.hidden:
        kernel.mount("tmpfs", root + path, "tmpfs", flags, "size=256k,nr_inodes=1024,mode=755")
    for path in (*seen.packages, "/dev/null"):
        _bind(root, path, sources, opened)
    for path, target in links:
        if not os.path.lexists(root + path):
            Path(root + path).symlink_to(target)
    Path(root + SCRATCH).mkdir(parents=True)
    kernel.change_root(root)
    kernel.make_read_only("/")


def _bind(root: str, path: str, cloned: Mapping[str, int], opened: Mapping[str, int]) -> None:
    target = Path(root + path)
    source = cloned[path] if path in cloned else opened[path]
    if stat.S_ISDIR(os.fstat(source).st_mode):
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    if path in cloned:
        kernel.attach_mount(source, str(target))
    else:
        flags = kernel.MS_BIND | kernel.MS_REC
        kernel.mount(f"/proc/self/fd/{source}", str(target), "", flags)
    os.close(source)
