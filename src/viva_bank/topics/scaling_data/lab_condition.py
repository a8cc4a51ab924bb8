"""What scaling does to gradient descent: the condition number, and the steps that it costs.

Varied: the scaling of the columns. Measured: the steps until all but a hundredth of what can be
gained is gained, at the best rate for each, on a least-squares problem from wine.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_wine

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Table,
    Text,
)
from viva_bank.reference.data.min_max import MinMaxScaler
from viva_bank.reference.data.standard import StandardScaler

NAMES = {
    "raw": Text("raw", "原始"),
    "min_max": Text("min–max", "min-max"),
    "standard": Text("standardised", "标准化"),
}


class Same:
    def fit(self, X):
        return self

    def transform(self, X):
        return X


SCALERS = {"raw": Same, "min_max": MinMaxScaler, "standard": StandardScaler}


def spectrum(X, y):
    """Eigenvalues of the Hessian of ½·mean squared error (bias included), and the target's part.

    From zero with rate η, the excess loss after t steps is ½·Σ λ_i·c_i²·(1 − ηλ_i)^(2t).
    """
    A = np.column_stack([X, np.ones(len(X))])
    U, d, _ = np.linalg.svd(A, full_matrices=False)
    return d**2 / len(A), (U.T @ y) ** 2 / len(A)


def excess(eigenvalues, parts, steps):
    rate = 2 / (eigenvalues.max() + eigenvalues.min())
    factor = np.maximum(np.abs(1 - rate * eigenvalues), 1e-300)
    left = np.exp(2 * np.multiply.outer(steps, np.log(factor))) @ parts
    return left / parts.sum()


def steps_to(share, eigenvalues, parts):
    """The first t with at most this share of the excess left, by bisection over log t."""
    low, high = 0.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2
        done = excess(eigenvalues, parts, np.exp(middle)) <= share
        low, high = (low, middle) if done else (middle, high)
    return float(np.exp(high))


def measure(params, rng, scalers=SCALERS):
    X, y = load_wine(return_X_y=True)
    rows = rng.choice(len(X), 120, replace=False)
    X, y = X[rows], y[rows] - 1.0
    t = np.geomspace(1, 1e10, 60)
    found, curves, fits = {}, [], {}
    for name, scaler in scalers.items():
        A = scaler().fit(X).transform(X)
        eigenvalues, parts = spectrum(A, y)
        found[name] = (
            eigenvalues.max() / eigenvalues.min(),
            steps_to(params.left / 100, eigenvalues, parts),
        )
        left = np.maximum(excess(eigenvalues, parts, t), 1e-12)
        curves.append(Series(NAMES[name], t, left))
        B = np.column_stack([A, np.ones(len(A))])
        fits[name] = B @ np.linalg.lstsq(B, y)[0]
    values = {
        "raw_over_standard": found["raw"][1] / found["standard"][1],
        "min_max_over_standard": found["min_max"][1] / found["standard"][1],
        "fit_moves": float(np.abs(fits["raw"] - fits["standard"]).max()),
    }
    lines = Lines(
        id="excess",
        title=Text("What is left to gain, by step", "剩余的可优化量随步数的变化"),
        summary=Text(
            f"Until {params.left:g} % is left it takes {found['raw'][1]:.2g} steps on raw columns, "
            f"{found['min_max'][1]:.2g} after min–max, {found['standard'][1]:.2g} standardised.",
            f"降到剩余 {params.left:g}% 所需步数：原始 {found['raw'][1]:.2g}，"
            f"min-max {found['min_max'][1]:.2g}，标准化 {found['standard'][1]:.2g}。",
        ),
        x=Axis(Text("step", "步数"), scale="log"),
        y=Axis(Text("excess loss, share of the start", "超额损失（占起点的比例）"), low=0, high=1),
        series=tuple(curves),
    )
    table = Table(
        id="condition",
        title=Text("Condition number and steps", "条件数与步数"),
        summary=Text(
            "Condition numbers: "
            + ", ".join(f"{NAMES[k].en} {v[0]:.2g}" for k, v in found.items())
            + ".",
            "条件数：" + "，".join(f"{NAMES[k].zh} {v[0]:.2g}" for k, v in found.items()) + "。",
        ),
        columns=(
            Text("columns", "数据"),
            Text("condition number κ", "条件数 κ"),
            Text("steps", "步数"),
        ),
        rows=tuple((NAMES[k], f"{v[0]:.2g}", f"{v[1]:.2g}") for k, v in found.items()),
    )
    return Result((lines, table), values)


class Rounded(StandardScaler):
    def transform(self, X):
        return np.round(super().transform(X))


LAB = Lab(
    title=Text("Scaling and the steps of gradient descent", "缩放与梯度下降的步数"),
    intro=Text(
        "Linear regression on 13 columns of wine by gradient descent from zero, each with the "
        "rate $2/(\\lambda_{\\max}+\\lambda_{\\min})$. The excess loss after $t$ steps has a "
        "closed form, so ten billion steps cost nothing here.",
        "用梯度下降从零开始在葡萄酒的 13 列上做线性回归，学习率都取 "
        "$2/(\\lambda_{\\max}+\\lambda_{\\min})$。"
        "$t$ 步后的超额损失有闭式解，所以一百亿步也能直接算出。",
    ),
    run=measure,
    params=(Float("left", Text("left to gain (%)", "剩余量（%）"), 1.0, 0.01, 50.0, scale="log"),),
    claims=(
        Claim(
            id="standardising_saves_steps",
            sentence=Text(
                "Standardised columns need over 100,000 times fewer steps than raw ones.",
                "标准化之后，所需步数不到原始数据的十万分之一。",
            ),
            statistic="raw_over_standard",
            what=Text("steps on raw columns over standardised", "原始所需步数 ÷ 标准化所需步数"),
            direction="above",
            threshold=1e5,
            unit="×",
        ),
        Claim(
            id="centring_counts",
            sentence=Text(
                "Standardising beats min–max here: columns in [0, 1] are not centred.",
                "这里标准化胜过 min-max：[0, 1] 内的列没有居中。",
            ),
            statistic="min_max_over_standard",
            what=Text("steps after min–max over standardised", "min-max 所需步数 ÷ 标准化所需步数"),
            direction="above",
            threshold=2.0,
            unit="×",
        ),
        Claim(
            id="same_fit",
            sentence=Text(
                "Scaling changes the way, not the goal: the least-squares fit stays.",
                "缩放改变的是路，不是终点：最小二乘解的预测不变。",
            ),
            statistic="fit_moves",
            what=Text("largest change of a fitted value", "拟合值的最大变化"),
            direction="below",
            threshold=1e-6,
        ),
    ),
    broken=(
        Broken(
            "never_scaled",
            Text("every scaler returns its input", "所有缩放都原样返回"),
            fails=("standardising_saves_steps", "centring_counts"),
            run=lambda params, rng: measure(params, rng, scalers=dict.fromkeys(SCALERS, Same)),
        ),
        Broken(
            "rounded",
            Text("the scaler rounds, which loses what the columns say", "缩放后取整，丢了信息"),
            fails=("same_fit",),
            run=lambda params, rng: measure(params, rng, scalers={**SCALERS, "standard": Rounded}),
        ),
    ),
    predict=Predict(
        Text(
            "Gradient descent on the raw columns of wine, best rate. Until 1 % is left takes …",
            "在原始葡萄酒数据上以最佳学习率做梯度下降，降到只剩 1% 需要……",
        ),
        (
            Text("about a hundred steps.", "约一百步。"),
            Text("about ten thousand steps.", "约一万步。"),
            Text("millions of steps.", "数百万步以上。"),
        ),
        2,
        Text(
            "The steps grow with the condition number, and a column in the hundreds beside columns "
            "in tenths makes that about 10⁸.",
            "步数随条件数增长；上千的列与零点几的列并存，条件数就到了 10⁸ 量级。",
        ),
    ),
    questions=("scaling_data/why_scale", "learning_rate/stable_rate"),
    sources=(
        "LeCun, Bottou, Orr and Müller (1998), Efficient BackProp, section 5",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 4.3.1",
    ),
)
