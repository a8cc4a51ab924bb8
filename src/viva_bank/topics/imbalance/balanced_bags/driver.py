import numpy as np


def drive(answer, y, seed):
    return [np.asarray(b) for b in answer.balanced_bags(y, np.random.default_rng(seed))]


def three(answer, y):
    return {
        name: [np.asarray(b) for b in answer.balanced_bags(y, np.random.default_rng(seed))]
        for name, seed in (("first", 1), ("same", 1), ("other", 2))
    }
