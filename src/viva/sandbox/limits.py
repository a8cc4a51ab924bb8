"""What one child may use, each with its unit."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """How much of everything; what exceeds one is told so in its reply.

    `wall_s` is per call; everything else is for the child's whole life. `memory_mib` is address
    space above what the zygote itself maps. `output_bytes` is stdout and stderr together: more
    than that ends the child. `result_bytes` bounds one reply. `threads` counts the first one, so
    1 means none besides it. `scratch_mib` above 0 gives a private, empty working directory of
    that size, the only place that can be written to; it needs tier A.
    """

    wall_s: float = 10.0
    cpu_s: int = 10
    memory_mib: int = 1024
    output_bytes: int = 65536
    result_bytes: int = 64 << 20
    threads: int = 1
    scratch_mib: int = 0

    def __post_init__(self) -> None:
        if self.wall_s <= 0 or self.cpu_s < 1 or self.memory_mib < 1 or self.threads < 1:
            raise ValueError(f"limits must be positive, not {self}")
        if self.output_bytes < 0 or self.result_bytes < 0 or self.scratch_mib < 0:
            raise ValueError(f"limits must not be negative, not {self}")


@dataclass(frozen=True)
class Shape:
    """What of its limits a child must know when it is born; see `Limits`."""

    threads: int = 1
    scratch_mib: int = 0
