"""Opens what a practice command needs, and closes it whatever happens."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from viva.store.place import find_place
from viva.store.preferences import read_preferences

if TYPE_CHECKING:
    from viva.practice import Practice


@contextmanager
def practising() -> Generator[Practice]:
    """The practice of this machine's learner over the installed banks."""
    from viva.catalog import Catalog
    from viva.judge import Judge
    from viva.practice import RULES, Practice
    from viva.store import open_store

    place = find_place()
    learner = read_preferences(place).learner
    catalog = Catalog.installed()
    with open_store(RULES, place) as store, Judge() as judge:
        yield Practice(catalog, judge, store, learner=learner)
