"""The API's own description: `python -m viva.server.openapi > web/openapi.json`."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from viva.server.schema.base import Problem, StaleDraft

_REFERENCE = "#/components/schemas/{model}"


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the app, with the models that only errors have."""
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    components: dict[str, Any] = document.setdefault("components", {})
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    for model in (Problem, StaleDraft):
        table = model.model_json_schema(ref_template=_REFERENCE)
        schemas.update(table.pop("$defs", {}))
        schemas[model.__name__] = table
    components["securitySchemes"] = {
        "cookie": {"type": "apiKey", "in": "cookie", "name": "viva-8765"}
    }
    document["security"] = [{"cookie": []}]
    components["schemas"] = dict(sorted(schemas.items()))
    return document


def main() -> None:
    """Prints the document."""
    from viva.server.app import make_app

    def no_desk() -> NoReturn:
        raise AssertionError("describing the API opens nothing")

    text = json.dumps(describe(make_app(no_desk)), ensure_ascii=False, indent=1, sort_keys=False)
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
