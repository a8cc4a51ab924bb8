"""Equality by evaluation: what it tells apart, how sure it is, and when it abstains."""

from __future__ import annotations

import pytest

from viva.judge.kinds.derive import Options, compare, declare
from viva.judge.kinds.derive.meaning.domains import Sampler


def verdict(reference: str, answer: str, symbols: str, seed: int = 0) -> str:
    return compare(reference, answer, declare(symbols), diagnosis_s=0, seed=seed).verdict


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1/n", "1/d"),
        ("n", "d"),
        ("n*d", "n**2"),
        ("1/n", "1/3"),
        ("sum(v)/n", "sum(v)/5"),
        ("sum(v)/n", "sum(v)/(n + 1)"),
    ],
)
def test_dimensions_are_told_apart(a: str, b: str) -> None:
    symbols = "X: matrix[n,d], v: vector[n], w: vector[d]"
    assert verdict(f"{a} + sum(X)", f"{b} + sum(X)", symbols) == "unequal"


@pytest.mark.parametrize("digits", [3, 6, 9, 12, 15, 18, 20, 21])
def test_the_smallest_difference_that_is_told_apart(digits: int) -> None:
    """A relative difference of 10⁻²¹ is seen; the bound that is stated is 10⁻²²."""
    answer = f"sigmoid(x) + a*1e-{digits}"
    assert verdict("sigmoid(x)", answer, "x: real, a: positive") == "unequal"


def test_what_is_smaller_than_the_bound_counts_as_equal() -> None:
    assert verdict("sigmoid(x)", "sigmoid(x)*(1 + 1e-25)", "x: real") == "equal"


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("(exp(x) - exp(-x))/2 - sinh(x) + 1", "1"),
        ("1 - sigmoid(20 + a)", "sigmoid(-20 - a)"),
        ("log(1 + exp(-30 - a))", "log(1 + exp(30 + a)) - 30 - a"),
        ("(1 - cos(a/1000))", "2*sin(a/2000)**2"),
    ],
)
def test_cancellation_in_doubles_rejects_nobody(reference: str, answer: str) -> None:
    assert verdict(reference, answer, "x: real, a: positive") == "equal"


@pytest.mark.parametrize("share", [0.5, 0.25, 0.1])
def test_the_chance_to_miss_a_region_is_as_stated(share: float) -> None:
    """A difference on a share μ of the domain is missed with the chance (1 − μ)^N at most.

    Planted without a boundary that the judge could look for: through a discrete symbol with
    10/μ values of which ten show it, too many to be exhausted.
    """
    values, seeds = 6000, 40
    hidden = int(values * share)
    symbols = f"k: int 1..{values}, x: real"
    # an exact polynomial step would be seen by its boundary, so a product of two floors is used
    answer = f"x + floor((k + {hidden})/{values + 1})*0.5"
    missed = sum(verdict("x", answer, symbols, seed) != "unequal" for seed in range(seeds))
    assert missed <= seeds * (1 - share) ** 56 + 1


def test_the_smallest_region_beside_a_boundary_is_found() -> None:
    """The thresholds differ by a thousandth: no random point falls between them."""
    symbols = "r: real, d: positive"
    reference = "where(abs(r) <= d, r**2/2, d*(abs(r) - d/2))"
    for other in ("1.001*d", "d + 0.001", "0.999*d"):
        answer = f"where(abs(r) <= {other}, r**2/2, d*(abs(r) - d/2) + 1)"
        assert verdict(reference, answer, symbols) == "unequal"
    assert verdict("relu(x)", "where(x > 0.001, x, 0)", "x: real") == "unequal"


def test_where_a_boundary_belongs_does_not_matter_for_reals() -> None:
    assert verdict("1[x > 0]", "1[x >= 0]", "x: real") == "equal"
    assert verdict("1[k > 2]", "1[k >= 2]", "k: int 1..4") == "unequal"


def test_small_integer_domains_are_exhausted() -> None:
    sampler = Sampler(declare("W: int 8..40, F: int 1..7, P: int 0..3, S: int 1..3"), "WFPS")
    points = sampler.draw(40)
    seen = {tuple(points.raw[n][k] for n in "WFPS") for k in range(points.points)}
    assert len(seen) == 33 * 7 * 4 * 3
    # wrong at a single combination out of 2772
    answer = "(W - F + 2*P)//S + 1 + (W == 40 and F == 7 and P == 3 and S == 2)"
    symbols = "W: int 8..40, F: int 1..7, P: int 0..3, S: int 1..3"
    assert verdict("(W - F + 2*P)//S + 1", answer, symbols) == "unequal"


def test_a_dimension_that_no_array_has_may_still_be_counted() -> None:
    symbols = "n: dim, a: positive, v: vector[n]"
    assert verdict("n*a", r"\sum_{i=1}^{n} a", symbols) == "equal"
    assert verdict("n*a", r"\sum_{i=1}^{n} a", "n: dim, a: positive") == "equal"
    assert verdict("n*(n + 1)/2", r"\sum_{i=1}^{n} i", "n: dim") == "equal"
    assert verdict("n", r"\operatorname{tr}(I_n)", "n: dim") == "equal"
    assert verdict("n*a", "n**2*a/3", "n: dim, a: positive") == "unequal"


def test_labels_and_one_hot_vectors_take_all_values() -> None:
    symbols = "y: onehot[K], p: simplex[K]"
    assert verdict("sum(y**2)", "1", symbols) == "equal"
    assert verdict("-log(sum(y*p))", "-sum(y*log(p))", symbols) == "equal"
    assert verdict("y**2", "1", "y: sign") == "equal"
    assert verdict("y**2", "y", "y: label") == "equal"
    assert verdict("y**2", "y", "y: unit") == "unequal"


@pytest.mark.parametrize(
    ("reference", "answer", "symbols"),
    [
        ("x", "sqrt(x)**2", "x: real"),
        ("log(x**2)", "2*log(x)", "x: real"),
        ("x", "exp(log(x))", "x: real"),
    ],
)
def test_undefined_where_the_reference_is_not(reference: str, answer: str, symbols: str) -> None:
    found = compare(reference, answer, declare(symbols))
    assert found.verdict == "unequal"
    assert found.diagnosis is not None
    assert found.diagnosis.code == "undefined"


def test_isolated_undefined_values_are_left_out_and_reported() -> None:
    found = compare("k", "k*(k - 1)/(k - 1)", declare("k: int 1..9"))
    assert found.verdict == "equal"
    assert "undefined at 1" in found.notes[0].en or "undefined" in found.notes[0].en


@pytest.mark.parametrize("reference", ["log(-a)", "1/(a - a)", "(-a)**0.5"])
def test_a_reference_that_is_nowhere_defined_is_undecided(reference: str) -> None:
    assert verdict(reference, "a", "a: positive") == "undecided"


def test_too_many_numbers_are_undecided() -> None:
    letters = "ijklmop"
    body = "*".join(f"v[{c}]" for c in letters)
    loops = " ".join(f"for {c} in range(n)" for c in letters)
    assert verdict("sum(v)**7", f"sum({body} {loops})", "v: vector[n]") in ("undecided", "equal")
    assert verdict("x", r"\sum_{i=1}^{k^9} x", "x: real, k: int 5..9") == "undecided"


def test_a_counterexample_is_given() -> None:
    found = compare("x**2", "x**3", declare("x: real")).counterexample
    assert found is not None
    x = found.at["x"]
    assert found.expected == pytest.approx(x**2, rel=1e-4)
    assert found.given == pytest.approx(x**3, rel=1e-4)


def test_declared_functions_are_any_function() -> None:
    symbols = "f: function, g: function positive, x: real, y: real"
    assert verdict("f(x) + f(y)", "f(y) + f(x)", symbols) == "equal"
    assert verdict("f(x + y)", "f(x) + f(y)", symbols) == "unequal"
    assert verdict("log(g(x))", "log(g(x)**2)/2", symbols) == "equal"
    assert verdict("sqrt(f(x)**2)", "f(x)", symbols) == "unequal"
    assert verdict("f'(x)", "f(x)", symbols) == "unequal"


def test_derivatives_of_declared_functions_are_derivatives() -> None:
    """f′ against the difference quotient, at a step that 80 digits would hold."""
    symbols = declare("f: function, g: function positive, x: real")
    for name, primes in (("f", ""), ("f", "'"), ("g", ""), ("g", "'")):
        more = primes + "'"
        quotient = f"({name}{primes}(x + 1e-12) - {name}{primes}(x - 1e-12))/2e-12"
        found = compare(f"{name}{more}(x)*(1 + 0*x)", quotient, symbols)
        # the quotient differs by about 1e-24 of the third derivative: not seen as equal for sure,
        # but as near as that
        assert (
            found.verdict == "equal"
            or found.counterexample is None
            or abs(found.counterexample.expected - found.counterexample.given)
            <= 1e-5 * max(1.0, abs(found.counterexample.expected))
        )


def test_what_follows_from_a_definition_may_be_used_or_not() -> None:
    symbols = "z: vector[K], y: onehot[K], p: = softmax(z)"
    assert verdict("p - y", "softmax(z) - y", symbols) == "equal"
    assert verdict("p*(1 - p)", "softmax(z)*(1 - p)", symbols) == "equal"
    assert verdict("p", "z", symbols) == "unequal"


@pytest.mark.parametrize(
    ("reference", "answer", "allowed", "equal"),
    [
        ("x**2", "3*x**2", (), True),
        ("x**2", "-3*x**2", (), False),
        ("x**2", "c*x**2", (), False),
        ("x**2", "c*x**2", ("c",), True),
        ("sum(v)", "sum(v)/n", (), False),
        ("sum(v)", "sum(v)/n", ("n",), True),
        ("x**2", "x**3", (), False),
        ("v", "2*v", (), True),
        ("x**2 + c", "2*x**2 + c", (), False),
    ],
)
def test_up_to_a_factor(reference: str, answer: str, allowed: tuple[str, ...], equal: bool) -> None:
    symbols = declare("x: real, c: positive, v: vector[n]")
    options = Options(up_to_factor=True, factor_of=allowed)
    found = compare(reference, answer, symbols, options=options)
    assert (found.verdict == "equal") == equal


@pytest.mark.parametrize(
    ("answer", "verdict_"),
    [
        ("x*x = x**2", "equal"),
        ("x**2 = x*x = x**2", "equal"),
        ("x**3 = x**2", "unequal"),
        ("y = x**2", "equal"),
        ("x**2 = x**3", "unequal"),
        ("f(x) = x**2", "equal"),
    ],
)
def test_every_side_of_the_learners_own_equation_counts(answer: str, verdict_: str) -> None:
    assert verdict("x**2", answer, "x: real, y: real") == verdict_
