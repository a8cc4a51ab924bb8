"""An SVM with a Gaussian kernel: zero training error is always to be had, at some width.

Varied: the width of the kernel. Measured: the training error on labels drawn by lot, and training
and test error on a checkered truth of which a tenth of the labels is wrong.
"""

from __future__ import annotations

import numpy as np
from sklearn.svm import SVC

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.search.brute_force import squared_distances

WIDTHS = np.array([0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2])


def distinct(rng, n):
    return rng.uniform(-2, 2, (n, 2))


def twins(rng, n):
    """Every point occurs twice."""
    return np.repeat(distinct(rng, n // 2), 2, axis=0)


def interpolation_error(X, y, width):
    """The training error of f(x) = Σ α_i k(x, x_i) with Kα = y, as far as rounding allows."""
    K = np.exp(-squared_distances(X, X) / (2 * width**2))
    alpha = np.linalg.lstsq(K, y)[0]
    return 100 * float((np.sign(K @ alpha) != y).mean())


def measure(params, rng, points=distinct, narrow=0.05):
    X, X_test = points(rng, params.points), distinct(rng, 2000)
    truth, test = (np.where(a.prod(axis=1) > 0, 1.0, -1.0) for a in (X, X_test))
    noisy = np.where(rng.random(len(X)) < params.mislabelled / 100, -truth, truth)
    lot = rng.permutation(np.where(np.arange(len(X)) % 2 == 0, 1.0, -1.0))
    by_lot, by_solving, training, tested = [], [], [], []
    for width in WIDTHS:
        gamma = 1 / (2 * width**2)
        model = SVC(C=params.C, gamma=gamma).fit(X, lot)
        by_lot.append(100 * float((model.predict(X) != lot).mean()))
        by_solving.append(interpolation_error(X, lot, width))
        model = SVC(C=params.C, gamma=gamma).fit(X, noisy)
        training.append(100 * float((model.predict(X) != noisy).mean()))
        tested.append(100 * float((model.predict(X_test) != test).mean()))
    at = int(np.flatnonzero(WIDTHS == narrow)[0])
    best = int(np.argmin(tested))
    values = {
        "narrow": by_lot[at],
        "wide": by_lot[-1],
        "worse_than_best": tested[at] - tested[best],
        "narrow_training": training[at],
    }
    lots = Lines(
        id="lot",
        title=Text("Training error on labels drawn by lot", "随机标签上的训练误差"),
        summary=Text(
            f"At width {narrow:g} the SVM errs on {by_lot[at]:.0f} % of its training points, at "
            f"3.2 on {by_lot[-1]:.0f} %. Solving Kα = y gets {by_solving[at]:.0f} and "
            f"{by_solving[-1]:.0f} %: rounding, since K is then nearly singular.",
            f"核宽 {narrow:g} 时 SVM 的训练误差为 {by_lot[at]:.0f}%，3.2 时为 {by_lot[-1]:.0f}%。"
            f"直接解 Kα = y 则为 {by_solving[at]:.0f}% 与 {by_solving[-1]:.0f}%："
            "核宽时 K 近乎奇异，败给了舍入误差。",
        ),
        x=Axis(Text("width of the kernel", "核宽"), scale="log"),
        y=Axis(Text("training error (%)", "训练误差（%）"), low=0),
        series=(
            Series(Text(f"SVM, C = {params.C:g}", f"SVM，C = {params.C:g}"), WIDTHS, by_lot),
            Series(Text("Kα = y solved", "解 Kα = y"), WIDTHS, by_solving, look="dashed"),
        ),
    )
    noise = Lines(
        id="noise",
        title=Text("Errors where there is a rule and noise", "有规律也有噪声时的误差"),
        summary=Text(
            f"At width {narrow:g} the training error is {training[at]:.0f} % and the test error "
            f"{tested[at]:.0f} %; the best test error is {tested[best]:.0f} %, at width "
            f"{WIDTHS[best]:g} with {training[best]:.0f} % on the training points.",
            f"核宽 {narrow:g}：训练误差 {training[at]:.0f}%，测试误差 {tested[at]:.0f}%；"
            f"测试误差最低为 {tested[best]:.0f}%，核宽 {WIDTHS[best]:g}，"
            f"此时训练误差 {training[best]:.0f}%。",
        ),
        x=Axis(Text("width of the kernel", "核宽"), scale="log"),
        y=Axis(Text("error (%)", "误差（%）"), low=0, high=60),
        series=(
            Series(Text("training, noisy labels", "训练（标签有噪声）"), WIDTHS, training),
            Series(Text("test, true labels", "测试（真实标签）"), WIDTHS, tested, look="dashed"),
        ),
        marks=(Mark(Text("wrong labels", "错标比例"), y=params.mislabelled),),
    )
    return Result((lots, noise), values)


LAB = Lab(
    title=Text("Zero training error with a Gaussian kernel", "高斯核与零训练误差"),
    intro=Text(
        "120 points in a square. On distinct points the kernel matrix is positive definite, so "
        "some function of the kernel fits any labels. Whether an SVM finds it is a matter of "
        "width and C.",
        "正方形里的 120 个点。点互不相同时核矩阵正定，任何标签都有核函数能拟合；"
        "SVM 找不找得到，要看核宽与 C。",
    ),
    run=measure,
    params=(
        Float("C", Text("C", "C"), 1000.0, 0.1, 10_000.0, scale="log"),
        Float("mislabelled", Text("mislabelled (%)", "错标比例（%）"), 10.0, 0.0, 40.0, 1.0),
        Int("points", Text("points", "点数"), 120, 30, 300, hidden=True),
    ),
    preview={"points": 50},
    claims=(
        Claim(
            id="zero_training_error",
            sentence=Text(
                "On distinct points a narrow enough Gaussian kernel gives zero training error.",
                "点互不相同时，只要高斯核足够窄，训练误差就能为零。",
            ),
            statistic="narrow",
            what=Text(
                "training error on labels drawn by lot, width 0.05, in %",
                "核宽 0.05 时随机标签的训练误差（%）",
            ),
            direction="below",
            threshold=1e-9,
            every=True,
            seeds=8,
        ),
        Claim(
            id="width_matters",
            sentence=Text(
                "In floating point and with finite C a wide kernel does not get there.",
                "在浮点数和有限的 C 下，宽核做不到。",
            ),
            statistic="wide",
            what=Text(
                "training error on labels drawn by lot, width 3.2, in %",
                "核宽 3.2 时随机标签的训练误差（%）",
            ),
            direction="above",
            threshold=20.0,
        ),
        Claim(
            id="zero_is_good",
            sentence=Text(
                "Zero training error shows that kernel and width are right.",
                "训练误差为零，说明核与核宽选对了。",
            ),
            statistic="worse_than_best",
            what=Text(
                "test error at width 0.05 minus the best, in points",
                "核宽 0.05 与最佳核宽的测试误差之差（百分点）",
            ),
            direction="below",
            threshold=5.0,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "twins",
            Text(
                "every point occurs twice, at times with both labels",
                "每个点出现两次，标签可能相反",
            ),
            fails=("zero_training_error",),
            run=lambda params, rng: measure(params, rng, points=twins),
        ),
        Broken(
            "not_narrow",
            Text("the width called narrow is 1.6", "把 1.6 当作窄核"),
            fails=("zero_training_error", "zero_is_good"),
            run=lambda params, rng: measure(params, rng, narrow=1.6),
        ),
        Broken(
            "few_points",
            Text("30 points, C = 10 000: far fewer to fit", "只有 30 个点，C = 10 000"),
            fails=("width_matters",),
            params={"points": 30, "C": 10_000.0},
        ),
    ),
    predict=Predict(
        Text(
            "Labels are drawn by lot. Is there a setting of an RBF SVM with zero training error?",
            "标签是抽签决定的，RBF 核的 SVM 有没有一组设置使训练误差为零？",
        ),
        (
            Text("Yes, if no point occurs twice.", "有，只要没有重复的点。"),
            Text("Only for linearly separable labels.", "只有线性可分时才有。"),
            Text("No: labels by lot cannot be fitted.", "没有：随机标签无法拟合。"),
        ),
        0,
        Text(
            "With a narrow kernel K is nearly the identity, and each point answers for itself.",
            "核很窄时 K 近似单位阵，每个点只管自己。",
        ),
    ),
    questions=("svm/dual",),
    sources=(
        "Micchelli (1986), Interpolation of scattered data: distance matrices and conditionally "
        "positive definite functions",
        "Keerthi and Lin (2003), Asymptotic behaviors of support vector machines with Gaussian "
        "kernel",
    ),
)
