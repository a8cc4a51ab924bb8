"""What people type, and how it is read back to them; what is refused, where and with what mend."""

from __future__ import annotations

import contextlib
import time
import unicodedata

import pytest

from viva.core import BadInput
from viva.judge.kinds.derive import parse, to_text
from viva.judge.kinds.derive.notation.reading import notation_of
from viva.judge.kinds.derive.notation.symbols import declare
from viva.judge.kinds.derive.notation.tree import MAX_NODES, size
from viva.judge.kinds.derive.notation.unreadable import Unreadable

S = declare(
    "x: real, z: vector[K], p: simplex[K], q: simplex[K], y: onehot[K], X: matrix[n,d], "
    "w: vector[d], b: real, W: matrix[h,d], lambda: positive, mu: real, sigma: positive, "
    "alpha: vector[n], t: vector[n] sign, beta_1: unit, T: int 1..5, g: function, "
    "delta: positive, y_hat: real, c_prev: vector[d] also c_{t-1}, u: random[s], c: label[K]"
)

READ = [
    # scripts, fonts, full-width and raised characters
    ("pᵢ(δᵢⱼ − pⱼ)", "pᵢ(δᵢⱼ − pⱼ)"),
    ("p_i (δ_ij − p_j)", "pᵢ(δᵢⱼ − pⱼ)"),
    (r"p_{i}\left(\delta_{i,j}-p_{j}\right)", "pᵢ(δᵢⱼ − pⱼ)"),
    ("２ｘ（１－ｘ）²", "2x(1 − x)²"),
    ("½‖w‖²", "1/2‖w‖²"),
    (r"\tfrac12\lVert\mathbf{w}\rVert_2^2", "1/2‖w‖²"),
    ("√(x²+1)", "√(x² + 1)"),
    ("Xᵀw", "Xᵀw"),
    ("μ + λ·x ÷ 2", "μ + λ·x/2"),
    ("ŷ − x", "ŷ − x"),
    (r"\hat{y}^2", "ŷ²"),
    # implied products
    ("2x", "2x"),
    ("x(1-x)", "x(1 − x)"),
    ("(1-x)(1+x)", "(1 − x)(1 + x)"),
    (r"p_iq_i", "pᵢ qᵢ"),
    ("1/2 x", "1/2x"),
    (r"\frac12 x", "1/2x"),
    ("2 mu x", "2μ x"),
    # functions
    (r"\log 2\pi\sigma^2", "log(2π σ²)"),
    (r"\log_2 x", "log(x)/log(2)"),
    (r"\tanh^2 x", "tanh(x)²"),
    (r"\operatorname{softmax}(z)_i", "softmax(z)ᵢ"),
    (r"\mathrm{ReLU}(x)", "relu(x)"),
    ("np.log1p(np.exp(x))", "log1p(exp(x))"),
    ("torch.sigmoid(x)", "σ(x)"),
    ("tanh'(x)", "tanh′(x)"),
    (r"g''(x)", "g′′(x)"),
    (r"\max(0, x)", "max(0, x)"),
    (r"\left[1-x\right]_+", "relu(1 − x)"),
    (r"\lfloor x/2\rfloor", "⌊x/2⌋"),
    ("x // 2", "⌊x/2⌋"),
    (r"e^{-x}", "e^(−x)"),
    (r"\sqrt[3]{x}", "x^(1/3)"),
    ("|x|", "|x|"),
    ("|x - mu| + |x|", "|x − μ| + |x|"),
    (r"\|X w - t\|^2", "‖X w − t‖²"),
    (r"\|w\|_1", "‖w‖₁"),
    (r"\langle w, w\rangle", "⟨w, w⟩"),
    # sums
    (r"\sum_i p_i\log p_i", "Σᵢ pᵢ log(pᵢ)"),
    (r"\sum_ip_i", "Σᵢ pᵢ"),
    (r"-\sum_i y_i\log p_i+(1-y_i)\log(1-p_i)",
     "−Σᵢ (yᵢ log(pᵢ) + (1 − yᵢ) log(1 − pᵢ))"),
    (r"\sum_i p_i - x", "(Σᵢ pᵢ) − x"),
    (r"\sum_{i=1}^n\alpha_i", "Σ_{i=1}^n αᵢ"),
    (r"\sum_{i\ne j}\alpha_i\alpha_j", "Σᵢ Σ_{j, i ≠ j} αᵢ αⱼ"),
    (r"\sum_{i,j} X_{ij}", "Σᵢ Σⱼ Xᵢⱼ"),
    ("sum(p[i]*log(p[i]) for i in range(K))", "Σ_{i=0}^(K − 1) pᵢ·log(pᵢ)"),
    ("sum(a*b for a, b in zip(p, q))", "Σᵢ pᵢ·qᵢ"),
    (r"\sum_x p(x)\log q(x)", "Σₓ pₓ log(qₓ)"),
    (r"\prod_{k=1}^{T}\beta_1^k", "Π_{k=1}^T β₁ᵏ"),
    (r"\mathbb{E}[u^2]", "E[u²]"),
    (r"\mathrm{Var}(u)", "Var[u]"),
    (r"\mathbb{E}_{i\sim p}[z_i]", "Σᵢ pᵢ zᵢ"),
    # indices and names
    (r"w^Tx_i", "wᵀ Xᵢ"),
    (r"w^\top x^{(i)}", "wᵀ Xᵢ"),
    ("X[i, :] @ w", "X_{i,:}ᵀ w"),
    (r"c_{t-1}", "cₚᵣₑᵥ"),
    ("z[c]", "z_c"),
    (r"\bar{z}", "mean(z)"),
    # conditions
    (r"\mathbb{1}[x>0]", "𝟙[x > 0]"),
    (r"\mathbf 1\{x\le\mu\}", "𝟙[x ≤ μ]"),
    ("1[x > 0]", "𝟙[x > 0]"),
    (r"\begin{cases}x & \text{if } x>0\\ 0 & \text{otherwise}\end{cases}",
     "{x if x > 0; 0 otherwise}"),
    ("x if x > 0 else 0", "{x if x > 0; 0 otherwise}"),
    (r"0\le\alpha_i\le\lambda", "0 ≤ αᵢ and αᵢ ≤ λ"),
    # matrices
    (r"(X^\top X+\lambda I)^{-1}", "(Xᵀ X + λ I)^(−1)"),
    (r"\mathbf{1}^\top p", "𝟏ᵀ p"),
    (r"(XX^\top)^{-\top}", "(X Xᵀ)⁻¹ᵀ"),
    (r"\operatorname{diag}(p)-pp^\top", "diag(p) − p pᵀ"),
    (r"p\odot q", "p ⊙ q"),
    ("np.outer(p, q)", "outer(p, q)"),
    ("p @ q", "pᵀ q"),
    (r"\max_{\alpha}\ \sum_i\alpha_i", "max_α Σᵢ αᵢ"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "shown"), READ, ids=[typed for typed, _ in READ])
def test_how_it_is_read(typed: str, shown: str) -> None:
    assert plain(to_text(parse(typed, S), S)) == plain(shown)


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "left", "order"),
    [
        (r"\frac{\partial L}{\partial z_i} = p_i-y_i", r"\frac{\partial L}{\partial z_i}", ("i",)),
        ("dL/dz = p - y", "dL/dz", ()),
        ("∂L/∂W = X", "∂L/∂W", ()),
        (r"J_{ij} = p_i", "J_{ij}", ("i", "j")),
        (r"f(x) := x^2", "f(x)", ()),
    ],
)
def test_a_left_side_is_set_apart(typed: str, left: str, order: tuple[str, ...]) -> None:
    tree = parse(typed, S)
    assert (tree.left, tree.order) == (left, order)


@pytest.mark.parametrize(
    ("typed", "notation"),
    [
        ("x**2", "python"),
        ("X.T @ w", "python"),
        ("np.exp(x)", "python"),
        ("x if x > 0 else 0", "python"),
        (r"\frac{1}{2}", "latex"),
        ("X^T w", "latex"),
        ("∑ᵢ pᵢ", "latex"),
        ("x·y", "latex"),
        ("x + 1", None),
    ],
)
def test_the_notation_is_recognised(typed: str, notation: str | None) -> None:
    assert notation_of(typed) == notation


REFUSED = [
    # what, where it is pointed at, a piece of the sentence, a piece of the mend
    ("foo + 1", 0, "`foo` is not among", "The symbols are"),
    ("x + sgma", 4, "not among", "sigma"),
    ("x +", 3, "ends where something must follow", ""),
    ("(x", 0, "never closed", ""),
    ("x)", 1, "closes nothing", ""),
    (r"\frac{1}{", 9, "ends", ""),
    (r"\input{secret}", 0, r"`\input` is not read", ""),
    (r"x^", 1, "nothing follows", ""),
    (r"x^{x}^2", 5, "two powers", "Add braces"),
    ("b_i", 0, "no elements", "Write `b`"),
    ("1/2x", 1, "above or below", "Add brackets"),
    (r"\frac{\partial L}{\partial x}", 6, "a derivative is still to be taken", ""),
    ("x \\pm 1", 2, "two formulas", ""),
    (r"\lg x", 0, "base 2 for some", ""),
    (r"1 + \ldots + x", 4, "dots", ""),
    ("9**9**9", 0, "too large", ""),
    ("2^{2^{2^{2^9}}}", 0, "too large", ""),
    ("x^{99999}", 0, "too large", ""),
    ("1e999999999", 0, "too long or too large", ""),
    ("0." + "1" * 40, 0, "too long or too large", ""),
    ("__import__('os').system('id')", 0, "", ""),
    ("x.__class__", 1, "", ""),
    ("().__class__.__bases__", 0, "", ""),
    ("eval('1')", 0, "", ""),
    ("lambda: 0", 0, "", ""),
    ("[x for x in ()]", 0, "", ""),
    ("f'{x}'", 0, "", ""),
    ("open('/etc/passwd')", 0, "", ""),
    ("g", 1, "function", ""),
    ("tanh", 4, "act on", ""),
    ("log(x, x, x)", 0, "", ""),
    ("", 0, "no formula", ""),
    ("   ", 0, "no formula", ""),
    ("x = ", 4, "empty", ""),
    ("x\x00", 1, "control character", ""),
]


@pytest.mark.parametrize(("typed", "place", "says", "mend"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_is_refused_is_told_with_its_place(
    typed: str, place: int, says: str, mend: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(typed, S)
    error = caught.value
    assert isinstance(error, BadInput)
    assert says in error.message.en
    assert mend in error.hint.en
    assert error.message.zh
    assert any("\u4e00" <= c <= "\u9fff" for c in error.zh)
    assert 0 <= error.position <= len(typed)
    if says:
        assert error.position == place


@pytest.mark.parametrize(
    "bomb",
    [
        "{" * 10_000,
        "(" * 1999,
        "\\sqrt" * 390,
        "-" * 1999 + "x",
        "x^" * 990 + "x",
        "not " * 400 + "x",
        "\\frac" * 380,
        "|" * 1990,
        "x'" * 900,
        "\\left(" * 300,
        "x_" * 900,
        "**".join(["9"] * 600),
        "+".join(["x"] * 990),
        "\\begin{cases}" * 140,
        "\\hat" * 450,
        "x if x else " * 150 + "x",
        "e^" * 900 + "x",
        "√" * 1900,
        "½" * 1900,
        "2" * 1999,
    ],
    ids=lambda bomb: bomb[:12],
)
def test_bombs_are_read_or_refused_at_once(bomb: str) -> None:
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        tree = parse(bomb, S)
        assert size(tree.node) <= MAX_NODES
    # not a figure but a guard against a hang: a bomb takes milliseconds
    assert time.process_time() - start < 5


def test_fifty_brackets_are_not_too_many() -> None:
    assert parse("(" * 40 + "x" + ")" * 40, S, "latex").node == parse("x", S).node
    assert parse("(" * 40 + "x" + ")" * 40, S, "python").node == parse("x", S).node


def test_nothing_is_ever_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    def never(*_: object, **__: object) -> object:
        raise AssertionError("text was evaluated")

    real_compile = builtins.compile

    def only_syntax(*args: object, **kwargs: object) -> object:
        flags = args[3] if len(args) > 3 else kwargs.get("flags", 0)
        assert flags == 0x400, "compiled for running"  # ast.PyCF_ONLY_AST
        return real_compile(*args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "eval", never)
    monkeypatch.setattr(builtins, "exec", never)
    monkeypatch.setattr(builtins, "compile", only_syntax)
    assert parse("x**2 + np.exp(x)", S)
    with pytest.raises(Unreadable):
        parse("__import__('os')", S)
