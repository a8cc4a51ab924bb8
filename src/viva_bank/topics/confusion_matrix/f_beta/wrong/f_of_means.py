import numpy as np


def f_beta(C, beta=1.0, average="macro"):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError(average)
    tp, true, called = np.diag(C), C.sum(axis=1), C.sum(axis=0)
    if average == "micro":
        tp, true, called = tp.sum(), true.sum(), called.sum()
    b2 = beta**2
    p = tp / np.maximum(called, 1)
    r = tp / np.maximum(true, 1)
    if average == "macro":
        p, r = p.mean(), r.mean()
    f = (1 + b2) * p * r / np.maximum(b2 * p + r, 1e-300)
    if average is None:
        return f
    return float(f @ true / true.sum()) if average == "weighted" else float(f)
