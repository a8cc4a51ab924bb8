"""Servers in processes of their own: restart, kill -9, several workers, ports, WebSockets."""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from processes import Browser, Running, running
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from viva.server import serve
from viva.server.secret import Secret

QUESTION = "softmax/stable_softmax"
LAB = "learning_rate/stable_limit"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def test_it_starts_lets_in_answers_and_ends(data: Path) -> None:
    with running(data) as server:
        browser = Browser(server)
        assert browser.api("GET", "/state")["learner"] == "me"
        browser.cookies = {}
        assert browser.send("GET", "/api/v1/state").status_code == 401
        assert browser.send("GET", server.enter.removeprefix(server.address)).status_code == 403
        assert server.end() in (0, 130)
        assert server.errors().strip() == ""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_store_that_cannot_be_used_is_told_in_a_sentence(data: Path, workers: str) -> None:
    data.mkdir()
    (data / "viva.db").write_bytes(b"this is no database at all, " * 100)
    with pytest.raises(AssertionError, match="did not start"):
        Running(data, "--port", "0", "--workers", workers)
    errors = data.with_name("data.errors").read_text()
    assert errors.startswith("viva: ")
    assert "damaged" in errors
    assert "Traceback" not in errors


def test_killed_in_the_middle_of_typing_it_has_every_word_that_it_acknowledged(
    data: Path,
) -> None:
    port = str(free_port())
    first = Running(data, "--port", port)
    browser = Browser(first)
    encounter = browser.api("POST", "/encounters", json={"question": QUESTION})["id"]
    acknowledged: list[str] = []

    def type_on() -> None:
        version = 0
        for n in range(100_000):
            text = "def softmax(x):\n" + "    # word\n" * n
            body = {"answer": text, "version": version, "client": "tab"}
            try:
                version = browser.api("PUT", f"/encounters/{encounter}/draft", json=body)["version"]
            except httpx.HTTPError:
                return
            acknowledged.append(text)

    typing = threading.Thread(target=type_on)
    typing.start()
    while len(acknowledged) < 25:
        time.sleep(0.01)
    first.kill()
    typing.join(30)
    with running(data, "--port", port) as second:
        browser.moves_to(second)
        draft = browser.api("GET", f"/encounters/{encounter}")["draft"]
        # One save may have been on the disk before its answer was.
        assert draft["version"] - len(acknowledged) in (0, 1)
        assert draft["answer"].startswith(acknowledged[-1])


def test_a_restarted_server_knows_its_tabs(data: Path) -> None:
    port = str(free_port())
    with running(data, "--port", port) as first:
        browser = Browser(first)
        encounter = browser.api("POST", "/encounters", json={"question": QUESTION})
        first.end()
    with running(data, "--port", port) as second:
        browser.moves_to(second)
        again = browser.api("GET", f"/encounters/{encounter['id']}")
        assert again["prompt_html"] == encounter["prompt_html"]


def test_started_twice_it_opens_the_one_that_runs(data: Path) -> None:
    port = str(free_port())
    with running(data, "--port", port) as first:
        second = Running(data, "--port", port)
        assert second.already_running
        assert second.process.wait(10) == 0
        second.kill()
        assert second.address == first.address
        Browser(second).api("GET", "/state")
        Browser(first).api("GET", "/state")


def test_somebody_else_s_server_is_not_taken_for_ours(data: Path, tmp_path: Path) -> None:
    with running(tmp_path / "other") as other:
        assert serve.is_ours(other.port, Secret(tmp_path / "other" / "web"))
        assert not serve.is_ours(other.port, Secret(data / "web"))


def test_a_port_that_is_taken_is_told_or_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Exception, match="Nothing can listen"):
            serve.listen("127.0.0.1", port)
        with serve.listen("127.0.0.1", port, further=5) as sock:
            assert port < sock.getsockname()[1] <= port + 5


def test_small_answers_are_sent_at_once() -> None:
    """asyncio sets TCP_NODELAY only where the socket names its protocol."""
    with serve.listen("127.0.0.1", 0) as sock:
        assert sock.proto == socket.IPPROTO_TCP


def test_workers_share_the_secret_and_the_store(data: Path) -> None:
    with running(data, "--port", "0", "--workers", "2") as server:
        browser = Browser(server)
        encounter = browser.api("POST", "/encounters", json={"question": QUESTION})["id"]
        version = 0
        for n in range(30):
            body = {"answer": "x" * (n + 1), "version": version, "client": "tab"}
            version = browser.api("PUT", f"/encounters/{encounter}/draft", json=body)["version"]
        assert version == 30
        draft = browser.api("GET", f"/encounters/{encounter}")["draft"]
        assert draft["answer"] == "x" * 30
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(30)
        assert server.errors().strip() == ""


def replies(socket: ClientConnection, until: int) -> list[dict[str, Any]]:
    """What comes until the last word about the wish with that id."""
    found: list[dict[str, Any]] = []
    while not found or found[-1]["id"] != until or found[-1].get("partial"):
        found.append(json.loads(socket.recv(timeout=60)))
    return found


def test_labs_over_a_websocket(data: Path) -> None:
    with running(data) as server:
        browser = Browser(server)
        with browser.websocket() as socket:
            for n in range(1, 21):
                wish = {"id": n, "lab": LAB, "params": {"relative": 0.05 * n}, "depth": "preview"}
                socket.send(json.dumps(wish))
            found = replies(socket, 20)
            assert found[-1]["result"]["params"]["relative"] == pytest.approx(1.0)
            assert len(found) < 20, "the newest wish must replace those that wait"
            socket.send(json.dumps({"id": 21, "lab": "no/where"}))
            assert replies(socket, 21)[-1]["problem"]["status"] == 422
            socket.send(json.dumps({"id": 22, "lab": LAB, "params": {"nothing": 1}}))
            assert "nothing" in replies(socket, 22)[-1]["problem"]["detail"]
            socket.send(json.dumps({"id": 23, "lab": LAB, "lang": "zh-Hant", "seed": 3}))
            assert "步" in json.dumps(replies(socket, 23)[-1]["result"], ensure_ascii=False)
            for nonsense in ("{", "[]", '{"id": "x"}', '{"what": 1}', b"\x00\xff"):
                socket.send(nonsense)
                assert replies(socket, 0)[-1]["problem"]["status"] == 422
        for origin, cookie in (("http://evil.example", None), ("null", None), (None, "")):
            with pytest.raises(InvalidStatus, match="403"):
                browser.websocket(origin=origin, cookie=cookie)
        server.end()
        assert server.errors().strip() == ""


def test_the_claims_of_a_lab_as_a_stream(data: Path) -> None:
    with running(data) as server:
        browser = Browser(server)
        response = browser.send("POST", f"/api/v1/labs/{LAB}/claims?lang=en", json={})
        assert response.headers["content-type"].startswith("text/event-stream")
        events = [e.split("\n") for e in response.text.strip().split("\n\n")]
        names = [e[0].removeprefix("event: ") for e in events]
        assert names[-1] == "end"
        assert "progress" in names
        (finding,) = [json.loads(e[1].removeprefix("data: ")) for e in events
                      if e[0] == "event: finding"]  # fmt: skip
        assert finding["as_wanted"] is True
        assert finding["low"] < finding["mean"] < finding["high"]


def test_one_endless_answer_does_not_hold_up_the_others(data: Path) -> None:
    with running(data) as server:
        browser = Browser(server)
        encounter = browser.api("POST", "/encounters", json={"question": QUESTION})["id"]
        answer = "import numpy as np\n\n\ndef softmax(x, axis=-1):\n    while True:\n        pass\n"
        done: list[Any] = []
        place = f"/encounters/{encounter}/run"
        endless = threading.Thread(
            target=lambda: done.append(browser.api("POST", place, json={"answer": answer}))
        )
        endless.start()
        time.sleep(1.0)
        other = Browser(server, like=browser)
        assert other.api("GET", "/today")["next"]
        assert other.api("POST", "/encounters", json={"question": "softmax/what_and_where"})["id"]
        body = {"answer": answer, "version": 0, "client": "tab"}
        assert other.api("PUT", f"/encounters/{encounter}/draft", json=body)["version"] == 1
        assert done == [], "it should still be running"
        endless.join(60)
        assert done[0]["verdict"]["verdict"] == "fail"
