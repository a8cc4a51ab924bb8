"""How many steps momentum saves on a quadratic, against its condition number κ."""

from __future__ import annotations

import math

import numpy as np

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
from viva_bank.reference.optimisers.momentum import Momentum
from viva_bank.reference.optimisers.sgd import SGD


def best_plain(kappa):
    """η = 2/(λmin + λmax), with λ from 1 to κ: every error shrinks by (κ − 1)/(κ + 1) a step."""
    return SGD(2 / (1 + kappa))


def best_momentum(kappa):
    """Polyak's choice, which shrinks errors by (√κ − 1)/(√κ + 1) a step."""
    root = math.sqrt(kappa)
    return Momentum(4 / (root + 1) ** 2, mu=((root - 1) / (root + 1)) ** 2)


def losses(eigenvalues, x, optimiser, until, at_most):
    """½xᵀΛx, one a step, until it is `until` times the first."""
    found = [0.5 * float(eigenvalues @ x**2)]
    while found[-1] > until * found[0] and len(found) <= at_most:
        (x,) = optimiser.step([x], [eigenvalues * x])
        found.append(0.5 * float(eigenvalues @ x**2))
    return np.array(found)


def measure(params, rng, second=best_momentum):
    kappas = np.geomspace(10, params.largest, params.points)
    shape, start = rng.uniform(size=params.dimensions - 2), rng.standard_normal(params.dimensions)
    steps = []
    for kappa in kappas:
        # λ from 1 to κ, those between placed evenly on a logarithmic scale, the same for every κ.
        eigenvalues = np.concatenate([[1.0], kappa**shape, [kappa]])
        runs = [
            losses(eigenvalues, start, make(kappa), 1e-8, 100_000) for make in (best_plain, second)
        ]
        steps.append([len(r) - 1 for r in runs])
    plain, faster = np.array(steps, dtype=float).T
    gain = plain / faster
    slope = float(np.polyfit(np.log(kappas), np.log(gain), 1)[0])
    figure = Lines(
        id="steps_by_kappa",
        title=Text("Steps until the loss has fallen to 10⁻⁸", "损失降到 10⁻⁸ 所需的步数"),
        summary=Text(
            f"At κ = {kappas[-1]:.0f} plain descent takes {plain[-1]:.0f} steps and momentum "
            f"{faster[-1]:.0f}: {gain[-1]:.0f} times fewer. The gain grows as κ to the "
            f"{slope:.2f}.",
            f"κ = {kappas[-1]:.0f} 时，朴素下降要 {plain[-1]:.0f} 步，动量法 {faster[-1]:.0f} 步，"
            f"只有前者的 1/{gain[-1]:.0f}。加速倍数按 κ 的 {slope:.2f} 次方增长。",
        ),
        x=Axis(Text("condition number κ", "条件数 κ"), scale="log"),
        y=Axis(Text("steps", "步数"), scale="log"),
        series=(
            Series(Text("gradient descent, best rate", "梯度下降，最佳学习率"), kappas, plain),
            Series(Text("momentum, best pair", "动量法，最佳参数"), kappas, faster, look="dashed"),
            Series(
                Text("√κ times fewer", "除以 √κ"), kappas, plain / np.sqrt(kappas), look="dotted"
            ),
        ),
    )
    return Result((figure,), {"slope": slope, "gain": float(gain[-1])})


LAB = Lab(
    title=Text("What momentum gains", "动量能快多少"),
    intro=Text(
        "A quadratic with eigenvalues from 1 to κ. Gradient descent and momentum each get the "
        "best constants that theory knows; we count the steps until the loss has fallen to 10⁻⁸ "
        "of its start.",
        "特征值从 1 到 κ 的二次函数。梯度下降和动量法都用理论上最好的常数，数一数损失降到起点的 "
        "10⁻⁸ 要多少步。",
    ),
    run=measure,
    params=(
        Float("largest", Text("largest κ", "最大的 κ"), 3000.0, 100.0, 10000.0, scale="log"),
        Int("dimensions", Text("dimensions", "维数"), 20, 2, 100),
        Int("points", Text("values of κ", "κ 的个数"), 6, 2, 12, hidden=True),
    ),
    preview={"points": 3, "largest": 1000.0},
    claims=(
        Claim(
            id="square_root",
            sentence=Text(
                "The number of steps that momentum saves grows about as √κ.",
                "动量法省下的步数倍数，大约按 √κ 增长。",
            ),
            statistic="slope",
            what=Text("slope of log gain over log κ", "log 加速倍数对 log κ 的斜率"),
            direction="within",
            threshold=(0.38, 0.55),
            seeds=6,
        ),
        Claim(
            id="tenfold",
            sentence=Text(
                "At κ = 3000 momentum needs more than fifteen times fewer steps.",
                "κ = 3000 时，动量法的步数不到十五分之一。",
            ),
            statistic="gain",
            what=Text(
                "steps of plain descent over steps with momentum", "步数之比（朴素下降 ÷ 动量法）"
            ),
            direction="above",
            threshold=15.0,
            seeds=6,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "fixed_momentum",
            Text("μ = 0.5 whatever κ", "不管 κ 多大，μ 一律取 0.5"),
            fails=("square_root", "tenfold"),
            run=lambda params, rng: measure(
                params, rng, lambda kappa: Momentum(2 / (1 + kappa), mu=0.5)
            ),
        ),
    ),
    predict=Predict(
        Text(
            "κ grows from 100 to 10,000. By how much does momentum's advantage grow?",
            "κ 从 100 增大到 10,000，动量法的优势扩大多少倍？",
        ),
        (
            Text("Not at all.", "不变。"),
            Text("About tenfold.", "约十倍。"),
            Text("About a hundredfold.", "约一百倍。"),
        ),
        1,
        Text(
            "Plain descent needs steps in proportion to κ, momentum in proportion to √κ.",
            "朴素下降的步数与 κ 成正比，动量法与 √κ 成正比。",
        ),
    ),
    questions=("learning_rate/stable_rate", "learning_rate/quadratic_steps"),
    sources=(
        "Polyak (1964), Some methods of speeding up the convergence of iteration methods",
        "Nesterov (2018), Lectures on convex optimization, section 2.1",
    ),
)
