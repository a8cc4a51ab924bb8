import numpy as np


def masks(labels):
    same = labels[:, None] == labels
    return same & ~np.eye(len(labels), dtype=bool), ~same


def batch_hard(dist, labels):
    positive, negative = masks(labels)
    a = np.flatnonzero(positive.any(axis=1) & negative.any(axis=1))
    p = np.where(positive, dist, -np.inf)[a].argmax(axis=1)
    n = np.where(negative, dist, np.inf)[a].argmin(axis=1)
    return np.stack([a, p, n], axis=1)


def semi_hard(dist, labels, margin):
    positive, negative = masks(labels)
    a, p = np.nonzero(positive)
    d_ap = dist[a, p][:, None]
    allowed = negative[a] & (dist[a] < d_ap + margin)
    n = np.where(allowed, dist[a], np.inf).argmin(axis=1)
    return np.stack([a, p, n], axis=1)[allowed.any(axis=1)]
