from fractions import Fraction

import numpy as np

from viva.authoring import Array, Case, Text


def exact(predictions, f, noise):
    """Both parts by their definition and the error as a mean of squares, in rational numbers."""
    P = [[Fraction(v) for v in row] for row in predictions.tolist()]
    F = [Fraction(v) for v in f.tolist()]
    m, n = len(P), len(F)
    bias2 = variance = error = Fraction(0)
    for j in range(n):
        column = [P[i][j] for i in range(m)]
        mean = sum(column) / m
        bias2 += (mean - F[j]) ** 2
        variance += sum((v - mean) ** 2 for v in column) / m
        error += sum((v - F[j]) ** 2 for v in column) / m
    return float(bias2 / n), float(variance / n), float(error / n + Fraction(noise))


def slips(P, f, noise):
    bias2, variance, error = exact(P, f, noise)
    m = len(P)
    sample = variance * m / (m - 1)
    cancelled = float((P.mean() - f.mean()) ** 2)
    mse = float(((P - f) ** 2).mean())
    return {
        "sample_variance": (bias2, sample, bias2 + sample + noise),
        "squared_errors": (mse, variance, mse + variance + noise),
        "averaged_over_points_first": (cancelled, variance, cancelled + variance + noise),
        "noise_forgotten": (bias2, variance, error - noise),
    }


def case(title, P, f, noise, criterion="values", **layout):
    return Case(
        title,
        criterion=criterion,
        args=(Array(P, **layout), f, noise),
        expected=exact(P, f, noise),
        mistakes=slips(P, f, noise) if criterion == "values" else {},
    )


def cases(rng):
    yield case(
        Text("three models, two points", "三个模型，两个点"),
        np.array([[1.0, 4.0], [2.0, 6.0], [3.0, 2.0]]),
        np.array([3.0, 3.5]),
        0.25,
    )
    f = np.sin(np.linspace(0, 3, 8))
    yield case(
        Text("five models, eight points, read-only", "五个模型，八个点，只读"),
        f + rng.normal(size=(5, 8)) + 0.5 * rng.normal(size=8),
        f,
        1.5,
        writable=False,
    )
    yield case(
        Text("as many models as points", "模型数等于点数"),
        rng.normal(size=(4, 4)) + np.arange(4.0),
        np.zeros(4),
        0.5,
        "axis",
    )
    yield case(
        Text("biases that cancel over the points", "各点的偏差正负抵消"),
        np.array([[1.0, -1.0], [1.5, -1.5]]),
        np.zeros(2),
        0.1,
        "axis",
    )
    yield case(
        Text("six models, three points, strided", "六个模型，三个点，内存不连续"),
        rng.normal(size=(6, 3)),
        rng.normal(size=3),
        0.2,
        "axis",
        strided=True,
    )
    yield case(Text("one model", "只有一个模型"), rng.normal(size=(1, 5)), np.zeros(5), 0.3, "edge")
    yield case(
        Text("one point, no noise", "一个点，没有噪声"),
        rng.normal(size=(6, 1)),
        np.array([2.0]),
        0.0,
        "edge",
    )
    big = 1e8 + np.round(rng.normal(size=(7, 4)), 3)
    yield case(
        Text("predictions near 10⁸", "预测值在 10⁸ 附近"),
        big,
        np.full(4, 1e8 + 0.5),
        1.0,
        "stability",
    )
