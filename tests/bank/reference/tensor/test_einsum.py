import numpy as np
import pytest

from viva_bank.reference.tensor.einsum import einsum

SIZES = {"b": 2, "i": 3, "j": 4, "k": 5, "h": 1}
RULES = [
    "ij,jk->ik",
    "bij,bjk->bik",
    "ij->ji",
    "ij->",
    "ij->j",
    "ii->i",
    "ii->",
    "iij,j->i",
    "iii->i",
    "i,j->ij",
    "ij,ij->",
    "bhij,bjk->bhik",
    "ij,jk,k->i",
    "i->i",
    "ij , j -> i",
]


@pytest.mark.parametrize("rule", RULES)
def test_it_is_numpys(rng, rule):
    terms = rule.replace(" ", "").split("->")[0].split(",")
    operands = [rng.normal(size=[SIZES[n] for n in term]) for term in terms]
    found = einsum(rule, *operands)
    expected = np.einsum(rule, *operands)
    assert found.shape == np.shape(expected)
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_an_empty_axis_sums_to_zero():
    np.testing.assert_array_equal(einsum("ij,jk->ik", np.ones((2, 0)), np.ones((0, 3))), 0)


@pytest.mark.parametrize(
    ("rule", "shapes", "words"),
    [
        ("ij,jk", [(2, 3), (3, 4)], "write it out"),
        ("ij,jk->ik", [(2, 3)], "names 2 operands"),
        ("ij->i", [(2, 3, 4)], "the operand has 3"),
        ("ij,jk->ik", [(2, 3), (4, 5)], "make them equal"),
        ("ij->k", [(2, 3)], "only names of the inputs"),
        ("ij->ii", [(2, 3)], "each name once"),
    ],
)
def test_what_makes_no_sense_is_refused(refuses, rule, shapes, words):
    with refuses(words):
        einsum(rule, *(np.ones(s) for s in shapes))
