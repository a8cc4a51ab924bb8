import heapq
from collections import Counter

import numpy as np


def group_k_fold(groups, k):
    size = Counter(groups.tolist())
    if k < 2 or k > len(size):
        raise ValueError("k")
    heap = [(0, f) for f in range(k)]
    fold = {}
    for name, m in size.most_common():
        load, f = heapq.heappop(heap)
        fold[name] = f
        heapq.heappush(heap, (load + m, f))
    held = np.array([fold[g] for g in groups.tolist()])
    everything = np.arange(len(groups))
    return [(everything[held != f], everything[held == f]) for f in range(k)]
