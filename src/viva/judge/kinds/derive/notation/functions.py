"""The functions that are known by name: spellings, how many arguments, what they do to shapes.

A function either is elementwise with a primitive of its own in both arithmetics, or is written
in terms of others (`DEFINED`), or has a rule of its own in `elaborate`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from viva.judge.kinds.derive.notation.words import words

Effect = Literal["elementwise", "fold", "reduce", "own"]


class Function(msgspec.Struct, frozen=True):
    """`low`…`high` arguments; `latex` is how it is rendered."""

    name: str
    low: int
    high: int
    effect: Effect
    latex: str = ""


def _table(*functions: Function) -> dict[str, Function]:
    return {function.name: function for function in functions}


_WRITTEN = {"normal_cdf": "\\Phi", "normal_pdf": "\\phi", "sigmoid": "\\sigma"}
_LATEX_COMMANDS = words("exp log sinh cosh tanh sin cos tan arcsin arccos arctan max min det")
_PRIMITIVES = [
    "exp",
    "log",
    "sqrt",
    "tanh",
    "sinh",
    "cosh",
    "sin",
    "cos",
    "tan",
    "arcsin",
    "arccos",
    "arctan",
    "artanh",
    "sigmoid",
    "relu",
    "softplus",
    "abs",
    "sign",
    "floor",
    "ceil",
    "round",
    "erf",
    "factorial",
]

# name -> its value at u, in Python notation
DEFINED = {
    "log2": "log(u)/log(2)",
    "log10": "log(u)/log(10)",
    "log1p": "log(1 + u)",
    "expm1": "exp(u) - 1",
    "sech": "1/cosh(u)",
    "csch": "1/sinh(u)",
    "coth": "1/tanh(u)",
    "logit": "log(u/(1 - u))",
    "logsigmoid": "-softplus(-u)",
    "silu": "u*sigmoid(u)",
    "mish": "u*tanh(softplus(u))",
    "normal_cdf": "(1 + erf(u/sqrt(2)))/2",
    "normal_pdf": "exp(-u**2/2)/sqrt(2*pi)",
    "gelu": "u*(1 + erf(u/sqrt(2)))/2",
    "erfc": "1 - erf(u)",
    "square": "u**2",
    "cbrt": "u**(1/3)",
    "reciprocal": "1/u",
    "step": "u > 0",
    "truncate": "sign(u)*floor(abs(u))",
}

# name -> the derivative at u, in Python notation
DERIVATIVES = {
    "exp": "exp(u)",
    "log": "1/u",
    "sqrt": "1/(2*sqrt(u))",
    "sin": "cos(u)",
    "cos": "-sin(u)",
    "tan": "1 + tan(u)**2",
    "sinh": "cosh(u)",
    "cosh": "sinh(u)",
    "tanh": "1 - tanh(u)**2",
    "arctan": "1/(1 + u**2)",
    "sigmoid": "sigmoid(u)*(1 - sigmoid(u))",
    "softplus": "sigmoid(u)",
    "logsigmoid": "1 - sigmoid(u)",
    "logit": "1/(u*(1 - u))",
    "relu": "u > 0",
    "abs": "sign(u)",
    "silu": "sigmoid(u)*(1 + u*(1 - sigmoid(u)))",
    "mish": "tanh(softplus(u)) + u*(1 - tanh(softplus(u))**2)*sigmoid(u)",
    "erf": "2*exp(-u**2)/sqrt(pi)",
    "normal_cdf": "normal_pdf(u)",
    "normal_pdf": "-u*normal_pdf(u)",
    "gelu": "normal_cdf(u) + u*normal_pdf(u)",
    "square": "2*u",
}
SECOND_DERIVATIVES = {
    "exp": "exp(u)",
    "log": "-1/u**2",
    "sigmoid": "sigmoid(u)*(1 - sigmoid(u))*(1 - 2*sigmoid(u))",
    "tanh": "-2*tanh(u)*(1 - tanh(u)**2)",
    "softplus": "sigmoid(u)*(1 - sigmoid(u))",
    "sin": "-sin(u)",
    "cos": "-cos(u)",
}

FUNCTIONS: dict[str, Function] = _table(
    *(
        Function(
            name,
            1,
            1,
            "elementwise",
            f"\\{name}" if name in _LATEX_COMMANDS else _WRITTEN.get(name, ""),
        )
        for name in (*_PRIMITIVES, *DEFINED)
    ),
    Function("max", 1, 8, "fold", "\\max"),
    Function("min", 1, 8, "fold", "\\min"),
    Function("sum", 1, 1, "reduce"),
    Function("prod", 1, 1, "reduce"),
    Function("mean", 1, 1, "reduce"),
    Function("var", 1, 1, "reduce"),
    Function("std", 1, 1, "reduce"),
    Function("logsumexp", 1, 1, "reduce"),
    Function("argmax", 1, 1, "reduce", "\\arg\\max"),
    Function("argmin", 1, 1, "reduce", "\\arg\\min"),
    Function("softmax", 1, 1, "own"),
    Function("log_softmax", 1, 1, "own"),
    Function("norm", 1, 2, "own"),
    Function("squared_norm", 1, 1, "own"),
    Function("transpose", 1, 1, "own"),
    Function("trace", 1, 1, "own", "\\operatorname{tr}"),
    Function("det", 1, 1, "own", "\\det"),
    Function("inverse", 1, 1, "own"),
    Function("solve", 2, 2, "own"),
    Function("diag", 1, 1, "own"),
    Function("outer", 2, 2, "own"),
    Function("inner", 2, 2, "own"),
    Function("matmul", 2, 2, "own"),
    Function("where", 3, 3, "own"),
    Function("clip", 3, 3, "own"),
    Function("indicator", 1, 1, "own"),
    Function("kronecker", 2, 2, "own"),
    Function("leaky_relu", 1, 2, "own"),
    Function("elu", 1, 2, "own"),
    Function("heaviside", 1, 2, "own"),
    Function("binomial", 2, 2, "own"),
    Function("length", 1, 1, "own"),
    Function("value", 1, 1, "own"),
    Function("binary_entropy", 1, 1, "own"),
    Function("logaddexp", 2, 2, "own"),
    Function("truncate", 1, 1, "elementwise"),
)

ALIASES = {
    "ln": "log",
    "ld": "log2",
    "sgn": "sign",
    "logistic": "sigmoid",
    "expit": "sigmoid",
    "sigm": "sigmoid",
    "σ": "sigmoid",
    "swish": "silu",
    "rectifier": "relu",
    "maximum": "max",
    "minimum": "min",
    "amax": "max",
    "amin": "min",
    "fmax": "max",
    "fmin": "min",
    "tr": "trace",
    "inv": "inverse",
    "pinv": "inverse",
    "ceiling": "ceil",
    "fabs": "abs",
    "absolute": "abs",
    "rint": "round",
    "power": "pow",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "atanh": "artanh",
    "arctanh": "artanh",
    "variance": "var",
    "avg": "mean",
    "average": "mean",
    "product": "prod",
    "dot": "inner",
    "vdot": "inner",
    "mm": "matmul",
    "bmm": "matmul",
    "mv": "matmul",
    "select": "where",
    "clamp": "clip",
    "softargmax": "softmax",
    "log_sum_exp": "logsumexp",
    "lse": "logsumexp",
    "log_sigmoid": "logsigmoid",
    "logsoftmax": "log_softmax",
    "leakyrelu": "leaky_relu",
    "lrelu": "leaky_relu",
    "det": "det",
    "indicator": "indicator",
    "ind": "indicator",
    "kron_delta": "kronecker",
    "kronecker_delta": "kronecker",
    "comb": "binomial",
    "binom": "binomial",
    "cdf": "normal_cdf",
    "heaviside": "heaviside",
    "len": "length",
    "float": "value",
    "int": "truncate",
    "trunc": "truncate",
    "asarray": "value",
    "astype": "value",
    "bool": "value",
    "ravel": "value",
    "squeeze": "value",
    "copy": "value",
}


def find_function(word: str) -> str | None:
    """The function that a word spells, or None; capitals do not matter from three letters on."""
    for name in (word, word.lower() if len(word) > 2 else word):
        if name in FUNCTIONS:
            return name
        alias = ALIASES.get(name)
        if alias is not None and (alias in FUNCTIONS or alias == "pow"):
            return alias
    if word == "Tr":
        return "trace"
    return None
