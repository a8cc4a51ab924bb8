"""One setting of the hyperparameters and the loss that it gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Trial:
    """Smaller loss is better."""

    settings: dict[str, Any]
    loss: float
