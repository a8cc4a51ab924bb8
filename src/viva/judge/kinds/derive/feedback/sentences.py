"""What is said about a wrong formula, in both languages; each a hint and no more."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from viva.core import Text
from viva.judge.kinds.derive.feedback.edits import Edit
from viva.judge.kinds.derive.notation.render import to_text


class Diagnosis(msgspec.Struct, frozen=True):
    """`code` is for programs and cases, `text` for people."""

    code: str
    text: Text


_SENTENCES: dict[str, tuple[str, str]] = {
    "transposed": (
        "It looks transposed.",
        "看起来转置了。",
    ),
    "squared": (
        "It looks like the square of the answer: a square root seems to be missing.",
        "看起来是正确结果的平方：可能漏了开方。",
    ),
    "rooted": (
        "It looks like the square root of the answer: a square seems to be missing.",
        "看起来是正确结果的平方根：可能漏了平方。",
    ),
    "inverted": (
        "It looks like 1 over the answer: inverted.",
        "看起来是正确结果的倒数。",
    ),
    "complement": (
        "It looks like 1 minus the answer.",
        "看起来是 1 减去正确结果。",
    ),
    "logarithm": (
        "It looks like the logarithm of the answer.",
        "看起来是正确结果的对数。",
    ),
    "exponential": (
        "It looks like the exponential of the answer: a logarithm seems to be missing.",
        "看起来是正确结果的指数：可能漏了取对数。",
    ),
    "absolute": (
        "It looks like the absolute value of the answer.",
        "看起来是正确结果的绝对值。",
    ),
    "softmaxed": (
        "It looks as if a softmax was applied once more.",
        "看起来多做了一次 softmax。",
    ),
    "swapped": (
        "{0} and {1} look swapped.",
        "{0} 和 {1} 看起来写反了。",
    ),
    "bias_correction": (
        "The bias correction seems to be missing: {0} is left out.",
        "看起来缺少偏差修正：漏掉了 {0}。",
    ),
    "dropped": (
        "It looks as if {0} was dropped: it would be right for {0} = 0.",
        "看起来漏掉了 {0}：仅当 {0} = 0 时正确。",
    ),
    "one": (
        "It looks as if {0} was left out as a factor: it would be right for {0} = 1.",
        "看起来漏掉了因子 {0}：仅当 {0} = 1 时正确。",
    ),
    "negated": (
        "The sign of {0} looks wrong.",
        "{0} 的符号看起来不对。",
    ),
    "doubled": (
        "There seems to be 2{0} where {0} belongs.",
        "看起来把 {0} 写成了 2{0}。",
    ),
    "halved": (
        "There seems to be {0}/2 where {0} belongs.",
        "看起来把 {0} 写成了 {0}/2。",
    ),
    "symbol_squared": (
        "There seems to be {0}² where {0} belongs (a missing square root?).",
        "看起来把 {0} 写成了 {0}²（是不是漏了开方？）。",
    ),
    "symbol_rooted": (
        "There seems to be √{0} where {0} belongs (a missing square?).",
        "看起来把 {0} 写成了 √{0}（是不是漏了平方？）。",
    ),
    "symbol_inverted": (
        "There seems to be 1/{0} where {0} belongs.",
        "看起来把 {0} 写成了 1/{0}。",
    ),
    "symbol_complement": (
        "There seems to be 1 − {0} where {0} belongs.",
        "看起来把 {0} 写成了 1 − {0}。",
    ),
    "undefined": (
        "It is undefined at values where the answer is defined (see the counterexample).",
        "在正确结果有定义的地方，它没有定义（见反例）。",
    ),
    "still_random": (
        "It still depends on the random outcome: an expectation seems to be missing.",
        "它仍依赖随机结果：可能漏了取期望。",
    ),
    "right_where": (
        "It is right only where {0}.",
        "只在 {0} 时正确。",
    ),
    "right_except": (
        "It is wrong where {0}, and right elsewhere.",
        "在 {0} 时不正确，其他情况正确。",
    ),
    "sometimes": (
        "It agrees at some values and differs at others.",
        "在部分取值处正确，其他取值处不正确。",
    ),
    "two_sides": (
        "The two sides of your own equation differ: {0} is not {1}.",
        "你写的等式两边并不相等：{0} 不等于 {1}。",
    ),
    "direction": (
        "The inequality points the wrong way.",
        "不等号的方向反了。",
    ),
    "strict": (
        "Strict and not strict are mixed up: the boundary itself counts differently.",
        "严格与不严格的不等号混淆了：边界处的归属不同。",
    ),
    "missing_relation": (
        "A condition seems to be missing: {0} of {1} are there.",
        "看起来少了条件：{1} 个中只写了 {0} 个。",
    ),
    "extra_relation": (
        "One condition more than is asked: {0}.",
        "多写了一个条件：{0}。",
    ),
    "no_relation": (
        "A relation is asked (an equation or an inequality), this is an expression.",
        "这里要求写等式或不等式，而你写的是表达式。",
    ),
    "no_expression": (
        "An expression is asked, this is a relation.",
        "这里要求写表达式，而你写的是等式或不等式。",
    ),
    "aim": (
        "Maximising and minimising are mixed up.",
        "最大化与最小化混淆了。",
    ),
    "aim_over": (
        "The variables to optimise over differ.",
        "优化变量不一致。",
    ),
}

# {0} is the part concerned, {1} what stands instead. First: the learner made the change.
_MADE: dict[str, tuple[str, str]] = {
    "inside": (
        "{0} seems to have slipped inside `{1}`; it belongs outside.",
        "{0} 看起来被写进了 `{1}` 里面，它应在外面。",
    ),
    "outside": (
        "{0} seems to have slipped out of `{1}`; it belongs inside.",
        "{0} 看起来被写到了 `{1}` 外面，它应在里面。",
    ),
    "sign": ("The sign of {0} looks wrong.", "{0} 的符号看起来不对。"),
    "dropped_term": ("The term {0} seems to be missing.", "看起来漏掉了 {0} 这一项。"),
    "dropped_factor": ("The factor {0} seems to be missing.", "看起来漏掉了因子 {0}。"),
    "dropped_division": ("The division by {0} seems to be missing.", "看起来漏了除以 {0}。"),
    "inverted": ("{0} looks inverted.", "{0} 看起来上下颠倒了。"),
    "multiplied": ("{0} multiplies where it should divide.", "{0} 应作除数，却作了乘数。"),
    "divided": ("{0} divides where it should multiply.", "{0} 应作乘数，却作了除数。"),
    "squared": (
        "{0} looks squared where it should not be (a missing square root?).",
        "{0} 看起来多了平方（是不是漏了开方？）。",
    ),
    "rooted": (
        "{0} looks square-rooted where it should not be.",
        "{0} 看起来多开了平方。",
    ),
    "dropped_power": ("The power of {0} seems to be missing.", "看起来漏了 {0} 的指数。"),
    "halved_power": ("The power of {0} looks wrong.", "{0} 的指数看起来不对。"),
    "order": ("The order of the factors of {0} looks wrong.", "{0} 的相乘顺序看起来不对。"),
    "dropped_function": ("`{1}` of {0} seems to be missing.", "看起来漏了 `{1}`：{0}。"),
    "function": (
        "There seems to be `{1}` where {0} belongs.",
        "看起来把 {0} 写成了 `{1}`。",
    ),
    "prime": ("A derivative of {0} seems to be missing.", "看起来 {0} 少求了一次导。"),
    "turned": ("The comparison {0} looks turned round.", "比较 {0} 的方向看起来反了。"),
    "number": ("There seems to be {1} where {0} belongs.", "看起来把 {0} 写成了 {1}。"),
    "indices": ("The indices of {0} look exchanged.", "{0} 的下标看起来写反了。"),
    "condition": ("The condition {0} seems to be missing.", "看起来漏了条件 {0}。"),
    "mean": ("A mean seems to stand where the sum {0} belongs.", "看起来把求和 {0} 写成了平均。"),
    "sum": ("A sum seems to stand where the mean {0} belongs.", "看起来把平均 {0} 写成了求和。"),
    "branches": ("The branches of the cases look exchanged.", "分段的两支看起来写反了。"),
    "uncomplemented": (
        "There seems to be {0} where 1 − {0} belongs.",
        "看起来把 1 − {0} 写成了 {0}。",
    ),
    "product": ("{0} seems to be multiplied, not added.", "{0} 看起来应相加却相乘了。"),
    "total": ("{0} seems to be added, not multiplied.", "{0} 看起来应相乘却相加了。"),
    "transposed": ("{0} looks transposed where it should not be.", "{0} 看起来多了转置。"),
    "complement": ("There seems to be 1 − {0} where {0} belongs.", "看起来把 {0} 写成了 1 − {0}。"),
    "symbol": ("There seems to be {1} where {0} belongs.", "看起来把 {0} 写成了 {1}。"),
}
# Second: a change to the learner's formula would make it right.
_MENDED: dict[str, tuple[str, str]] = {
    "inside": (
        "{0} seems to belong inside `{1}`.",
        "{0} 看起来应在 `{1}` 里面。",
    ),
    "outside": (
        "{0} seems to belong outside `{1}`.",
        "{0} 看起来应在 `{1}` 外面。",
    ),
    "sign": ("The sign of {0} looks wrong.", "{0} 的符号看起来不对。"),
    "dropped_term": ("The term {0} seems to be too much.", "{0} 这一项看起来是多余的。"),
    "dropped_factor": ("The factor {0} seems to be too much.", "因子 {0} 看起来是多余的。"),
    "dropped_division": ("The division by {0} seems to be too much.", "看起来多除了 {0}。"),
    "inverted": ("{0} looks inverted.", "{0} 看起来上下颠倒了。"),
    "multiplied": ("{0} divides where it should multiply.", "{0} 应作乘数，却作了除数。"),
    "divided": ("{0} multiplies where it should divide.", "{0} 应作除数，却作了乘数。"),
    "squared": ("{0} seems to lack a square.", "{0} 看起来少了平方。"),
    "rooted": ("{0} seems to lack a square root.", "{0} 看起来少了开方。"),
    "dropped_power": ("The power of {0} seems to be too much.", "{0} 的指数看起来是多余的。"),
    "halved_power": ("The power of {0} looks wrong.", "{0} 的指数看起来不对。"),
    "order": ("The order of the factors of {0} looks wrong.", "{0} 的相乘顺序看起来不对。"),
    "dropped_function": ("`{1}` seems to be too much in {0}.", "{0} 中的 `{1}` 看起来是多余的。"),
    "function": ("`{1}` seems to belong in place of {0}.", "{0} 看起来应为 `{1}`。"),
    "prime": ("{0} seems to have a derivative too many.", "{0} 看起来多求了一次导。"),
    "turned": ("The comparison {0} looks turned round.", "比较 {0} 的方向看起来反了。"),
    "number": ("{0} looks wrong; {1} would fit.", "{0} 看起来不对，{1} 才吻合。"),
    "indices": ("The indices of {0} look exchanged.", "{0} 的下标看起来写反了。"),
    "condition": ("The condition {0} seems to be too much.", "条件 {0} 看起来是多余的。"),
    "mean": ("The sum {0} seems to belong as a mean.", "求和 {0} 看起来应为平均。"),
    "sum": ("The mean {0} seems to belong as a sum.", "平均 {0} 看起来应为求和。"),
    "branches": ("The branches of the cases look exchanged.", "分段的两支看起来写反了。"),
    "uncomplemented": ("{0} seems to belong in place of 1 − {0}.", "1 − {0} 看起来应为 {0}。"),
    "product": ("The terms of {0} seem to belong multiplied.", "{0} 看起来应相乘，而不是相加。"),
    "total": ("The factors of {0} seem to belong added.", "{0} 看起来应相加，而不是相乘。"),
    "transposed": ("A transpose of {0} seems to be missing.", "{0} 看起来漏了转置。"),
    "complement": ("1 − {0} seems to belong in place of {0}.", "{0} 看起来应为 1 − {0}。"),
    "symbol": ("{1} seems to belong in place of {0}.", "{0} 看起来应为 {1}。"),
}
MAX_SHOWN = 48


def say(code: str, *names: object) -> Diagnosis:
    """The sentence of a code with its names filled in."""
    en, zh = _SENTENCES[code]
    return Diagnosis(code, Text(en.format(*names), zh.format(*names)))


def edited(edit: Edit, of: str) -> Diagnosis:
    """The sentence for a single change: made by the learner, or one that would mend."""
    en, zh = (_MADE if of == "answer" else _MENDED)[edit.code]
    shown = to_text(edit.part)
    if len(shown) > MAX_SHOWN:
        shown = shown[: MAX_SHOWN - 1] + "…"
    code = edit.code if of == "answer" else f"mend:{edit.code}"
    return Diagnosis(code, Text(en.format(shown, edit.other), zh.format(shown, edit.other)))


def factor(name: str | None, value: float, powers: Sequence[tuple[str, float]] = ()) -> Diagnosis:
    """The sentence for an answer that is the reference times something."""
    if not powers:
        return _plain_factor(name, value)
    product = " · ".join(_power(n, p) for n, p in powers)
    if name != "1":
        product = f"{name or f'{value:.6g}'} · {product}"
    code = "factor:" + "*".join(f"{n}^{p:g}" for n, p in powers)
    en = f"It is off by the factor {product}."
    zh = f"相差因子 {product}。"
    if len(powers) == 1 and powers[0][1] == 1.0 and name == "1":
        en += f" A sum where a mean belongs, or a division by {powers[0][0]} missing?"
        zh += f" 是不是该取平均却求了和，或漏了除以 {powers[0][0]}？"
    elif len(powers) == 1 and powers[0][1] == -1.0 and name == "1":
        en += f" A mean where a sum belongs, or a factor {powers[0][0]} missing?"
        zh += f" 是不是该求和却取了平均，或漏了因子 {powers[0][0]}？"
    elif len(powers) == 1 and powers[0][1] in (0.5, -0.5):
        en += " A square root missing or too much?"
        zh += " 是不是漏了或多了开方？"
    return Diagnosis(code, Text(en, zh))


def _plain_factor(name: str | None, value: float) -> Diagnosis:
    if name == "-1":
        return Diagnosis(
            "factor:-1",
            Text(
                "It is right but for the sign: off by the factor −1.", "只差一个负号：相差因子 −1。"
            ),
        )
    if name in ("ln 2", "1/ln 2", "ln 10", "1/ln 10"):
        base = name.rpartition(" ")[2]
        return Diagnosis(
            f"factor:{name}",
            Text(
                f"It is off by the factor {name}: the base of the logarithm looks wrong "
                f"(base {base} against natural).",
                f"相差因子 {name}：对数的底看起来不对（以 {base} 为底与自然对数混淆）。",
            ),
        )
    shown = name or f"{value:.6g}"
    return Diagnosis(
        f"factor:{shown}", Text(f"It is off by the factor {shown}.", f"相差因子 {shown}。")
    )


def _power(name: str, power: float) -> str:
    if power == 1:
        return name
    if power == -1:
        return f"1/{name}"
    if power == 0.5:
        return f"√{name}"
    if power == -0.5:
        return f"1/√{name}"
    return f"{name}^{power:g}"


def offset(name: str | None, value: float) -> Diagnosis:
    """The sentence for an answer that is the reference plus a constant."""
    shown = name or f"{value:.6g}"
    return Diagnosis(
        f"offset:{shown}",
        Text(f"It is off by the constant {shown}.", f"相差常数 {shown}。"),
    )
