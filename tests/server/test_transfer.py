"""Everything out and in again, on another machine, without losing what is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from served import Served

from viva.catalog import Catalog


def practise(server: Served) -> str:
    """Some answers, hints, drafts in two tabs, settings; returns an open encounter."""
    first = server.begin("arithmetic/fixed")["id"]
    place = f"/encounters/{first}"
    for n, product in enumerate(("13", "42")):
        answer = {"product": product, "which": "even"}
        server.api("POST", f"{place}/submit", json={"answer": answer, "key": f"some-key-{n}"})
    second = server.begin("arithmetic/double")["id"]
    server.api("POST", f"/encounters/{second}/hint")
    for client, text, status in (("a", "mine", 200), ("b", "yours", 409)):
        body = {"answer": text, "version": 0, "client": client}
        server.api("PUT", f"/encounters/{second}/draft", status=status, json=body)
    server.api("PUT", "/settings", json={"theme": "dark", "retention": 0.8, "lang": "zh-Hant"})
    return second


def shown(server: Served, encounter: str) -> list[Any]:
    """What a learner sees of it."""
    return [
        server.api("GET", f"{path}{'&' if '?' in path else '?'}lang=en")
        for path in (
            "/progress",
            "/topics/arithmetic",
            "/questions/arithmetic/fixed/history",
            f"/encounters/{encounter}",
            f"/encounters/{encounter}/drafts",
        )
    ]


def test_another_machine_shows_the_same(tmp_path: Path, static: Path, toy: Catalog) -> None:
    with Served(tmp_path / "one", toy, static=static) as one:
        open_one = practise(one)
        exported = one.send("GET", "/api/v1/export")
        assert "attachment" in exported.headers["content-disposition"]
        before = shown(one, open_one)
    with Served(tmp_path / "two", toy, static=static) as two:
        counts = two.api("POST", "/import", content=exported.content)
        assert counts == {
            "attempts": 6,
            "drafts": 1,
            "draft_versions": 2,
            "overrules": 0,
            "settings": 2,
        }
        assert shown(two, open_one) == before
        state = two.api("GET", "/state")
        assert (state["theme"], state["lang"]) == ("dark", "zh-Hant")
        again = two.api("POST", "/import", content=exported.content)
        assert again == {**counts, "attempts": 0, "drafts": 0, "draft_versions": 0}
        assert shown(two, open_one) == before
        first, second = (json.loads(x) for x in (exported.content, _export(two)))
        assert second["everything"] == first["everything"]


def _export(server: Served) -> bytes:
    return server.send("GET", "/api/v1/export").content


def test_what_is_here_is_not_replaced(tmp_path: Path, static: Path, toy: Catalog) -> None:
    with Served(tmp_path / "one", toy, static=static) as one:
        encounter = practise(one)
        old = _export(one)
        body = {"answer": "newer words", "version": 1, "client": "a"}
        one.api("PUT", f"/encounters/{encounter}/draft", json=body)
        one.api("POST", "/import", content=old)
        assert one.api("GET", f"/encounters/{encounter}")["draft"]["answer"] == "newer words"
        texts = [v["answer"] for v in one.api("GET", f"/encounters/{encounter}/drafts")["versions"]]
        assert {"newer words", "mine", "yours"} <= set(texts)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"null",
        b'{"format": "viva-export"}',
        b'{"format": "other", "version": 1, "viva": "1", "at": "2026-01-01T00:00:00Z", '
        b'"learner": "x", "everything": {}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_export_is_refused(served: Served, content: bytes) -> None:
    found = served.api("POST", "/import", status=422, content=content)
    assert found["where"] == "file"


def test_a_file_with_one_bad_line_changes_nothing(served: Served) -> None:
    practise(served)
    file = json.loads(_export(served))
    extra = {**file["everything"]["attempts"][0], "key": "fresh-key", "encounter": "fresh"}
    clash = {**file["everything"]["attempts"][0], "encounter": "elsewhere"}
    file["everything"]["attempts"] = [extra, clash]
    file["everything"]["settings"]["theme"] = "light"
    served.api("POST", "/import", status=422, json=file)
    assert "fresh-key" not in [e.key for e in served.desk.store.newest("me")]
    assert served.api("GET", "/state")["theme"] == "dark"


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("attempts", "at", "2026-01-01T00:00:00"),
        ("attempts", "seed", 2**70),
        ("attempts", "seed", -1),
        ("attempts", "score_low", 2.0),
        ("attempts", "rating", 9),
        ("attempts", "event", "nonsense"),
        ("attempts", "day", "yesterday"),
        ("drafts", "version", 2**40),
        ("draft_versions", "since", "2026-01-01T00:00:00"),
        ("draft_versions", "fate", "nonsense"),
    ],
)
def test_what_no_viva_wrote_is_refused(
    served: Served, part: str, field: str, value: object
) -> None:
    practise(served)
    file = json.loads(_export(served))
    file["everything"][part][0] = {**file["everything"][part][0], field: value, "key": "new"}
    found = served.api("POST", "/import", status=422, json=file)
    assert found["where"] == "file"


def test_a_large_file_may_come(served: Served) -> None:
    practise(served)
    file = json.loads(_export(served))
    one = file["everything"]["draft_versions"][0]
    file["everything"]["draft_versions"] = [
        {**one, "client": f"c{n}", "body": "x" * 50_000} for n in range(40)
    ]
    assert served.api("POST", "/import", json=file)["draft_versions"] == 40
