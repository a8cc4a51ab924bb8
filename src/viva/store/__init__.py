"""Tables, queries, migrations: what must not be lost; knows nothing of ratings or screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from viva.store.place import Place, find_place, make_folder, place_in
from viva.store.preferences import Preferences, read_preferences, write_preferences

if TYPE_CHECKING:
    from viva.store.derived import Derived, Practised, Rules, Unfinished
    from viva.store.drafts import Draft, DraftConflict
    from viva.store.faults import (
        StoreAway,
        StoreBroken,
        StoreBusy,
        StoreFault,
        StoreForeign,
        StoreFull,
        StoreNotWritable,
    )
    from viva.store.overrules import Overrule
    from viva.store.store import Store, open_store
    from viva.store.transfer import Everything, TakenIn
    from viva.store.versions import DraftVersion

# Where a thing is, so that asking for the data folder does not import SQLAlchemy.
_WHERE = {
    "Derived": "derived",
    "Practised": "derived",
    "Rules": "derived",
    "Unfinished": "derived",
    "Draft": "drafts",
    "DraftConflict": "drafts",
    "DraftVersion": "versions",
    "Everything": "transfer",
    "Overrule": "overrules",
    "TakenIn": "transfer",
    "StoreAway": "faults",
    "StoreBroken": "faults",
    "StoreBusy": "faults",
    "StoreFault": "faults",
    "StoreForeign": "faults",
    "StoreFull": "faults",
    "StoreNotWritable": "faults",
    "Store": "store",
    "open_store": "store",
}

__all__ = [
    "Derived",
    "Draft",
    "DraftConflict",
    "DraftVersion",
    "Everything",
    "Overrule",
    "Place",
    "Practised",
    "Preferences",
    "Rules",
    "Store",
    "StoreAway",
    "StoreBroken",
    "StoreBusy",
    "StoreFault",
    "StoreForeign",
    "StoreFull",
    "StoreNotWritable",
    "TakenIn",
    "Unfinished",
    "find_place",
    "make_folder",
    "open_store",
    "place_in",
    "read_preferences",
    "write_preferences",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
