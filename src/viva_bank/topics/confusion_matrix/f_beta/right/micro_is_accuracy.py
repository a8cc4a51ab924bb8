import numpy as np


def f_beta(C, beta=1.0, average="macro"):
    match average:
        case "micro":
            return np.trace(C) / C.sum()
        case None | "macro" | "weighted":
            support = C.sum(1)
            with np.errstate(invalid="ignore", divide="ignore"):
                p = np.nan_to_num(np.diag(C) / C.sum(0))
                r = np.nan_to_num(np.diag(C) / support)
                f = np.nan_to_num((1 + beta**2) * p * r / (beta**2 * p + r))
            if average is None:
                return f
            return f.mean() if average == "macro" else (f * support).sum() / support.sum()
    raise ValueError(average)
