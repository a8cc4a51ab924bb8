"""What a verdict and a question look like on a terminal, and what must never reach one."""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from viva.cli.face import Face
from viva.cli.page import harmless
from viva.cli.verdict import show_question, show_verdict
from viva.cli.wrapping import NOT_FIRST, NOT_LAST, break_offsets
from viva.core import LANGUAGES, Criterion, Language, Question, Text, Variant, Verdict


def face(language: Language = "en", width: int = 80) -> Face:
    made = Face(language)
    made.__dict__["console"] = Console(
        file=io.StringIO(), width=width, force_terminal=False, highlight=False
    )
    return made


def shown(made: Face) -> str:
    out = made.console.file
    assert isinstance(out, io.StringIO)
    return out.getvalue()


def verdict(**fields: Any) -> Verdict:
    defaults: dict[str, Any] = {
        "question": "a/b",
        "seed": 3,
        "outcome": "partial",
        "score_range": (0.5, 0.5),
        "elapsed_ms": 12.4,
    }
    return Verdict(**(defaults | fields))


@pytest.mark.parametrize(
    ("outcome", "en", "zh"),
    [
        ("pass", "✓ Passed", "✓ 答对了"),
        ("partial", "◐ Partly right  score 0.50", "◐ 部分正确  得分 0.50"),
        ("fail", "✗ Not passed  score 0.50", "✗ 没有答对"),
        ("undecided", "? Undecided", "? 未定"),
        ("error", "! viva could not judge this; it does not count", "没能判"),
    ],
)
def test_the_outcome_is_said_in_words_and_a_mark_not_by_colour(
    outcome: Any, en: str, zh: str
) -> None:
    for language, words in (("en", en), ("zh-Hans", zh)):
        made = face(language)  # type: ignore[arg-type]
        show_verdict(made, verdict(outcome=outcome))
        assert words in shown(made)
        assert "\x1b" not in shown(made)


def test_a_range_is_shown_as_one() -> None:
    made = face()
    show_verdict(made, verdict(outcome="undecided", score_range=(0.4, 0.75)))
    assert "score 0.40–0.75" in shown(made)


def test_every_criterion_with_its_evidence() -> None:
    made = face()
    show_verdict(
        made,
        verdict(
            criteria=(
                Criterion("one", "covered", Text.same("First"), 1, 1, Text.same("You said 3.")),
                Criterion(
                    "two",
                    "wrong",
                    Text.same("Second"),
                    evidence=Text.same("f([1, 2])\nexpected: 3\ngot: [bold]4[/bold]"),
                    feedback=Text.same("You forgot the *padding*: $\\sigma^2$."),
                ),
                Criterion("three", "skipped"),
            ),
            notice=Text.same("A word on the whole."),
            printed="line\n" * 50,
        ),
    )
    text = shown(made)
    assert "✓ First  You said 3." in text
    assert "✗ Second" in text
    assert "You forgot the padding: σ²." in text
    assert "│ got: [bold]4[/bold]" in text  # what is in an answer is no markup
    assert "· three" in text
    assert "A word on the whole." in text
    assert text.count("line\n") <= 21
    assert "… and 30 more lines" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_from_outside_commands_the_terminal(language: Language) -> None:
    evil = Text.same("\x1b]0;owned\x07\x1b[2Jx\x9b31my\x00z\x08")
    made = face(language)
    show_verdict(
        made,
        verdict(
            criteria=(
                Criterion("a", "wrong", Text.same("t"), evidence=evil, feedback=evil),
                Criterion("b", "covered", Text.same("t"), evidence=evil),
            ),
            printed=evil.en,
            notice=evil,
        ),
    )
    assert not set(shown(made)) & {"\x1b", "\x07", "\x9b", "\x00", "\x08"}


def test_harmless_leaves_ordinary_text_alone() -> None:
    assert harmless("a\tb\r\nc 数 ½\n") == "a\tb\nc 数 ½\n"


def test_a_question_says_how_to_answer() -> None:
    question = Question(
        "a/b", "a", "compute", 2, Text("Title", "题目"), (), Path("/b/a"), Path("/b")
    )
    parts = [
        {
            "name": "share",
            "title": {"en": "Share", "zh": "份额"},
            "significant": 3,
            "units": ["MB", "MiB"],
            "percent": True,
            "choices": [],
        },
        {"name": "kind", "choices": [{"id": "even"}, {"id": "odd"}]},
    ]
    variant = Variant(
        question, 7, Text("What?", "什么？"), Text.same(""), (), shown={"parts": parts}
    )
    made = face("zh-Hans")
    show_question(made, variant)
    text = shown(made)
    assert "a/b · 计算 · 难度 2/5 · 种子 7" in text
    assert "share  份额（保留 3 位有效数字；以百分数计；MB/MiB）" in text
    assert "从 even, odd 中选" in text


@given(
    st.text(
        alphabet=st.sampled_from("批归一化，。（）“”、abc XYZ 12.5% x̂ 😀"), min_size=0, max_size=120
    ),
    st.integers(4, 40),
)
def test_lines_are_full_but_never_too_wide(text: str, width: int) -> None:
    cuts = [0, *break_offsets(text, width), len(text)]
    lines = [text[a:b] for a, b in itertools.pairwise(cuts)]
    assert "".join(lines) == text
    for line in lines:
        assert cell_len(line.rstrip()) <= width
    assert all(cut > 0 for cut in cuts[1:-1])


def test_chinese_breaks_between_characters_but_not_before_a_comma() -> None:
    text = "把它送进处于训练模式的 batch norm 层，求均值（在这个批上）和方差。" * 3
    for width in range(8, 60):
        cuts = list(break_offsets(text, width))
        for cut in cuts:
            assert text[cut] not in NOT_FIRST
            assert text[cut - 1] not in NOT_LAST
            # No English word is cut in two.
            assert not (text[cut - 1].isascii() and text[cut - 1].isalpha() and text[cut].isalpha()
                        and text[cut].isascii())  # fmt: skip
        lines = [text[a:b] for a, b in zip([0, *cuts], cuts, strict=False)]
        # A line is left short by at most a word, or a character with its punctuation.
        assert min(cell_len(line) for line in lines) >= width - 7


def test_english_still_breaks_at_spaces_only() -> None:
    text = "the quick brown fox jumps over the lazy dog"
    cuts = list(break_offsets(text, 12))
    assert all(text[cut - 1] == " " for cut in cuts)
    assert list(break_offsets("x" * 25, 10)) == [10, 20]
