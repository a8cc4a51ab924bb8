import numpy as np


def f_beta(C, beta=1.0, average="macro"):
    def one(tp, fn, fp):
        below = (1 + beta**2) * tp + beta**2 * fn + fp
        return (1 + beta**2) * tp / below if below else 0.0

    k = len(C)
    tp = [int(C[i, i]) for i in range(k)]
    fn = [int(C[i].sum()) - tp[i] for i in range(k)]
    fp = [int(C[:, i].sum()) - tp[i] for i in range(k)]
    if average == "micro":
        return one(sum(tp), sum(fn), sum(fp))
    f = [one(*c) for c in zip(tp, fn, fp)]
    if average is None:
        return np.array(f)
    if average == "macro":
        return sum(f) / k
    if average == "weighted":
        return float(np.average(f, weights=C.sum(axis=1)))
    raise ValueError(average)
