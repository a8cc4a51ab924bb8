"""What was typed stays, is never overwritten unseen, and settings are remembered."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from store_events import NOON, CountingRules, attempt

from viva.core import BadInput
from viva.store import (
    DraftConflict,
    Place,
    Preferences,
    Store,
    find_place,
    open_store,
    place_in,
    read_preferences,
    write_preferences,
)

Q = "softmax/by_hand"


def keep(store: Store, body: Any, version: int | None = None, encounter: str = "e1") -> int:
    return store.keep_draft("me", encounter, Q, 7, body, NOON, version).version


def test_a_draft_survives_closing(place: Place) -> None:
    with open_store(CountingRules(), place) as store:
        keep(store, "import numpy")
        keep(store, {"height": "3"}, encounter="e2")
    with open_store(CountingRules(), place) as store:
        draft = store.draft("me", "e1")
        assert draft is not None
        assert (draft.body, draft.version, draft.question, draft.seed) == ("import numpy", 1, Q, 7)
        other = store.draft("me", "e2")
        assert other is not None
        assert other.body == {"height": "3"}
        assert store.draft("you", "e1") is None


def test_two_windows_never_overwrite_each_other_unseen(store: Store) -> None:
    one = keep(store, "from one", 0)
    with pytest.raises(DraftConflict) as caught:
        keep(store, "from two", 0)
    assert caught.value.theirs.body == "from one"
    assert caught.value.zh
    draft = store.draft("me", "e1")
    assert draft is not None
    assert draft.body == "from one"
    # Who has seen the other version may go on from it; then the first window is the late one.
    two = keep(store, "from two", one)
    assert two == one + 1
    with pytest.raises(DraftConflict):
        keep(store, "from one again", one)


def test_the_same_text_again_is_no_conflict_and_no_new_version(store: Store) -> None:
    assert keep(store, "x", 0) == keep(store, "x", 0) == 1


def test_without_a_version_the_last_one_wins(store: Store) -> None:
    assert [keep(store, text) for text in "abc"] == [1, 2, 3]


def test_the_draft_goes_when_the_log_has_it(store: Store) -> None:
    version = keep(store, "answer")
    store.append([attempt("k", answer="answer")])
    assert store.draft("me", "e1") is None
    # The window that still holds the old version may type on.
    assert keep(store, "answer and more", version) == version + 1


def test_a_draft_that_says_more_than_the_log_stays(store: Store) -> None:
    keep(store, "answer and more")
    store.append([attempt("k", answer="answer")])
    draft = store.draft("me", "e1")
    assert draft is not None
    assert draft.body == "answer and more"


def test_settings_are_each_learners_own(place: Place) -> None:
    with open_store(CountingRules(), place) as store:
        assert store.setting("me", "retention", 0.9) == 0.9
        store.set_setting("me", "retention", 0.85)
        store.set_setting("me", "interview", {"on": "2026-04-01"})
        store.set_setting("me", "retention", 0.8)
    with open_store(CountingRules(), place) as store:
        assert store.setting("me", "retention") == 0.8
        assert store.setting("me", "interview") == {"on": "2026-04-01"}
        assert store.setting("you", "retention") is None
        store.set_setting("me", "retention", None)
        assert store.setting("me", "retention", 0.9) == 0.9


def test_preferences_are_kept_and_private(tmp_path: Path) -> None:
    place = place_in(tmp_path / "new")
    assert read_preferences(place) == Preferences()
    wanted = Preferences(language="zh-Hant", learner="小明")
    write_preferences(place, wanted)
    assert read_preferences(place) == wanted
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    assert [path.name for path in place.folder.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"language": "klingon"}', b'{"learner": 3}', b"\xff\xfe"]
)
def test_broken_preferences_are_told_by_name(tmp_path: Path, content: bytes) -> None:
    place = place_in(tmp_path)
    (tmp_path / "preferences.json").write_bytes(content)
    with pytest.raises(BadInput, match=r"preferences\.json") as caught:
        read_preferences(place)
    assert caught.value.zh
    assert (tmp_path / "preferences.json").read_bytes() == content


def test_the_environment_names_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = find_place({"VIVA_DATA": str(tmp_path / "here")})
    assert place == place_in(tmp_path / "here")
    other = find_place(
        {"VIVA_DATA": str(tmp_path), "VIVA_DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}
    )
    assert (other.folder, other.file) == (tmp_path, tmp_path / "x.db")
    server = find_place(
        {"VIVA_DATA": str(tmp_path), "VIVA_DATABASE_URL": "postgresql+psycopg://u@h/viva"}
    )
    assert server.file is None
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert find_place({}).folder.is_relative_to(tmp_path / "home")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "nonsense"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(BadInput, match="VIVA_DATABASE_URL"):
        find_place({"VIVA_DATABASE_URL": url})


def test_the_draft_remembers_when(store: Store) -> None:
    store.keep_draft("me", "e1", Q, 7, "a", NOON)
    store.keep_draft("me", "e1", Q, 7, "b", NOON + timedelta(hours=1))
    draft = store.draft("me", "e1")
    assert draft is not None
    assert draft.at == NOON + timedelta(hours=1)
