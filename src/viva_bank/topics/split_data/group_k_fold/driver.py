import numpy as np


def drive(answer, groups, k):
    return [(np.asarray(train), np.asarray(val)) for train, val in answer.group_k_fold(groups, k)]
