"""The state, the settings, and in which language answers come."""

from __future__ import annotations

import json

import pytest
from served import Served

from viva.core import NeedsExtra
from viva.sandbox import NoSandbox
from viva.store import StoreBusy, StoreFull, read_preferences


def test_a_new_learner_s_state(served: Served) -> None:
    state = served.api("GET", "/state?lang=en")
    assert state["theme"] == "auto"
    assert state["due"] == state["streak_days"] == 0
    assert state["settings"]["retention"] == 0.9
    assert state["settings"]["interview_date"] is None
    assert state["sandbox"] == {"tier": None, "warning_html": None}


def test_settings_that_are_given_change_and_the_others_stay(served: Served) -> None:
    served.api("PUT", "/settings", json={"theme": "dark", "interview_date": "2026-04-01"})
    state = served.api("PUT", "/settings", json={"retention": 0.85})
    assert (state["theme"], state["settings"]["retention"]) == ("dark", 0.85)
    assert state["settings"]["interview_date"] == "2026-04-01"
    state = served.api("PUT", "/settings", json={"interview_date": None})
    assert state["settings"]["interview_date"] is None
    assert state["theme"] == "dark"


@pytest.mark.parametrize(
    "bad",
    [
        {"retention": 0.5},
        {"retention": 1.2},
        {"theme": "pink"},
        {"lang": "fr"},
        {"interview_date": "soon"},
        {"other": 1},
        [],
    ],
)
def test_settings_that_make_no_sense_are_refused(served: Served, bad: object) -> None:
    served.api("PUT", "/settings", status=422, json=bad)
    assert served.api("GET", "/state")["settings"]["retention"] == 0.9


def test_the_language_is_remembered_for_the_command_line_too(served: Served) -> None:
    served.api("PUT", "/settings", json={"lang": "zh-Hant"})
    assert read_preferences(served.desk.place).language == "zh-Hant"
    assert served.api("GET", "/state", headers={"accept-language": "en"})["lang"] == "zh-Hant"
    assert served.api("GET", "/state?lang=en")["lang"] == "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr, de", "en"),
        ("zh", "zh-Hans"),
        ("zh-HK,zh;q=0.9", "zh-Hant"),
        ("fr,zh-CN;q=0.5,en;q=0.4", "zh-Hans"),
        ("en-GB", "en"),
    ],
)
def test_else_the_browser_s_language_counts(served: Served, header: str, language: str) -> None:
    assert served.api("GET", "/state", headers={"accept-language": header})["lang"] == language


def test_a_problem_is_said_in_the_language_that_was_asked_for(served: Served) -> None:
    for lang, word in [("en", "no such topic"), ("zh-Hans", "没有这个主题"), ("zh-Hant", "主題")]:
        found = served.api("GET", f"/topics/nowhere?lang={lang}", status=404)
        assert word in found["detail"]
    bad = served.api("GET", "/topics?lang=xx", status=422, headers={"accept-language": "zh"})
    assert "格式" in bad["detail"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StoreFull("full", zh="满了"), 507),
        (StoreBusy("busy", zh="占用"), 503),
        (NeedsExtra("needs torch", zh="需要 torch"), 422),
        (NoSandbox("no sandbox", zh="没有沙箱"), 500),
        (ZeroDivisionError("secret detail"), 500),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(
    served: Served, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(served.desk.practice, "review", fail)
    found = served.api("GET", "/state?lang=zh-Hans", status=status)
    assert found["status"] == status
    assert found["detail"]
    assert found["detail"].isascii() is False
    assert "secret" not in json.dumps(found)


def test_an_address_that_is_none(served: Served) -> None:
    assert served.api("GET", "/nothing", status=404)["type"] == "urn:viva:problem:http"
    assert served.api("DELETE", "/state", status=405)["status"] == 405


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"[" * 200_000,
        b'{"theme": ' * 50_000,
        b'{"retention": 1' + b"0" * 6000 + b"}",
        b'{"retention": NaN}',
        b'{"retention": Infinity}',
        b'{"theme": "\\ud800"}',
        b"\xff\xfe",
        b'{"theme": "dark"}{}',
    ],
)
def test_a_body_that_is_no_json_is_refused(served: Served, body: bytes) -> None:
    response = served.send("PUT", "/api/v1/settings", content=body)
    assert response.status_code in (400, 422), response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_a_broken_file_of_preferences_does_not_hide_what_is_said(served: Served) -> None:
    (served.folder / "preferences.json").write_text("{")
    assert served.api("GET", "/state")["lang"] == "en"
    served.api("PUT", "/settings", json={"lang": "zh-Hans"})
    assert served.api("GET", "/state")["lang"] == "zh-Hans"
