"""The committed description is the API's, and every route is documented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from viva.server.app import make_app
from viva.server.openapi import describe

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "web" / "openapi.json"


def no_desk() -> Any:
    raise AssertionError("describing the API opens nothing")


DOCUMENT = describe(make_app(no_desk))
ROUTES = [(path, method) for path, item in DOCUMENT["paths"].items() for method in item]


def test_the_committed_description_is_up_to_date() -> None:
    """Mend: python -m viva.server.openapi > web/openapi.json, then make types."""
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == json.loads(json.dumps(DOCUMENT))


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_a_route_is_documented(path: str, method: str) -> None:
    route = DOCUMENT["paths"][path][method]
    assert route["summary"]
    assert len(route["description"]) > 20
    assert route["tags"]
    responses = route["responses"]
    assert responses["200"]["content"]
    assert {"401", "403", "421", "422", "500"} <= set(responses)
    assert ("{" not in path) or "404" in responses
    for status, response in responses.items():
        if status != "200":
            assert list(response["content"]) == ["application/problem+json"], (path, status)


def test_every_reference_leads_somewhere() -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if "$ref" in value else []
            return own + [r for v in value.values() for r in references(v)]
        if isinstance(value, list):
            return [r for v in value for r in references(v)]
        return []

    found = references(DOCUMENT)
    assert found
    for reference in found:
        place: Any = DOCUMENT
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def test_every_model_says_what_it_is() -> None:
    for name, model in DOCUMENT["components"]["schemas"].items():
        if "properties" in model and not name.startswith("Body_"):
            assert model.get("description"), name
