"""Values in both arithmetics, against NumPy run by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special as sp

from viva.judge.kinds.derive import declare, parse
from viva.judge.kinds.derive.meaning.domains import Points, Sampler
from viva.judge.kinds.derive.meaning.elaborate import elaborate
from viva.judge.kinds.derive.meaning.evaluate import evaluate
from viva.judge.kinds.derive.meaning.evaluate_exact import ExactArithmetic
from viva.judge.kinds.derive.meaning.evaluate_float import FloatArithmetic, quiet

S = declare(
    "x: real, a: positive, p: unit, k: int 1..6, z: vector[n], v: vector[n], q: simplex[n], "
    "X: matrix[n,d], w: vector[d], A: matrix[n,n] definite, O: matrix[n,n] orthogonal, "
    "s: sphere[n], u: random[m], c: label[n], t: onehot[n]"
)
FLOATS, EXACT = FloatArithmetic(), ExactArithmetic()


def values(text: str) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """The drawn values, and the formula's in both arithmetics, point by point."""
    tree = parse(text, S)
    program = elaborate(tree.node, S, tree.notation, tree.order)
    names = {*S.table}
    points = Sampler(S, names, seed=3).draw(5).take(np.arange(5))
    with quiet():
        floats = evaluate(program, points, FLOATS)
        exact = evaluate(program, points, EXACT).astype(float)
    return drawn(points), list(floats), list(exact)


def drawn(points: Points) -> dict[str, Any]:
    names = [n for n in S.table if n not in points.sizes]
    return {n: points.value(n, FLOATS) for n in names} | {
        "P": points.weights("m", FLOATS),
        **{n: np.full(points.points, size) for n, size in points.sizes.items()},
    }


CASES: list[tuple[str, Callable[..., Any]]] = [
    ("exp(x) + log(a) - sqrt(a)*tanh(x)", lambda x, a, **_: np.exp(x) + np.log(a) - a**0.5 * np.tanh(x)),
    ("sigmoid(x)", lambda x, **_: sp.expit(x)),
    ("softplus(x)", lambda x, **_: np.log1p(np.exp(x))),
    ("gelu(x)", lambda x, **_: x * sp.ndtr(x)),
    (r"\Phi(x)", lambda x, **_: sp.ndtr(x)),
    ("mish(x)", lambda x, **_: x * np.tanh(np.log1p(np.exp(x)))),
    ("leaky_relu(x)", lambda x, **_: x if x > 0 else 0.01 * x),
    ("elu(x, a)", lambda x, a, **_: x if x > 0 else a * np.expm1(x)),
    ("floor(a) + ceil(a)", lambda a, **_: np.floor(a) + np.ceil(a)),
    ("where(x > 0, x, -2*x)", lambda x, **_: x if x > 0 else -2 * x),
    (r"\binom{6}{k}", lambda k, **_: sp.comb(6, k)),
    (r"k!", lambda k, **_: sp.factorial(k)),
    (r"\sum_{i=1}^{k} i^2", lambda k, **_: sum(i * i for i in range(1, int(k) + 1))),
    (r"\prod_{i=1}^{k} p", lambda k, p, **_: p**k),
    ("sum(i for i in range(k))", lambda k, **_: sum(range(int(k)))),
    ("softmax(z)", lambda z, **_: sp.softmax(z)),
    ("log_softmax(z)", lambda z, **_: sp.log_softmax(z)),
    ("logsumexp(z)", lambda z, **_: sp.logsumexp(z)),
    ("z.mean() + z.var() + z.std() + max(z) + min(z)",
     lambda z, **_: z.mean() + z.var() + z.std() + z.max() + z.min()),
    ("argmax(z)", lambda z, **_: z.argmax()),
    (r"\arg\max_i z_i", lambda z, **_: z.argmax() + 1),
    ("z[c]", lambda z, c, **_: z[int(c) - 1]),
    (r"z_c", lambda z, c, **_: z[int(c) - 1]),
    ("z[0] + z[-1]", lambda z, **_: z[0] + z[-1]),
    (r"z_1", lambda z, **_: z[0]),
    (r"\sum_{i=1}^{n} i z_i", lambda z, **_: np.arange(1, len(z) + 1) @ z),
    ("sum(i*z[i] for i in range(n))", lambda z, **_: np.arange(len(z)) @ z),
    (r"\sum_{i=2}^{n} z_i z_{i-1}", lambda z, **_: z[1:] @ z[:-1]),
    (r"\sum_{i\ne j} z_iv_j", lambda z, v, **_: z.sum() * v.sum() - z @ v),
    (r"\sum_{i<j} z_iv_j", lambda z, v, **_: sum(z[i] * v[j] for j in range(len(z)) for i in range(j))),
    (r"\max_{j\ne c} z_j", lambda z, c, **_: np.delete(z, int(c) - 1).max()),
    ("norm(z, 1) + norm(z) + norm(z, inf)",
     lambda z, **_: np.abs(z).sum() + np.linalg.norm(z) + np.abs(z).max()),
    (r"\|X\|_F^2", lambda X, **_: (X**2).sum()),
    ("X.T @ X @ w", lambda X, w, **_: X.T @ X @ w),
    ("inv(A) @ z", lambda A, z, **_: np.linalg.solve(A, z)),
    ("np.linalg.solve(A, z)", lambda A, z, **_: np.linalg.solve(A, z)),
    (r"\det A", lambda A, **_: np.linalg.det(A)),
    ("trace(A) + np.diag(A).sum()", lambda A, **_: 2 * np.trace(A)),
    ("O.T @ O", lambda O, **_: np.eye(len(O))),
    (r"s^\top s", lambda **_: 1.0),
    (r"\sum_i q_i", lambda **_: 1.0),
    (r"\mathbb{1}[x>0]", lambda x, **_: float(x > 0)),
    ("E[u]", lambda u, P, **_: P @ u),
    ("Var(u)", lambda u, P, **_: P @ u**2 - (P @ u) ** 2),
    ("Cov(u, u**2)", lambda u, P, **_: P @ u**3 - (P @ u) * (P @ u**2)),
    ("X.mean(axis=0)", lambda X, **_: X.mean(axis=0)),
    ("X[1] + X[:, 0].sum()", lambda X, **_: X[1] + X[:, 0].sum()),
    ("sigmoid'(x) + tanh'(x) + relu'(x)",
     lambda x, **_: sp.expit(x) * sp.expit(-x) + 1 / np.cosh(x) ** 2 + (x > 0)),
    ("len(z) + X.shape[1]", lambda z, X, **_: len(z) + X.shape[1]),
    (r"e^{x} + \pi", lambda x, **_: np.exp(x) + np.pi),
    ("np.outer(z, w)", lambda z, w, **_: np.outer(z, w)),
    ("np.clip(x, -1, 1)", lambda x, **_: np.clip(x, -1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by_hand"), CASES, ids=[text for text, _ in CASES])
def test_values(text: str, by_hand: Callable[..., Any]) -> None:
    table, floats, exact = values(text)
    for point, (a, b) in enumerate(zip(floats, exact, strict=True)):
        want = by_hand(**{name: v[point] for name, v in table.items()})
        np.testing.assert_allclose(a, want, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(b, want, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    "text", ["log(-a)", "1/(x - x)", "sqrt(-a)", "arcsin(1 + a)", "(-a)**0.5", "0**(-a)"]
)
def test_undefined_is_nan_and_no_exception(text: str) -> None:
    _, floats, exact = values(text)
    assert np.isnan(np.array(floats, dtype=float)).all()
    assert np.isnan(np.array(exact, dtype=float)).all()


def test_forty_digits() -> None:
    tree = parse("sqrt(a)**2 - a + 1", S)
    points = Sampler(S, ["a"]).draw(3).take(np.arange(3))
    value = evaluate(elaborate(tree.node, S, tree.notation), points, EXACT)
    assert all(abs(v - 1) < EXACT.mp.mpf(10) ** -38 for v in value)


def test_the_mpmath_of_others_is_left_alone() -> None:
    import mpmath

    before = mpmath.mp.dps
    values("exp(x)")
    assert mpmath.mp.dps == before
