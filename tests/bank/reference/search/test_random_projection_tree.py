import numpy as np
import pytest

from viva_bank.reference.search.brute_force import nearest, recall_at_k
from viva_bank.reference.search.random_projection_tree import Leaf, RandomProjectionForest, Split


def leaves(node):
    return [node] if isinstance(node, Leaf) else leaves(node.left) + leaves(node.right)


def test_the_leaves_of_every_tree_hold_every_point_once(rng):
    forest = RandomProjectionForest(3, rng, leaf_size=8).fit(rng.normal(size=(200, 5)))
    for root in forest.roots:
        ids = np.concatenate([leaf.ids for leaf in leaves(root)])
        assert sorted(ids) == list(range(200))
        assert max(len(leaf.ids) for leaf in leaves(root)) <= 8


def test_every_point_lies_on_its_side_of_every_plane(rng):
    X = rng.normal(size=(100, 4))

    def check(node):
        if isinstance(node, Split):
            left, right = (
                np.concatenate([f.ids for f in leaves(n)]) for n in (node.left, node.right)
            )
            assert (X[left] @ node.w <= node.t).all()
            assert (X[right] @ node.w > node.t).all()
            check(node.left)
            check(node.right)

    check(RandomProjectionForest(1, rng, leaf_size=4).fit(X).roots[0])


def test_recall_rises_with_the_budget_to_exactness(rng):
    X, Q = rng.normal(size=(600, 16)), rng.normal(size=(30, 16))
    forest = RandomProjectionForest(5, rng).fit(X)
    exact, exact_d2 = nearest(Q, X, 10)
    recall = [recall_at_k(forest.search(Q, 10, b)[0], exact) for b in (50, 400, 1600)]
    assert recall[0] < recall[1] < recall[2]
    ids, d2 = forest.search(Q, 10, 10_000)
    np.testing.assert_array_equal(ids, exact)
    np.testing.assert_allclose(d2, exact_d2)


def test_a_stored_vector_is_in_the_first_leaf_that_is_looked_into(rng):
    X = rng.normal(3, 1, size=(300, 6))
    forest = RandomProjectionForest(1, rng, leaf_size=8).fit(X)
    ids, _ = forest.search(X, 1, budget=1)
    np.testing.assert_array_equal(ids[:, 0], np.arange(300))


def test_equal_points_do_not_split_for_ever(rng):
    forest = RandomProjectionForest(1, rng, leaf_size=2).fit(np.ones((50, 3)))
    assert len(forest.roots[0].ids) == 50


@pytest.mark.parametrize(("trees", "leaf_size"), [(0, 4), (1, 0)])
def test_no_trees_or_leaves_are_refused(rng, refuses, trees, leaf_size):
    with refuses("at least 1 of each"):
        RandomProjectionForest(trees, rng, leaf_size)
