import numpy as np


def f_beta(C, beta=1.0, average="macro"):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError(average)
    tp, true, called = np.diag(C), C.sum(axis=0), C.sum(axis=1)
    if average == "micro":
        tp, true, called = tp.sum(), true.sum(), called.sum()
    b2 = beta**2
    below = np.asarray(b2 * true + called, dtype=float)
    f = np.divide((1 + b2) * tp, below, out=np.zeros_like(below), where=below > 0)
    if average is None:
        return f
    return float(f @ true / true.sum()) if average == "weighted" else float(f.mean())
