import numpy as np
import pytest

from viva_bank.reference.search.brute_force import nearest, recall_at_k
from viva_bank.reference.search.lsh import HyperplaneLSH, chance_to_find, hash_bits


def unit(X):
    return X / np.linalg.norm(X, axis=1, keepdims=True)


@pytest.mark.parametrize("theta", [0.1, 0.8, 2.0])
def test_the_chance_of_equal_bits_is_charikars(rng, theta):
    pair = np.array([[1.0, 0.0, 0.0], [np.cos(theta), np.sin(theta), 0.0]])
    bits = hash_bits(pair, rng.normal(size=(40_000, 3)))
    assert abs((bits[0] == bits[1]).mean() - (1 - theta / np.pi)) < 0.015


def test_a_neighbour_is_found_as_often_as_the_formula_says(rng):
    theta, found = 0.4, 0
    pair = np.array([[1.0, 0.0], [np.cos(theta), np.sin(theta)]])
    for _ in range(800):
        index = HyperplaneLSH(8, 4, rng).fit(pair[1:])
        found += len(index.candidates(pair[0]))
    assert abs(found / 800 - chance_to_find(theta, 8, 4)) < 0.06


def test_more_tables_find_more_and_what_is_found_is_ranked_exactly(rng):
    X, Q = unit(rng.normal(size=(500, 16))), unit(rng.normal(size=(30, 16)))
    exact, _ = nearest(Q, X, 5)
    recall = []
    for tables in (1, 10, 80):
        ids, d2 = HyperplaneLSH(6, tables, np.random.default_rng(0)).fit(X).search(Q, 5)
        recall.append(recall_at_k(ids, exact))
        some = ids >= 0
        own = ((X[ids] - Q[:, None]) ** 2).sum(-1)
        np.testing.assert_allclose(d2[some], own[some])
    assert recall[0] < recall[1] < recall[2]
    assert recall[2] > 0.95


def test_a_stored_vector_always_finds_itself(rng):
    X = unit(rng.normal(size=(100, 8)))
    ids, d2 = HyperplaneLSH(12, 1, rng).fit(X).search(X, 1)
    np.testing.assert_array_equal(ids[:, 0], np.arange(100))
    np.testing.assert_allclose(d2, 0, atol=1e-30)


def test_too_many_bits_are_refused(rng, refuses):
    with refuses("1 to 62 bits"):
        HyperplaneLSH(63, 1, rng)
