"""Requests made up from the API's description: none crashes it, and each answer is as documented."""

from __future__ import annotations

import warnings
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from served import BASE, Served
from test_openapi import DOCUMENT

with warnings.catch_warnings():
    # It names modules that are to change; nothing of that reaches these tests.
    warnings.simplefilter("ignore", DeprecationWarning)
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
EXAMPLES = 40
# Real places, so that a request gets further than the first look-up.
QUESTIONS = ("arithmetic/fixed", "arithmetic/area", "arithmetic/double")
PLACES = {"topic": ("arithmetic",), "name": ("fixed", "area", "double")}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.label)
def test_made_up_requests(served: Served, operation: Any) -> None:
    encounters = [served.begin(question)["id"] for question in QUESTIONS]
    known = {**PLACES, "id": tuple(encounters)}

    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(), data=st.data())
    def request(case: Any, data: st.DataObject) -> None:
        for name in case.path_parameters or {}:
            if data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(known[name]))
        if isinstance(case.body, dict) and case.body.get("question") is not None:
            case.body["question"] = data.draw(st.sampled_from(QUESTIONS))
        sent = case.as_transport_kwargs(base_url=BASE)
        sent.pop("cookies", None)
        headers = {
            k: v for k, v in sent.pop("headers").items() if k.lower() in ("content-type", "accept")
        }
        path = sent.pop("url").removeprefix(BASE)
        response = served.send(sent.pop("method"), path, headers=headers, **sent)
        case.validate_response(response, checks=CHECKS)

    request()


def test_the_checks_can_fail(served: Served) -> None:
    operation = next(o for o in OPERATIONS if o.label == "GET /api/v1/state")
    case = operation.Case()
    good = served.send("GET", "/api/v1/state")
    case.validate_response(good, checks=CHECKS)
    other = served.send("GET", "/api/v1/topics")
    with pytest.raises(BaseExceptionGroup) as caught:
        case.validate_response(other, checks=CHECKS)
    assert "violates schema" in str(caught.value.exceptions[0])
