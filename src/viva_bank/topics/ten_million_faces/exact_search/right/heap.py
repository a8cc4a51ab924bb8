import heapq

import numpy as np


def top_k(queries, base, k, chunk):
    heaps = [[] for _ in queries]
    for start in range(0, len(base), chunk):
        scores = queries @ base[start : start + chunk].T
        for heap, row in zip(heaps, scores):
            for i, s in enumerate(row.tolist(), start):
                if len(heap) < k:
                    heapq.heappush(heap, (s, -i))
                elif (s, -i) > heap[0]:
                    heapq.heapreplace(heap, (s, -i))
    kept = [sorted(heap, reverse=True) for heap in heaps]
    shape = (len(queries), min(k, len(base)))
    ids = np.array([[-i for _, i in row] for row in kept], dtype=np.int64).reshape(shape)
    return ids, np.array([[s for s, _ in row] for row in kept]).reshape(shape)
