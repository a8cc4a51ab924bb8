"""From what is typed to what is judged: offsets, scripts, spellings, typing errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viva.judge.kinds.explain.reading import clauses_of, normalise, split, tongue_of
from viva.judge.kinds.explain.repair import Speller, distance
from viva.judge.kinds.explain.terms import expand, names_in, pattern


@given(st.text(max_size=300))
def test_every_sentence_stands_where_it_says(text: str) -> None:
    end = 0
    for start, stop in split(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("One thing. Another thing!", ["One thing.", "Another thing!"]),
        ("先归一化。再缩放；最后平移", ["先归一化。", "再缩放；", "最后平移"]),
        ("a rate of 0.01 works", ["a rate of 0.01 works"]),
        ("use e.g. Adam here", ["use e.g. Adam here"]),
        ("batch 大小是 32. 然后训练", ["batch 大小是 32.", "然后训练"]),
    ],
)
def test_sentences(text: str, want: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == want


def test_clauses_keep_their_conjunction() -> None:
    assert clauses_of("it trains fast, but tests badly") == ["it trains fast", "but tests badly"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("學習率過大時訓練會發散", "学习率过大时训练会发散"),
        ("Ｂａｔｃｈ　Ｎｏｒｍ", "batch norm"),
        ("每个 batch 的均值", "每个batch的均值"),
        (r"$\gamma$ and β", "gamma and beta"),
        ("N / B", "n/b"),
    ],
)
def test_normalise(typed: str, read: str) -> None:
    assert normalise(typed) == read


def test_language_of_a_mixed_text() -> None:
    assert tongue_of("用 batch norm 的 running mean 来推理，不用当前批") == "zh"
    assert tongue_of("the so-called 批 is a batch of examples in training") == "en"


def test_typing_errors_are_repaired_only_where_it_is_plain() -> None:
    speller = Speller({"normalise", "variance", "overfitting", "underfitting", "increase"})
    assert speller.repair("normalsie the varience") == "normalise the variance"
    assert speller.repair("decrease") == "decrease"
    assert speller.repair("overfitting underfitting") == "overfitting underfitting"


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str) -> None:
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("test*", "at testing time", True),
        ("test", "the tests", True),
        ("test", "latest", False),
        ("mini batch", "mini-batch", True),
        ("mini batch", "minibatch", True),
        ("relu", "用relu激活", True),
        ("更大的学习率", "可以用更大的学习率", True),
        ("larger~rate", "a larger learning rate", True),
        ("f1", "f10", False),
    ],
)
def test_a_word_finds_what_it_should(word: str, text: str, found: bool) -> None:
    assert bool(pattern((word,)).search(normalise(text))) is found


def test_groups_and_concepts() -> None:
    line = "@test|serving + running mean"
    assert names_in(line) == {"test"}
    assert expand(line, {"test": "test*|推理"}) == (("test*", "推理", "serving"), ("running mean",))
