"""What each layer is good for: every attack again, with one layer left out, then with all but one.

    python bench/sandbox/matrix.py            prints the table
    python bench/sandbox/matrix.py --write    puts it into docs/sandbox.md

An attack gets through if it returns "ESCAPED", or ends neither with an error nor with a reply that
its row in `tests/sandbox/attacks.py` lists. Attacks on memory are not run without the limits:
nothing else bounds them, and this machine is needed afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "sandbox"))

from attacks import ATTACKS, Attack  # noqa: E402
from boxes import run  # noqa: E402
from test_attacks import known_to_attackers, shape  # noqa: E402

from viva.sandbox import Died, MemoryExceeded, Raised, Returned, Sandbox  # noqa: E402
from viva.sandbox.tiers import LAYERS  # noqa: E402

NAMESPACES = ["users", "mounts", "pids", "network", "ipc"]
REMOVED: list[tuple[str, list[str]]] = [
    ("nothing", []),
    *((layer, [layer]) for layer in LAYERS if layer != "users"),
    ("all namespaces (tier B)", ["users"]),
    ("namespaces and Landlock", ["users", "landlock"]),
    ("seccomp and Landlock", ["seccomp", "landlock"]),
    ("Landlock and the mounts", ["landlock", "mounts"]),
]
DOCUMENT = ROOT / "docs" / "sandbox.md"
START, END = "<!-- begin matrix -->", "<!-- end matrix -->"


def is_about_memory(attack: Attack) -> bool:
    return attack.layers[0] == "limits"


def escaping(without: list[str], attacks: Iterable[Attack], known: dict[str, object]) -> list[str]:
    """The names of the attacks that get through."""
    found: list[str] = []
    with Sandbox(preload=["sandbox_handlers"], unsafe=True, _without=without) as sandbox:
        for attack in attacks:
            if attack.limits.scratch_mib and without and sandbox.start().tier.value != "A":
                continue  # not to be had below tier A
            if "limits" in without and is_about_memory(attack):
                found.append(attack.name)
                continue
            reply = run(sandbox, attack.source, known, limits=attack.limits, wall_s=attack.wall_s)
            for folder in ("/tmp", "/var/tmp", "/dev/shm"):
                Path(folder, "viva_attack").unlink(missing_ok=True)
            won = isinstance(reply, Returned) and "ESCAPED" in str(reply.value)
            # Stopped, but with another error than the suite demands, is stopped all the same.
            stopped = isinstance(reply, (Raised, Died, MemoryExceeded))
            if won or not (stopped or shape(reply) in attack.expected):
                found.append(attack.name)
    return found


def table() -> str:
    attacks = [attack for attack in ATTACKS if "numpy" in attack.flavours]
    lines = ["| left out | stopped | what gets through |", "|---|---|---|"]
    with known_to_attackers() as known:
        for name, without in REMOVED:
            through = escaping(without, attacks, known)
            shown = ", ".join(through) or "–"
            lines.append(f"| {name} | {len(attacks) - len(through)} of {len(attacks)} | {shown} |")
            print(lines[-1], flush=True)
    return "\n".join(lines)


def main() -> None:
    text = table()
    if "--write" in sys.argv:
        before, _, rest = DOCUMENT.read_text().partition(START)
        _, _, after = rest.partition(END)
        DOCUMENT.write_text(f"{before}{START}\n{text}\n{END}{after}")


if __name__ == "__main__":
    main()
