"""Which way of minimising an L1-penalised loss gives weights that are exactly zero.

Varied: the method (plain gradient steps, Adam, proximal steps, and ridge for comparison) and λ.
Measured: how many of 30 weights are exactly 0. Data: diabetes, 10 features and 20 of pure noise.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_diabetes

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.optimisers.sgd import SGD
from viva_bank.reference.regularisation.lasso import largest_useful_penalty, lasso_proximal
from viva_bank.reference.regularisation.penalties import (
    l1_penalty,
    l1_penalty_gradient,
    l2_penalty_gradient,
    soft_threshold,
)
from viva_bank.reference.regularisation.ridge import ridge

NAMES = {
    "prox": Text("proximal steps", "近端步"),
    "sgd": Text("gradient steps on L1", "对 L1 做梯度下降"),
    "adam": Text("Adam on L1", "对 L1 用 Adam"),
    "ridge": Text("ridge (L2)", "岭回归（L2）"),
}
SHARES = np.geomspace(0.01, 1.1, 12)


def problem(rng):
    """Standardised rows of 10 true and 20 noise features, and the centred target."""
    X, y = load_diabetes(return_X_y=True)
    rows = rng.choice(len(X), 300, replace=False)
    X = np.column_stack([X[rows], rng.standard_normal((300, 20))])
    return (X - X.mean(axis=0)) / X.std(axis=0), (y[rows] - y[rows].mean()) / y[rows].std()


def descend(X, y, lam, optimiser, w, steps, gradient=l1_penalty_gradient):
    """All iterates of gradient steps on ½·mean squared error + penalty: (steps + 1, d)."""
    # By the normal equations: 300 rows need not be read again at every step.
    H, c = X.T @ X / len(X), X.T @ y / len(X)
    path = [w]
    for _ in range(steps):
        path.append(optimiser.step([path[-1]], [H @ path[-1] - c + gradient(path[-1], lam)])[0])
    return np.array(path)


def proximal(X, y, lam, w, steps, eta=0.05):
    """The same, with a gradient step on the error alone and then the soft threshold."""
    H, c = X.T @ X / len(X), X.T @ y / len(X)
    path = [w]
    for _ in range(steps):
        path.append(soft_threshold(path[-1] - eta * (H @ path[-1] - c), eta * lam))
    return np.array(path)


def zeros(w):
    return int((w == 0).sum())


def measure(params, rng, gradient=l1_penalty_gradient, count=zeros, l2=ridge):
    X, y = problem(rng)
    top = largest_useful_penalty(X, y)
    lam = params.share * top
    start = 0.1 * rng.standard_normal(X.shape[1])
    paths = {
        "prox": proximal(X, y, lam, start, params.steps),
        "sgd": descend(X, y, lam, SGD(0.05), start, params.steps, gradient),
        "adam": descend(X, y, lam, Adam(0.01), start, params.steps, gradient),
    }

    def objective(w):
        return ((X @ w - y) ** 2).mean() / 2 + l1_penalty(w, lam)

    found = {k: count(path[-1]) for k, path in paths.items()}
    found["ridge"] = count(l2(X, y, lam * len(X))[0])
    values = {
        "by_gradient": float(max(found["sgd"], found["adam"])),
        "by_prox": float(found["prox"]),
        "by_ridge": float(found["ridge"]),
        "objective": objective(paths["sgd"][-1]) / objective(paths["prox"][-1]),
    }
    sweep = {
        "prox": [count(lasso_proximal(X, y, s * top, params.steps)[0]) for s in SHARES],
        "sgd": [
            count(descend(X, y, s * top, SGD(0.05), start, params.steps // 4, gradient)[-1])
            for s in SHARES
        ],
        "ridge": [count(l2(X, y, s * top * len(X))[0]) for s in SHARES],
    }
    looks = {"prox": "solid", "sgd": "dashed", "adam": "dotted", "ridge": "dotted"}
    by_penalty = Lines(
        id="zeros",
        title=Text("Weights that are exactly zero", "恰好为零的权重个数"),
        summary=Text(
            f"At λ = {params.share:.2g} λmax: {found['prox']} of 30 weights are exactly zero with "
            f"proximal steps, {found['sgd']} with gradient steps, {found['adam']} with Adam, "
            f"{found['ridge']} with ridge.",
            f"λ = {params.share:.2g} λmax 时，30 个权重中恰好为零的：近端步 {found['prox']} 个，"
            f"梯度下降 {found['sgd']} 个，Adam {found['adam']} 个，岭回归 {found['ridge']} 个。",
        ),
        x=Axis(Text("λ / λmax", "λ / λmax"), scale="log"),
        y=Axis(Text("exact zeros of 30", "恰好为零的个数（共 30）"), low=-1, high=31),
        series=tuple(Series(NAMES[k], SHARES, v, look=looks[k]) for k, v in sweep.items()),
    )
    # A noise feature's weight that the proximal steps put to zero.
    j = int(np.argmin(np.abs(paths["prox"][-1])))
    shown = slice(0, min(params.steps, 400) + 1)
    steps = np.arange(shown.stop)
    jitter = float(np.abs(paths["sgd"][-100:, j]).mean())
    by_step = Lines(
        id="path",
        title=Text("One superfluous weight, step by step", "一个多余权重的变化过程"),
        summary=Text(
            f"The proximal step sets the weight to exactly 0 and leaves it there; gradient steps "
            f"keep hopping over zero, on average {jitter:.1g} away.",
            f"近端步把该权重置为 0 后不再动；"
            f"梯度下降一直在 0 的两侧来回跳，平均偏离 {jitter:.1g}。",
        ),
        x=Axis(Text("step", "步数")),
        y=Axis(Text("weight", "权重"), low=-0.03, high=0.03),
        series=tuple(Series(NAMES[k], steps, paths[k][shown, j]) for k in ("adam", "sgd", "prox")),
    )
    return Result((by_penalty, by_step), values)


def nearly(w):
    return int((np.abs(w) < 0.02).sum())


def ridge_thresholded(X, y, lam):
    w, b = ridge(X, y, lam)
    return soft_threshold(w, 0.05), b


LAB = Lab(
    title=Text("Does an L1 penalty make weights zero?", "加了 L1 惩罚，权重就会变成零吗？"),
    intro=Text(
        "Linear regression with an L1 penalty on the diabetes data, to which 20 columns of noise "
        "were added. The penalty is the same; the way it is minimised differs.",
        "在糖尿病数据上加 20 列纯噪声，做带 L1 惩罚的线性回归。惩罚项相同，求解方法不同。",
    ),
    run=measure,
    params=(
        Float("share", Text("λ / λmax", "λ / λmax"), 0.1, 0.01, 1.0, scale="log"),
        Int("steps", Text("steps", "步数"), 2000, 200, 10000, hidden=True),
    ),
    preview={"steps": 400},
    claims=(
        Claim(
            id="training_gives_zeros",
            sentence=Text(
                "Train with an L1 penalty and weights become zero.",
                "训练时加上 L1 惩罚，权重就会变成零。",
            ),
            statistic="by_gradient",
            what=Text(
                "exact zeros of 30 with gradient steps or Adam",
                "梯度下降或 Adam 得到的零权重数（共 30）",
            ),
            direction="above",
            threshold=0.0,
            myth=True,
        ),
        Claim(
            id="proximal_gives_zeros",
            sentence=Text(
                "Proximal steps on the same penalty do make weights exactly zero.",
                "对同一惩罚项改用近端步，权重才会恰好为零。",
            ),
            statistic="by_prox",
            what=Text("exact zeros of 30 with proximal steps", "近端步得到的零权重数（共 30）"),
            direction="above",
            threshold=12.0,
        ),
        Claim(
            id="same_optimum",
            sentence=Text(
                "Both are at the same minimum: only the last digits differ.",
                "两种方法到达的是同一个极小值，差别只在末位。",
            ),
            statistic="objective",
            what=Text(
                "objective after gradient steps over that after proximal steps",
                "梯度下降的目标值 ÷ 近端步的目标值",
            ),
            direction="within",
            threshold=(0.999, 1.02),
        ),
        Claim(
            id="ridge_gives_none",
            sentence=Text("L2 shrinks weights but never to zero.", "L2 只会缩小权重，不会缩到零。"),
            statistic="by_ridge",
            what=Text("exact zeros of 30 with ridge", "岭回归得到的零权重数（共 30）"),
            direction="below",
            threshold=0.5,
        ),
    ),
    broken=(
        Broken(
            "zero_means_small",
            Text("weights below 0.02 are counted as zero", "小于 0.02 就算零"),
            fails=("training_gives_zeros",),
            run=lambda params, rng: measure(params, rng, count=nearly),
        ),
        Broken(
            "l2_gradient",
            Text("the gradient steps use the L2 penalty", "梯度下降误用了 L2 惩罚"),
            fails=("same_optimum",),
            run=lambda params, rng: measure(params, rng, gradient=l2_penalty_gradient),
        ),
        Broken(
            "tiny_penalty",
            Text("λ is a hundredth of λmax", "λ 只有 λmax 的百分之一"),
            fails=("proximal_gives_zeros",),
            params={"share": 0.01},
        ),
        Broken(
            "ridge_cut_off",
            Text("the ridge weights are soft-thresholded afterwards", "岭回归之后又做了软阈值"),
            fails=("ridge_gives_none",),
            run=lambda params, rng: measure(params, rng, l2=ridge_thresholded),
        ),
    ),
    predict=Predict(
        Text(
            "2000 steps of Adam on a loss with an L1 penalty. How many of 30 weights are 0?",
            "在带 L1 惩罚的损失上跑 2000 步 Adam，30 个权重里有多少个恰好为 0？",
        ),
        (
            Text("None.", "一个也没有。"),
            Text("About 20: the superfluous ones.", "约 20 个，即多余的那些。"),
            Text("All but one.", "除一个外全部。"),
        ),
        0,
        Text(
            "The push has the same size until the sign changes, so the weight jumps over zero and "
            "back; nothing ever stops it at zero itself.",
            "L1 的推力在变号之前大小不变，权重于是越过零再跳回来，没有什么让它恰好停在零上。",
        ),
    ),
    questions=("l1_l2/soft_threshold", "l1_l2/ridge_closed_form"),
    sources=(
        "Tibshirani (1996), Regression shrinkage and selection via the lasso, section 2",
        "Parikh and Boyd (2014), Proximal algorithms, sections 4.2 and 6.5.2",
    ),
)
