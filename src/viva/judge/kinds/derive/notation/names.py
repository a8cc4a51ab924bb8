"""One key for all the ways to write a name: `\\hat{y}`, `y_hat`, `yhat` and `ŷ` are the same."""

from __future__ import annotations

import re

from viva.judge.kinds.derive.notation.characters import GREEK_NAMES, normalise

ACCENTS = ("hat", "bar", "tilde", "star", "prime", "dot")
_FONTS = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|vec|mathcal|mathrm|mathsf|mathit|mathfrak|mathscr|text|textrm|"
    r"textbf|textit|operatorname|mathbb|rm|bf|it|cal)\*?(?![A-Za-z])"
)
_SUFFIXED = re.compile(rf"^([A-Za-z]+?)({'|'.join(ACCENTS)})$")
_NUMBERED = re.compile(r"^([A-Za-z]+?)(\d+)$")
_ONE_OF = {
    "eps": "epsilon",
    "lam": "lambda",
    "lamb": "lambda",
    "lambd": "lambda",
    "lamda": "lambda",
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
    "varsigma": "sigma",
    "varrho": "rho",
    "ell": "l",
}


def base_name(word: str) -> str:
    """The one name of a letter that has several (`eps`, `varepsilon`: `epsilon`)."""
    return _ONE_OF.get(word, word)


def join_key(base: str, accents: tuple[str, ...] = (), sub: str = "") -> str:
    """The key of a base, its accents and its subscript."""
    key = base_name(base) + "".join(f"^{accent}" for accent in accents)
    sub = sub.replace(" ", "")
    return f"{key}_{sub}" if sub else key


def split_word(word: str) -> tuple[str, tuple[str, ...], str]:
    """The base, accents and subscript that a plain word spells, e.g. `y_hat_1`, `beta2`."""
    word = word.strip("_") or word
    if word.endswith("_"):
        word = word[:-1]
    parts = [part for part in word.split("_") if part]
    if not parts:
        return word, (), ""
    accents: list[str] = []
    if parts[0] in ACCENTS and len(parts) > 1 and parts[1] not in ACCENTS:
        accents.append(parts.pop(0))
    base = parts.pop(0)
    while parts and parts[0] in ACCENTS:
        accents.append(parts.pop(0))
    if not accents and (found := _SUFFIXED.match(base)):
        base = found[1]
        accents.append(found[2])
    if found := _NUMBERED.match(base):
        base = found[1]
        parts.insert(0, found[2])
    return base, tuple(accents), ",".join(parts)


def key_of(name: str) -> str:
    """The key of a name as an author declares it, in LaTeX or as a word."""
    text = normalise(name.strip(), "latex").text
    text = _FONTS.sub("", text)
    accents: list[str] = []
    while found := re.match(r"^\\(hat|bar|tilde|dot|widehat|overline|widetilde)\s*", text):
        accents.append(
            {"widehat": "hat", "overline": "bar", "widetilde": "tilde"}.get(found[1], found[1])
        )
        text = text[found.end() :]
        if text.startswith("{"):
            close = text.index("}") if "}" in text else len(text)
            text = text[1:close] + text[close + 1 :]
    for mark in (r"^{*}", r"^*", r"^{\ast}", r"^\ast", r"^{\star}", r"^\star"):
        if mark in text:
            text = text.replace(mark, "")
            accents.append("star")
    if "'" in text:
        accents.extend("prime" for _ in range(text.count("'")))
        text = text.replace("'", "")
    if found := re.match(r"^(.*)\^\{?[(\[](\w+)[)\]]\}?(.*)$", text):
        text = f"{found[1]}_{found[2]}{found[3]}"
    base, _, sub = text.partition("_")
    if base in ACCENTS and sub:
        accents.append(base)
        base, _, sub = sub.partition("_")
    base = re.sub(r"[\\{}\s]", "", base)
    sub = re.sub(r"[\\{}\s]", "", sub)
    word, more, inner = split_word(base)
    parts = [p for p in [inner, *re.split(r"[_]", sub)] if p]
    while parts and parts[0] in ACCENTS:
        accents.append(parts.pop(0))
    return join_key(word, (*more, *accents), ",".join(parts))


def is_greek(word: str) -> bool:
    """Whether the word names a Greek letter."""
    return word in GREEK_NAMES
