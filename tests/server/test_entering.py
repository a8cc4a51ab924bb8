"""The secret, the one-time address, and the cookie that outlives the server."""

from __future__ import annotations

import os
import stat
import threading
import time
from pathlib import Path

import pytest
from served import Served

from viva.catalog import Catalog
from viva.server.secret import ENTER_S, Secret


def test_the_secret_is_for_its_owner_only(tmp_path: Path) -> None:
    Secret(tmp_path / "web").entrance()
    for file in (tmp_path / "web" / "secret", *(tmp_path / "web" / "enter").iterdir()):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "web" / "enter").stat().st_mode) == 0o700


def test_a_secret_that_others_could_read_is_closed_again(tmp_path: Path) -> None:
    before = Secret(tmp_path).cookie
    (tmp_path / "secret").chmod(0o644)
    assert Secret(tmp_path).cookie == before
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_torn_secret_is_made_anew(tmp_path: Path) -> None:
    before = Secret(tmp_path).cookie
    (tmp_path / "secret").write_bytes(b"short")
    assert Secret(tmp_path).cookie != before
    assert Secret(tmp_path).cookie == Secret(tmp_path).cookie


def test_processes_that_make_it_at_once_agree(tmp_path: Path) -> None:
    cookies: list[str] = []
    barrier = threading.Barrier(8)

    def make() -> None:
        barrier.wait()
        cookies.append(Secret(tmp_path).cookie)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(cookies)) == 1
    assert len(cookies) == 8


def test_folders_have_secrets_of_their_own(tmp_path: Path) -> None:
    assert Secret(tmp_path / "a").cookie != Secret(tmp_path / "b").cookie


def test_the_answer_to_a_challenge_gives_nothing_away(tmp_path: Path) -> None:
    secret = Secret(tmp_path)
    assert secret.answer("cookie") != secret.cookie
    assert secret.answer("") != secret.cookie
    assert not secret.knows(secret.answer("x"))


def test_the_address_works_once(served: Served) -> None:
    token = served.secret.entrance()
    first = served.send("GET", f"/enter?token={token}", let_in=False)
    assert first.status_code == 303
    assert first.headers["location"] == "/"
    cookie = first.headers["set-cookie"]
    for word in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert word in cookie
    name, _, value = cookie.partition(";")[0].partition("=")
    assert served.send(
        "GET", "/api/v1/state", let_in=False, headers={"cookie": f"{name}={value}"}
    ).is_success
    second = served.send("GET", f"/enter?token={token}", let_in=False)
    assert second.status_code == 403
    assert "set-cookie" not in second.headers


def test_who_is_in_already_goes_on(served: Served) -> None:
    assert served.send("GET", "/enter?token=used").status_code == 303


@pytest.mark.parametrize("token", ["", "x", "../secret", "%00", "é"])
def test_an_invented_token_lets_nobody_in(served: Served, token: str) -> None:
    response = served.send("GET", f"/enter?token={token}", let_in=False)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert (served.folder / "web" / "secret").exists()


def test_an_old_address_lets_nobody_in(tmp_path: Path) -> None:
    secret = Secret(tmp_path)
    token = secret.entrance()
    (file,) = (tmp_path / "enter").iterdir()
    old = time.time() - ENTER_S - 1
    os.utime(file, (old, old))
    assert not secret.enter(token)
    assert not file.exists()


def test_old_addresses_are_swept(tmp_path: Path) -> None:
    secret = Secret(tmp_path)
    secret.entrance()
    (file,) = (tmp_path / "enter").iterdir()
    os.utime(file, (0, 0))
    secret.entrance()
    assert not file.exists()


def test_of_many_that_use_one_address_at_once_one_gets_in(tmp_path: Path) -> None:
    secret = Secret(tmp_path)
    token = secret.entrance()
    got_in: list[bool] = []
    barrier = threading.Barrier(8)

    def enter() -> None:
        barrier.wait()
        got_in.append(secret.enter(token))

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got_in) == [False] * 7 + [True]


def test_a_restarted_server_knows_its_tabs(tmp_path: Path, static: Path, toy: Catalog) -> None:
    with Served(tmp_path / "data", toy, static=static) as first:
        cookie = first.cookie
    with Served(tmp_path / "data", toy, static=static) as second:
        headers = {"cookie": cookie}
        assert second.send("GET", "/api/v1/state", let_in=False, headers=headers).is_success
    with Served(tmp_path / "other", toy, static=static) as other:
        response = other.send("GET", "/api/v1/state", let_in=False, headers={"cookie": cookie})
        assert response.status_code == 401


def test_the_token_is_on_no_disk(tmp_path: Path) -> None:
    token = Secret(tmp_path).entrance()
    for file in tmp_path.rglob("*"):
        assert token not in file.name
        assert not file.is_file() or token.encode() not in file.read_bytes()
