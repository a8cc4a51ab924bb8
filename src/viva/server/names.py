"""By which names the server is called, and by which one it wants to be."""

from __future__ import annotations

LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


def canonical(host: str) -> str:
    """The one name of a server that listens on `host`: browsers keep cookies and texts by name."""
    return "127.0.0.1" if host == "localhost" else host


def address(name: str, port: int) -> str:
    """What a browser opens."""
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
