"""Foreign pages, rebound names and strangers get nothing, on HTTP and WebSocket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from served import BASE, Served

from viva.catalog import Catalog
from viva.server.guard import MAX_BODY_BYTES, split_host

STATE = "/api/v1/state"
SOCKET = "/api/v1/labs/ws"


def refused(response: Any, status: int, sort: str) -> bool:
    """The response is that problem and nothing else."""
    body = response.json()
    return (
        response.status_code == status
        and body["type"] == f"urn:viva:problem:refused-{sort}"
        and set(body) == {"type", "title", "status", "detail"}
        and "set-cookie" not in response.headers
        and "access-control-allow-origin" not in response.headers
    )


def test_a_browser_that_was_let_in_gets_an_answer(served: Served) -> None:
    assert served.api("GET", "/state")["learner"] == "me"


def test_other_servers_cookies_do_not_lock_us_out(served: Served) -> None:
    for cookie in ('a={"b": 1}; %s', "%s; x=[]", "bad; ; =; %s", "é=ü; %s", "a=b,c d; %s; q"):
        headers = {"cookie": (cookie % served.cookie).encode("latin-1")}
        assert served.send("GET", STATE, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "cookie", ["", "viva-8765=", "viva-8765=0", "viva-8765=" + "0" * 64, "viva-8766={}", "\x7f;;=,"]
)
def test_without_the_cookie_there_is_nothing(served: Served, cookie: str) -> None:
    headers = {"cookie": cookie.format(served.secret.cookie)} if cookie else {}
    for method, path in [("GET", STATE), ("PUT", "/api/v1/settings"), ("GET", "/api/v1/nothing")]:
        response = served.send(method, path, let_in=False, headers=headers)
        assert refused(response, 401, "cookie")


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://127.0.0.1:8765",
        "http://127.0.0.1",
        "http://127.0.0.1:9999",
        "http://localhost:8765",
        "http://127.0.0.1:8765.evil.example",
        "null",
        "",
    ],
)
def test_a_foreign_origin_gets_nothing(served: Served, origin: str) -> None:
    for method, path in [("GET", STATE), ("POST", "/api/v1/encounters"), ("OPTIONS", STATE)]:
        response = served.send(method, path, headers={"origin": origin}, json={})
        assert refused(response, 403, "origin")
    assert served.desk.store.newest("me") == ()


def test_our_own_origin_may(served: Served) -> None:
    assert served.send("GET", STATE, headers={"origin": BASE}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_the_browser_says_of_the_site_counts(served: Served, site: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
    assert refused(served.send("GET", STATE, headers=headers), 403, "origin")
    assert refused(served.send("GET", "/", headers=headers), 403, "origin")


def test_a_link_from_elsewhere_may_open_a_page_but_no_api(served: Served) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert served.send("GET", "/topics", headers=headers).status_code == 200
    assert refused(served.send("GET", STATE, headers=headers), 403, "origin")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1:8766",
        "localhost.evil.example:8765",
        "127.0.0.1.evil.example:8765",
        "10.0.0.7:8765",
        "127.0.0.1:8765:8765",
        "127.0.0.1:x",
        "",
    ],
)
def test_a_rebound_name_gets_nothing(served: Served, host: str) -> None:
    for path in (STATE, "/", "/enter?token=x", "/hello", "/assets/app-1a2b3c.js"):
        assert refused(served.send("GET", path, headers={"host": host}), 421, "host")


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765"])
def test_our_own_names_get_an_answer(served: Served, host: str) -> None:
    assert served.send("GET", STATE, headers={"host": host}).status_code == 200


def test_two_hosts_are_none(served: Served) -> None:
    said: list[Any] = []
    scope = {
        "type": "http",
        "method": "GET",
        "path": STATE,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8765"), (b"host", b"evil.example")],
    }

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        said.append(message)

    served.run(lambda: served.app(scope, receive, send))
    assert said[0]["status"] == 421


@pytest.mark.parametrize(
    "change",
    [
        {"host": "evil.example:8765"},
        {"origin": "http://evil.example"},
        {"origin": None},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8765"},
        {"cookie": None},
        {"cookie": "viva-8765=0"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_websocket_needs_all_of_it(served: Served, change: dict[str, str | None]) -> None:
    good = {"host": "127.0.0.1:8765", "origin": BASE, "cookie": served.cookie}
    assert served.websocket(SOCKET, good)[0]["type"] == "websocket.accept"
    headers = {k: v for k, v in {**good, **change}.items() if v is not None}
    said = served.websocket(SOCKET, headers)
    assert [m["type"] for m in said] == ["websocket.close"]


def test_every_answer_tells_the_browser_to_be_careful(served: Served) -> None:
    for path in (STATE, "/", "/hello", "/assets/app-1a2b3c.js", "/api/v1/nothing"):
        headers = served.send("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["content-security-policy"].startswith("default-src 'none'")
    assert served.send("GET", STATE).headers["cache-control"] == "no-store"


def test_too_much_is_refused_announced_or_not(served: Served) -> None:
    large = b'{"answer": "' + b"x" * MAX_BODY_BYTES + b'"}'
    response = served.send("POST", "/api/v1/formula/read", content=large)
    assert refused(response, 413, "size")

    async def pieces() -> Any:
        for n in range(0, len(large), 1 << 16):
            yield large[n : n + (1 << 16)]

    unannounced = served.send("POST", "/api/v1/formula/read", content=pieces())
    assert unannounced.status_code in (400, 413, 422, 500)


def test_the_refusal_is_said_in_the_browser_s_language(served: Served) -> None:
    headers = {"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}
    response = served.send("GET", STATE, let_in=False, headers=headers)
    assert "浏览器" in response.json()["detail"]


def test_a_server_for_others_answers_to_addresses_but_to_no_chosen_name(
    tmp_path: Path, static: Path, toy: Catalog
) -> None:
    with Served(tmp_path / "data", toy, static=static, host="0.0.0.0") as server:
        for host in ("192.168.1.5:8765", "[fe80::1]:8765", "127.0.0.1:8765"):
            assert server.send("GET", STATE, headers={"host": host}).status_code == 200
        response = server.send("GET", STATE, headers={"host": "evil.example:8765"})
        assert refused(response, 421, "host")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("a:1", ("a", 1)),
        ("a", ("a", None)),
        ("[::1]:80", ("::1", 80)),
        ("[::1]", ("::1", None)),
        ("a:", ("a", None)),
        ("a:-1", None),
        ("a:٣", None),
        (":80", None),
        ("", None),
    ],
)
def test_the_host_header_is_read_strictly(header: str, found: object) -> None:
    assert split_host(header) == found
