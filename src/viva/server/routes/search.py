"""Search over topics, questions, labs and myths."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from viva.server.desk import AtDesk
from viva.server.finding import find
from viva.server.language import Spoken
from viva.server.schema.base import problems
from viva.server.schema.topics import SearchResults

router = APIRouter(tags=["bank"])


@router.get("/search", summary="Find something by its words", responses=problems())
def search(
    desk: AtDesk, speaker: Spoken, q: Annotated[str, Query(max_length=200)] = ""
) -> SearchResults:
    """Every word must occur, in either language; Traditional characters find Simplified ones."""
    return SearchResults(results=find(desk.index, q, speaker))
