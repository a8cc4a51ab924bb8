"""Signs that a sentence may mean the opposite of what its words suggest.

They make *covered* unsure and excuse a contradiction; they never make one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_NOT_EN = re.compile(
    r"\b(?:not|no longer|never|cannot|can't|don't|doesn't|isn't|aren't|won't|wouldn't|didn't|"
    r"without|unable to|fails? to|neither|nor|no need|no)\b"
)
_FINE_EN = re.compile(
    r"not only|not just|not necessarily|no matter|whether or not|if not|if no\b|not because of|"
    r"do(?:es)? not matter|not .{0,30}\bbut\b|\bor not\b"
)
_NOT_ZH = re.compile(
    r"不(?!断|同|变|敏感|仅|止|但|过|稳定|平衡|均衡|确定|足|良|管|论|只|妨|错|如|一定|一样|再下降|出来|对称|能只)|"
    r"(?<!有)没有|(?<!有)没(?!有)|无法|无需|未(?!知|来|见)|并非|绝不|从不"
)
# What is said about somebody else's mistake, or about what would be if it were otherwise.
_REPORTED = re.compile(
    r"\b(?:myth|misconception|wrongly|mistakenly|people (?:often )?(?:say|think|believe)|"
    r"mistake|incorrect|false(?! (?:positive|negative|alarm|accept|discover))|"
    r"wrong|otherwise|instead of|rather than|unlike|contrary)\b|"
    r"误以为|误解|错误|常有人|有人(?:说|认为)|否则|而不是|而非|不是|并非|误区|不要以为|别以为|不对"
)
_PAIRS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:increas\w*|rais\w*|higher|larger|bigger|more|grow\w*)\b|增加|增大|提高|升高|更大|"
        r"更高|变大|加大|增强|更多",
        r"\b(?:decreas\w*|reduc\w*|lower\w*|smaller|shrink\w*|less|fewer|drop\w*)\b|减少|减小|降低|"
        r"更小|变小|缩小|减轻|更少",
    ),
    (r"\b(?:accelerat\w*|faster|speeds? up|quick\w*)\b|加快|加速|更快", r"\bslow\w*\b|慢"),
    (r"\btrain\w*\b|训练", r"\b(?:test\w*|inference|deploy\w*)\b|测试|推理|预测"),
)
_COMPILED = tuple((re.compile(a), re.compile(b)) for a, b in _PAIRS)


def negated(words: str) -> bool:
    """Does the text hold a negation that is not one in name only?"""
    text = _FINE_EN.sub(" ", words)
    return bool(_NOT_EN.search(text) or _NOT_ZH.search(text))


def excused(words: str) -> bool:
    """Is a wrong claim denied, reported or supposed here rather than made?"""
    return bool(_REPORTED.search(words)) or negated(words)


def directions(words: str) -> tuple[int, ...]:
    """For each pair of opposites: 1 where only the first stands there, -1 the second, else 0."""
    out: list[int] = []
    for a, b in _COMPILED:
        first, second = bool(a.search(words)), bool(b.search(words))
        out.append(0 if first == second else 1 if first else -1)
    return tuple(out)


def agreed(exemplars: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The direction that all exemplars share, where they share one, else 0."""
    columns = list(zip(*exemplars, strict=True))
    return tuple(c[0] if c and len(set(c)) == 1 else 0 for c in columns)
