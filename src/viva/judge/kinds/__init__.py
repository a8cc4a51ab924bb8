"""The kinds of question, one folder each; a new one is one line in KINDS."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from viva.core import BadInput, KindName

if TYPE_CHECKING:
    from viva.judge.kind import Kind

# name → module that offers `kind()`; imported only when such a question is opened
KINDS: dict[KindName, str] = {
    "explain": "viva.judge.kinds.explain.kind",
    "compute": "viva.judge.kinds.compute.kind",
    "code": "viva.judge.kinds.code.kind",
    "derive": "viva.judge.kinds.derive.kind",
}


def kind_of(name: KindName) -> Kind:
    """The kind with this name, or a `BadInput` where this viva does not judge it yet."""
    if name not in KINDS:
        raise BadInput(
            f"this viva does not judge `{name}` questions yet.",
            mend=f"It judges {', '.join(KINDS)}.",
        )
    return importlib.import_module(KINDS[name]).kind()
