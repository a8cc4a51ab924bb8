import numpy as np


def balanced_bags(y, rng):
    counts = np.bincount(y, minlength=2)
    if counts.min() == 0:
        raise ValueError("one class")
    few = int(counts.argmin())
    rare = [i for i, label in enumerate(y) if label == few]
    common = [i for i, label in enumerate(y) if label != few]
    rng.shuffle(common)
    k = int(np.ceil(len(common) / len(rare)))
    return [np.array(common[i::k] + rare) for i in range(k)]
