"""Characters that people type or paste, brought to those that a notation knows.

Every output character remembers the place in the text as typed, so that an error points at what
the learner sees.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
]
_SMALL = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", GREEK, strict=True))
_GREEK_LETTERS = {
    **_SMALL,
    **{chr(ord(letter) - 32): name.capitalize() for letter, name in _SMALL.items()},
    "ϵ": "epsilon",
    "ϕ": "phi",
    "ϑ": "theta",
    "ς": "sigma",
    "ϱ": "rho",
    "µ": "mu",
}
GREEK_NAMES = frozenset(_GREEK_LETTERS.values())
GREEK_OF_NAME = {name: letter for letter, name in reversed(_GREEK_LETTERS.items())}

_SUPERSCRIPTS = dict(
    zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵀᵏᵗᵈᵐᵇᵃᶜᵉᵖʲʸᵞ", "0123456789+-=()inTktdmbacepjyγ", strict=True)
)
_SUBSCRIPTS = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓₕ", "0123456789+-=()aeijklmnoprstuvxh", strict=True)
)
_ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot"}

# character -> (what LaTeX calls it, what Python notation calls it, or "" where it has none)
_SIGNS: dict[str, tuple[str, str]] = {
    "−": ("-", "-"),
    "–": ("-", "-"),
    "—": ("-", "-"),
    "·": ("\\cdot ", "*"),
    "⋅": ("\\cdot ", "*"),
    "•": ("\\cdot ", "*"),
    "∙": ("\\cdot ", "*"),
    "×": ("\\times ", "*"),
    "✕": ("\\times ", "*"),
    "∗": ("*", "*"),
    "÷": ("/", "/"),
    "∕": ("/", "/"),
    "⁄": ("/", "/"),
    "⊙": ("\\odot ", "*"),
    "∘": ("\\odot ", "*"),
    "⊗": ("\\otimes ", ""),
    "≤": ("\\le ", "<="),
    "⩽": ("\\le ", "<="),
    "≦": ("\\le ", "<="),
    "≥": ("\\ge ", ">="),
    "⩾": ("\\ge ", ">="),
    "≧": ("\\ge ", ">="),
    "≠": ("\\ne ", "!="),
    "√": ("\\sqrt ", "√"),
    "∑": ("\\sum ", ""),
    "∏": ("\\prod ", ""),
    "∂": ("\\partial ", "d"),
    "∇": ("\\nabla ", "grad"),
    "∞": ("\\infty ", "inf"),
    "‖": ("\\|", "‖"),
    "∥": ("\\|", "‖"),
    "∣": ("|", "|"),
    "⌊": ("\\lfloor ", "⌊"),
    "⌋": ("\\rfloor ", "⌋"),
    "⌈": ("\\lceil ", "⌈"),
    "⌉": ("\\rceil ", "⌉"),
    "⟨": ("\\langle ", ""),
    "⟩": ("\\rangle ", ""),
    "〈": ("\\langle ", ""),
    "〉": ("\\rangle ", ""),
    "⊤": ("\\top ", "⊤"),
    "′": ("'", "'"),
    "’": ("'", "'"),
    "𝔼": ("\\mathbb{E}", "E"),
    "𝕍": ("\\operatorname{Var}", "Var"),
    "𝟙": ("\\mathbb{1}", "indicator"),
    "𝟏": ("\\mathbf{1}", "ones"),
    "ℓ": ("\\ell ", "ell"),
    "½": ("\\frac{1}{2}", "(1/2)"),
    "⅓": ("\\frac{1}{3}", "(1/3)"),
    "¼": ("\\frac{1}{4}", "(1/4)"),
    "¾": ("\\frac{3}{4}", "(3/4)"),
    "∈": ("\\in ", ""),
    "∀": ("\\forall ", ""),
    "→": ("\\to ", ""),
    "…": ("\\ldots ", "…"),
    "⋯": ("\\ldots ", "…"),
    "“": ('"', '"'),
    "”": ('"', '"'),
    "【": ("[", "["),
    "】": ("]", "]"),
    "、": (",", ","),
    "。": (".", "."),
}
_LATEX_ONLY = frozenset("∑∏𝔼𝕍⟨⟩〈〉⊗∈∀→⋯…")

Style = Literal["python", "latex"]


class Normal:
    """Text in a notation's own characters; `place[k]` is where character k stood as typed."""

    __slots__ = ("place", "text")

    def __init__(self, text: str, place: list[int]) -> None:
        self.text = text
        self.place = place

    def origin(self, position: int) -> int:
        """Where the character at `position` was typed."""
        if position < len(self.place):
            return self.place[position]
        return self.place[-1] + 1 if self.place else 0


def has_latex_only(text: str) -> bool:
    """Whether a character occurs that Python notation has no word for (a sum sign, say)."""
    return any(c in _LATEX_ONLY for c in text)


def has_script(text: str) -> bool:
    """Whether a raised or lowered letter occurs, e.g. `xᵢ` or `xᵀ`."""
    return any(c in _SUBSCRIPTS or c in _SUPERSCRIPTS for c in text)


def normalise(text: str, style: Style) -> Normal:
    """Full-width forms, Greek letters, signs, raised and lowered characters, accents.

    Args:
        text: as typed.
        style: the notation to bring it to.
    """
    out: list[str] = []
    place: list[int] = []

    def put(piece: str, at: int) -> None:
        out.append(piece)
        place.extend([at] * len(piece))

    k = 0
    while k < len(text):
        c = text[k]
        if ord(c) < 128:
            put(c, k)
            k += 1
            continue
        run = _SUPERSCRIPTS if c in _SUPERSCRIPTS else _SUBSCRIPTS if c in _SUBSCRIPTS else None
        if run is not None:
            end = k
            while end < len(text) and text[end] in run:
                end += 1
            letters = "".join(run[x] for x in text[k:end])
            put(_script(letters, run is _SUPERSCRIPTS, style), k)
            k = end
            continue
        put(_character(c, style), k)
        k += 1
    plain = "".join(out)
    return _accented(plain, place, style)


def _script(letters: str, raised: bool, style: Style) -> str:
    if style == "latex":
        return ("^{" if raised else "_{") + letters + "}"
    if not raised:
        return "_" + letters
    return ".T" if letters == "T" else f"**({letters})"


def _character(c: str, style: Style) -> str:
    signs = _SIGNS.get(c)
    if signs is not None:
        return signs[0] if style == "latex" else signs[1] or c
    name = _GREEK_LETTERS.get(c)
    if name is None:
        name = _GREEK_LETTERS.get(unicodedata.normalize("NFKC", c))
    if name is not None:
        return f"\\{name} " if style == "latex" else name
    decomposed = unicodedata.normalize("NFD", c)
    if len(decomposed) == 2 and decomposed[1] in _ACCENTS:
        return decomposed
    if c in _ACCENTS:
        return c
    folded = unicodedata.normalize("NFKC", c)
    return folded if folded.isascii() else c


def _accented(plain: str, place: list[int], style: Style) -> Normal:
    """Combining accents follow their letter: `x̂` becomes `\\hat{x}` or `x_hat`."""
    if not any(mark in plain for mark in _ACCENTS):
        return Normal(plain, place)
    out: list[str] = []
    where: list[int] = []
    k = 0
    while k < len(plain):
        if k + 1 < len(plain) and plain[k + 1] in _ACCENTS:
            name = _ACCENTS[plain[k + 1]]
            piece = f"\\{name}{{{plain[k]}}}" if style == "latex" else f"{plain[k]}_{name}"
            out.append(piece)
            where.extend([place[k]] * len(piece))
            k += 2
        else:
            out.append(plain[k])
            where.append(place[k])
            k += 1
    return Normal("".join(out), where)
