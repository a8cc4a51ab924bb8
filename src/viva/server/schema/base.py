"""What all models share, and the problem that every error is."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Sent(BaseModel):
    """What the server sends. Built only when a route first needs it, for a quick start."""

    model_config = ConfigDict(defer_build=True)


class Received(BaseModel):
    """What the browser sends: unknown fields are refused, so that a slip is seen."""

    model_config = ConfigDict(extra="forbid")


# An answer in the making or handed in: a text, named parts, or lines.
Words = Annotated[str, Field(max_length=100_000)]
Name = Annotated[str, Field(max_length=80)]
AnswerBody = (
    Words
    | Annotated[dict[Name, Words], Field(max_length=64)]
    | Annotated[list[Words], Field(max_length=500)]
)


class Problem(Sent):
    """An error (RFC 9457): `detail` is a sentence to show, in the language that was asked for."""

    type: str
    title: str
    status: int
    detail: str
    where: str | None = None
    mend: str | None = None


class CurrentDraft(Sent):
    """The draft that another tab kept meanwhile."""

    answer: AnswerBody
    version: int
    at: str


class StaleDraft(Problem):
    """A draft was saved on top of a version that is no longer the last. Both are kept."""

    current: CurrentDraft


# The answer to a draft that was saved on top of an older version.
STALE: dict[int | str, dict[str, Any]] = {
    409: {
        "description": "Another tab saved meanwhile.",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/StaleDraft"}}
        },
    }
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of a route, for its documentation; 401, 403 and 421 can come from everywhere."""
    words = {
        401: "Not let in: the cookie is missing.",
        403: "From another page.",
        404: "There is no such thing.",
        409: "Something changed meanwhile.",
        413: "Too large.",
        421: "Another host name.",
        422: "It cannot be used as it is.",
        500: "The judge or viva itself failed.",
        503: "The store cannot be used at the moment.",
        507: "The disk is full.",
    }
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": words[status], "content": content}
        for status in sorted({*statuses, 401, 403, 421, 422, 500, 503, 507})
    }
