"""The pages: the policy, the nonce, caching, and what is shown where nothing is built."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from served import Served

from viva.catalog import Catalog


def directives(policy: str) -> dict[str, list[str]]:
    parts = [p.split() for p in policy.split(";")]
    return {p[0]: p[1:] for p in parts}


def test_the_policy_allows_no_inline_script_and_no_other_host(served: Served) -> None:
    policy = directives(served.send("GET", "/").headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["style-src-attr"] == ["'unsafe-inline'"]
    for name, sources in policy.items():
        for source in sources:
            known = source in ("'none'", "'self'", "data:", "'unsafe-inline'")
            assert known or source.startswith("'nonce-"), (name, source)
            assert source != "'unsafe-inline'" or name == "style-src-attr"
            assert source != "data:" or name == "img-src"


def test_each_page_has_a_nonce_of_its_own(served: Served) -> None:
    seen: set[str] = set()
    for _ in range(3):
        response = served.send("GET", "/", let_in=False)
        (nonce,) = re.findall(r"'nonce-([^']+)'", response.headers["content-security-policy"])
        assert f'<meta name="csp-nonce" content="{nonce}">' in response.text
        assert f'nonce="{nonce}"></script>' in response.text
        assert "__CSP_NONCE__" not in response.text
        assert response.headers["cache-control"] == "no-store"
        seen.add(nonce)
    assert len(seen) == 3


def test_every_address_is_the_client_s(served: Served) -> None:
    for path in ("/", "/topics", "/q/softmax/stable_softmax", "/a/b/c?x=1", "/index.html"):
        response = served.send("GET", path, let_in=False)
        assert response.status_code == 200
        assert "<title>viva</title>" in response.text


def test_the_index_has_the_remembered_language_and_theme(served: Served) -> None:
    page = served.send("GET", "/", headers={"accept-language": "zh-TW"}).text
    assert '<html lang="zh-Hant" data-theme="auto">' in page
    served.api("PUT", "/settings", json={"lang": "zh-Hans", "theme": "dark"})
    page = served.send("GET", "/", headers={"accept-language": "en"}).text
    assert '<html lang="zh-Hans" data-theme="dark">' in page


def test_assets_are_kept_for_good_and_compressed(served: Served, static: Path) -> None:
    plain = (static / "assets" / "app-1a2b3c.js").read_bytes()
    response = served.send(
        "GET", "/assets/app-1a2b3c.js", let_in=False, headers={"accept-encoding": "gzip"}
    )
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert int(response.headers["content-length"]) < len(plain) / 2
    assert response.content == plain
    bare = served.send("GET", "/assets/app-1a2b3c.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in bare.headers
    assert bare.content == plain


def test_what_a_build_compressed_is_used(served: Served, static: Path) -> None:
    (static / "assets" / "late-9.js").write_text("1\n" * 500)
    (static / "assets" / "late-9.js.gz").write_bytes(gzip.compress(b"1\n" * 500))
    response = served.send("GET", "/assets/late-9.js", headers={"accept-encoding": "gzip, br"})
    assert response.headers["content-encoding"] == "gzip"
    assert response.text == "1\n" * 500
    assert served.send("GET", "/assets/late-9.js.gz").status_code == 404


def test_other_files_are_asked_for_again(served: Served) -> None:
    first = served.send("GET", "/favicon.svg")
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["content-type"] == "image/svg+xml"
    again = served.send("GET", "/favicon.svg", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/../data/web/secret",
        "/..%2fdata%2fweb%2fsecret",
        "/assets/../../data/web/secret.txt",
        "/%2e%2e/data/web/secret",
        "/assets/..%5c..%5csecret.txt",
        "//etc/passwd.txt",
        "/assets/missing.js",
        "/.env",
    ],
)
def test_only_what_was_built_is_served(served: Served, path: str) -> None:
    response = served.send("GET", path)
    secret = (served.folder / "web" / "secret").read_bytes()
    assert secret not in response.content
    assert response.status_code == 404 or "<title>viva</title>" in response.text


def test_pages_take_no_other_method(served: Served) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert served.send(method, "/").status_code == 405
    assert served.send("HEAD", "/").status_code == 200


@pytest.mark.parametrize("host", ["localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
def test_one_name_is_the_canonical_one(served: Served, host: str) -> None:
    response = served.send("GET", "/q/a/b?x=1&y=%20", headers={"host": host})
    assert response.status_code == 307
    assert response.headers["location"] == "http://127.0.0.1:8765/q/a/b?x=1&y=%20"


def test_a_redirect_leads_nowhere_else(served: Served) -> None:
    for path in ("//evil.example/x", "/\\evil.example", "/%0d%0aset-cookie:x=1"):
        response = served.send("GET", path, headers={"host": "localhost:8765"})
        assert response.headers["location"].startswith("http://127.0.0.1:8765/")
        assert "set-cookie" not in response.headers


def test_a_new_build_is_seen(served: Served, static: Path) -> None:
    assert "viva" in served.send("GET", "/").text
    (static / "index.html").write_text("<html><head></head><body>new</body></html>")
    import os

    os.utime(static / "index.html", (1, 1))
    assert "new" in served.send("GET", "/").text


def test_without_a_build_a_page_says_how_to_make_one(tmp_path: Path, toy: Catalog) -> None:
    with Served(tmp_path / "data", toy, static=tmp_path / "nothing") as server:
        response = server.send("GET", "/")
        assert response.status_code == 503
        assert "<code>make web</code>" in response.text
        chinese = server.send("GET", "/x", headers={"accept-language": "zh"})
        assert "make web" in chinese.text
        assert 'lang="zh-Hans"' in chinese.text
        assert server.api("GET", "/state")["learner"] == "me"
