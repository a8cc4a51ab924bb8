"""From what was typed to sentences and clauses, each knowing where it stands in the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, Literal

import msgspec

Tongue = Literal["en", "zh"]
CJK = r"\u3400-\u9fff"
_CJK = re.compile(f"[{CJK}]")
_AROUND_CJK = re.compile(rf"(?<=[{CJK}])[ \t]+|[ \t]+(?=[{CJK}])")
_AROUND_OPERATOR = re.compile(r" ?([+/=]) ?")
_SPACES = re.compile(r"[ \t\u00a0]+")
_GREEK = str.maketrans(
    {
        "γ": " gamma ", "β": " beta ", "α": " alpha ", "ε": " epsilon ", "η": " eta ",
        "λ": " lambda ", "μ": " mu ", "µ": " mu ", "σ": " sigma ", "Σ": " sum ", "∑": " sum ",
        "θ": " theta ", "δ": " delta ", "∂": " d ", "’": "'", "‘": "'", "“": '"', "”": '"',
        "–": "-", "—": "-", "−": "-", "×": "*", "·": "*", "\\": " ", "$": " ", "√": " sqrt ",
    }
)  # fmt: skip
# Characters that only Traditional Chinese has, the most frequent in such texts: whoever writes
# two sentences in Traditional writes one of these. The converter is loaded only then.
_TRADITIONAL = frozenset(
    "個們來時會對學習訓練網絡層測試驗證數據點參誤差樣損標類過擬優權還這種為與變較開關說題號應該"
    "實現場麼後發經從當將進選擇別讓見問長門間電動無見車東馬語請讀書記計設調論識護輸轉運達遠適邊"
    "鏈錯錄離難響頭顯風飛魚鳥龍準確率減損華萬兩並內協單壓歸滿濾獨盡積穩約級線組結給統維總縮聯聽"
    "處裡補製複覺觀規視親覽項預頻"
) - frozenset("差率")  # fmt: skip
_END = re.compile(
    r"[。！？!?；;\n]+|(?<![.\d])\.(?=\s|$)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)|(?<=\d)\.(?=\s|$)"
)
_CLAUSE = re.compile(
    r"[，、：（）]|[,:()](?=\s|$)|(?<=[^\d])[,](?=[^\d\s])|\s[-–—]+\s|——|"
    r"\b(?:but|while|whereas|however|because|since)\b|但是|然而|反而|而且|因为|而(?=[^是且])"
)


class Clause(msgspec.Struct, frozen=True):
    """A piece of a sentence, normalised, with the number of its sentence."""

    words: str
    sentence: int


class Sentence(msgspec.Struct, frozen=True):
    """A sentence as typed, where it stands, and how it is read."""

    start: int
    end: int
    typed: str
    words: str
    tongue: Tongue


class Reading(msgspec.Struct, frozen=True):
    """An answer as it is judged."""

    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    tongue: Tongue


def simplified(text: str) -> str:
    """Simplified Chinese, converted only where Traditional characters are present."""
    if _TRADITIONAL.isdisjoint(text):
        return text
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc  # pyright: ignore[reportMissingTypeStubs]

    return opencc.OpenCC("t2s")


def normalise(text: str, *, strip: bool = True) -> str:
    """NFKC, Simplified, lower case, Greek letters by name, no space beside Chinese."""
    text = unicodedata.normalize("NFKC", simplified(text)).translate(_GREEK).lower()
    text = _SPACES.sub(" ", text)
    text = _AROUND_OPERATOR.sub(r"\1", _AROUND_CJK.sub("", text))
    return text.strip() if strip else text


def tongue_of(text: str) -> Tongue:
    """Chinese from one Chinese character per four Latin letters on."""
    chinese = len(_CJK.findall(text))
    latin = sum(c.isascii() and c.isalpha() for c in text)
    return "zh" if chinese and chinese * 4 >= latin else "en"


def split(text: str) -> list[tuple[int, int]]:
    """Where each sentence starts and ends in the text, blanks left off."""
    out: list[tuple[int, int]] = []
    start = 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        bare = piece.strip()
        if sum(c.isalnum() for c in bare) >= 2:
            lead = len(piece) - len(piece.lstrip())
            out.append((start + lead, start + lead + len(bare)))
        start = end
    return out


def clauses_of(words: str) -> list[str]:
    """The clauses of a normalised sentence."""
    out: list[str] = []
    last = 0
    for match in _CLAUSE.finditer(words):
        # A conjunction stays with the clause that it opens.
        cut = match.start()
        out.append(words[last:cut])
        last = match.end() if not match[0].strip().isalpha() else match.start()
    out.append(words[last:])
    return [c.strip() for c in out if len(c.strip()) > 1]
