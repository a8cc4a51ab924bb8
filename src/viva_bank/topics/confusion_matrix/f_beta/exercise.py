import numpy as np

from viva.authoring import Array, Case, Text
from viva_bank.reference.metrics.precision_recall import averaged, counts, f_beta, precision, recall


def slips(C, beta, average):
    if average is None:
        return {
            "transposed": f_beta(counts(C.T), beta),
            "beta_not_squared": f_beta(counts(C), beta**0.5),
        }
    if average == "macro":
        p, r = precision(counts(C)).mean(), recall(counts(C)).mean()
        return {"f_of_means": (1 + beta**2) * p * r / (beta**2 * p + r)}
    return {}


def cases(rng):
    C = np.array([[8, 2, 1], [3, 20, 2], [0, 5, 4]])
    for beta in (1.0, 2.0, 0.5):
        slip = {} if beta == 1 else slips(C, beta, None)
        yield Case(
            Text(f"each class, beta = {beta:g}", f"逐类，beta = {beta:g}"),
            args=(Array(C, writable=False), beta, None),
            expected=f_beta(counts(C), beta),
            mistakes=slip,
        )
    big = rng.integers(0, 50, size=(5, 5))
    yield Case(
        Text("five classes, column-major", "五个类，按列存储"),
        args=(Array(big, order="F"), 3.0, None),
        expected=f_beta(counts(big), 3.0),
        mistakes=slips(big, 3.0, None),
    )
    for beta in (1.0, 2.0):
        for average in ("macro", "micro", "weighted"):
            yield Case(
                Text(f"{average}, beta = {beta:g}", f"{average}，beta = {beta:g}"),
                criterion="averages",
                args=(C,),
                kwargs={"beta": beta, "average": average},
                expected=averaged(C, "f_beta", average, beta),
                mistakes=slips(C, beta, average),
            )
    yield Case(
        Text("the defaults: macro F1", "默认参数：宏平均 F1"),
        criterion="averages",
        args=(big,),
        expected=averaged(big, "f_beta", "macro", 1.0),
        mistakes=slips(big, 1.0, "macro"),
    )
    # class 1 is never predicted, class 2 never occurs, class 3 neither
    holes = np.array([[6, 0, 2, 0], [3, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
    yield Case(
        Text("a class that is nowhere, class by class", "有一个类完全没出现，逐类"),
        criterion="zero",
        args=(holes, 1.0, None),
        expected=np.array([12 / 17, 0.0, 0.0, 0.0]),
    )
    for average in ("macro", "weighted", "micro"):
        yield Case(
            Text(f"a class that is nowhere, {average}", f"有一个类完全没出现，{average}"),
            criterion="zero",
            args=(holes, 1.0, average),
            expected=averaged(holes, "f_beta", average, 1.0),
        )
    yield Case(
        Text("nothing right", "一个也没对"),
        criterion="zero",
        args=(np.array([[0, 3], [2, 0]]),),
        expected=0.0,
    )
    yield Case(
        Text(
            "beta = 0 (precision), a class called once", "beta = 0（即精确率），有一类只被判过一次"
        ),
        criterion="zero",
        args=(np.array([[5, 0, 0], [4, 1, 0], [2, 0, 0]]), 0.0, None),
        expected=np.array([5 / 11, 1.0, 0.0]),
    )
    yield Case(
        Text("average = “mean”", "average = “mean”"),
        criterion="refused",
        args=(C, 1.0, "mean"),
        raises="ValueError",
    )
