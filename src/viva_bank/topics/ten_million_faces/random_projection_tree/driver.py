import numpy as np


def build(answer, x, leaf_size, seed):
    return answer.RPTree(x, leaf_size, np.random.default_rng(seed))


def drive(answer, x, leaf_size, seed):
    return build(answer, x, leaf_size, seed).leaves()


def nearest(answer, x, leaf_size, seed, queries, k):
    tree = build(answer, x, leaf_size, seed)
    return [tree.query(q, k) for q in queries]


def leaves_and_nearest(answer, x, leaf_size, seed, queries, k):
    tree = build(answer, x, leaf_size, seed)
    return tree.leaves(), [tree.query(q, k) for q in queries]


def three_trees(answer, x, leaf_size, seeds):
    return [build(answer, x, leaf_size, seed).leaves() for seed in seeds]
