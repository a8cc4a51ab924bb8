import numpy as np


def batch_hard(dist, labels):
    rows = []
    for a, row in enumerate(dist):
        best_p = best_n = None
        for i, d in enumerate(row):
            if i == a:
                continue
            if labels[i] == labels[a]:
                if best_p is None or d > row[best_p]:
                    best_p = i
            elif best_n is None or d < row[best_n]:
                best_n = i
        if best_p is not None and best_n is not None:
            rows.append([a, best_p, best_n])
    return np.array(rows, dtype=int).reshape(len(rows), 3)


def semi_hard(dist, labels, margin):
    rows = []
    for a in range(len(labels)):
        for p in range(len(labels)):
            if a == p or labels[a] != labels[p]:
                continue
            best = None
            for n in range(len(labels)):
                inside = dist[a, p] < dist[a, n] < dist[a, p] + margin
                if labels[n] != labels[a] and inside:
                    if best is None or dist[a, n] < dist[a, best]:
                        best = n
            if best is not None:
                rows.append([a, p, best])
    return np.array(rows, dtype=int).reshape(len(rows), 3)
