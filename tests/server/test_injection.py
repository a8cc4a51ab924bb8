"""A third party's bank cannot reach the page through any field that holds HTML."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from served import Served
from test_prose import ATTRIBUTES, TAGS, Elements

from viva.catalog import Catalog, bank_at

TOY = Path(__file__).parents[1] / "toy_bank"
PAYLOAD = '<img src=x onerror="alert(1)"> <script>alert(2)</script> [x](javascript:alert(3))'


def poisoned(folder: Path) -> Catalog:
    """The toy bank with the payload wherever an author writes words."""
    shutil.copytree(TOY, folder)
    question = folder / "topics" / "arithmetic" / "fixed"
    for file in question.glob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\n\n{PAYLOAD}\n", encoding="utf-8")
    toml = question / "question.toml"
    words = json.dumps(PAYLOAD)
    text = toml.read_text(encoding="utf-8")
    text = text.replace('"That is the sum."', words).replace('"6 × 7"', words)
    text = text.replace('"Any primer"', words).replace('"Six by seven"', words)
    toml.write_text(text, encoding="utf-8")
    topic = folder / "topics" / "arithmetic" / "topic.toml"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace('en = "Arithmetic"', f"en = {words}"), encoding="utf-8")
    catalog = Catalog([bank_at(folder)])
    assert catalog.problems == []
    return catalog


def html_of(value: Any, name: str = "") -> list[str]:
    """Every string in a field whose name says that it is HTML."""
    if isinstance(value, dict):
        return [h for k, v in value.items() for h in html_of(v, k)]
    if isinstance(value, list):
        return [h for v in value for h in html_of(v, name)]
    return [value] if isinstance(value, str) and name.endswith("_html") else []


def test_nothing_of_it_is_an_element(tmp_path: Path, static: Path) -> None:
    catalog = poisoned(tmp_path / "bank")
    seen: list[str] = []
    with Served(tmp_path / "data", catalog, static=static) as server:
        encounter = server.begin("arithmetic/fixed")
        place = f"/encounters/{encounter['id']}"
        answer = {"product": "13", "which": "even"}
        documents = [
            encounter,
            server.api("POST", f"{place}/hint"),
            server.api("POST", f"{place}/run", json={"answer": answer}),
            server.api("POST", f"{place}/submit", json={"answer": answer, "key": "k" * 8}),
            server.api("POST", f"{place}/give_up"),
            server.api("GET", f"{place}/solution?lang=zh-Hant"),
            server.api("GET", place),
            server.api("GET", "/topics"),
            server.api("GET", "/topics/arithmetic"),
            server.api("GET", "/search?q=alert"),
            server.api("GET", "/search?q=script"),
            server.api("GET", "/today"),
            server.api("GET", "/progress"),
            server.api("GET", "/questions/arithmetic/fixed/history"),
        ]
    for document in documents:
        seen += html_of(document)
    assert any("alert" in html for html in seen)
    for html in seen:
        for tag, attributes in Elements(html).found:
            assert tag in TAGS | {"mark"}, html
            assert set(attributes) <= ATTRIBUTES, html
            assert str(attributes.get("href", "https://")).startswith("http"), html
