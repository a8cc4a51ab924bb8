import numpy as np


def f_beta(C, beta=1.0, average="macro"):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError(average)
    tp = np.diag(C)
    fn, fp = C.sum(axis=1) - tp, C.sum(axis=0) - tp
    if average == "micro":
        tp, fn, fp = tp.sum(), fn.sum(), fp.sum()
    b2 = beta**2
    f = (1 + b2) * tp / ((1 + b2) * tp + b2 * fn + fp)
    if average is None:
        return f
    if average == "weighted":
        return float(np.average(f, weights=C.sum(axis=1)))
    return float(np.mean(f))
