import numpy as np


def batch_hard(dist, labels):
    out = []
    everyone = np.arange(len(labels))
    for a in everyone:
        p = everyone[(labels == labels[a]) & (everyone != a)]
        n = everyone[labels != labels[a]]
        if p.size and n.size:
            out.append((a, p[np.argmax(dist[a, p])], n[np.argmin(dist[a, n])]))
    return np.asarray(out, dtype=np.int64).reshape(-1, 3)


def semi_hard(dist, labels, margin):
    out = []
    everyone = np.arange(len(labels))
    for a in everyone:
        n = everyone[labels != labels[a]]
        n = n[np.argsort(dist[a, n], kind="stable")]
        for p in everyone[(labels == labels[a]) & (everyone != a)]:
            at = np.searchsorted(dist[a, n], dist[a, p], side="right")
            if at < len(n) and dist[a, n[at]] < dist[a, p] + margin:
                out.append((a, p, n[at]))
    return np.asarray(out, dtype=np.int64).reshape(-1, 3)
