import numpy as np


def f_beta(C, beta=1.0, average="macro"):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError(average)
    tp, true, called = np.diag(C), C.sum(axis=1), C.sum(axis=0)
    if average == "micro":
        tp, true, called = tp.sum(), true.sum(), called.sum()
    b2 = beta**2
    with np.errstate(invalid="ignore"):
        f = (1 + b2) * tp / (b2 * true + called)
    if average is None:
        return np.nan_to_num(f)
    if average == "weighted":
        return float(np.nan_to_num(f) @ true / true.sum())
    return float(np.nanmean(f))
