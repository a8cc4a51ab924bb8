import numpy as np


def drive(answer, shape, scheme, seed):
    return answer.init_weight(tuple(shape), scheme, np.random.default_rng(seed))


def thrice(answer, shape, scheme, seed):
    shape = tuple(shape)
    rng = np.random.default_rng(seed)
    return {
        "first": answer.init_weight(shape, scheme, rng),
        "next": answer.init_weight(shape, scheme, rng),
        "again": answer.init_weight(shape, scheme, np.random.default_rng(seed)),
    }
