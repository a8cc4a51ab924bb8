import numpy as np

from viva.authoring import Array, Case, Text
from viva_bank.reference.normalisation.batch_norm import batch_norm_forward


def slips(x, gamma, beta, eps=1e-5):
    """What the usual mistakes would give."""
    mu, var = x.mean(axis=0), x.var(axis=0)
    mu_n, var_n = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    return {
        "unbiased": gamma * (x - mu) / np.sqrt(x.var(axis=0, ddof=1) + eps) + beta,
        "per_example": gamma * (x - mu_n) / np.sqrt(var_n + eps) + beta,
        "over_all": gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta,
        "no_root": gamma * (x - mu) / (var + eps) + beta,
        "eps_outside": gamma * (x - mu) / (np.sqrt(var) + eps) + beta,
    }


def right(x, gamma, beta, eps=1e-5):
    return batch_norm_forward(x, gamma, beta, eps)[0]


def cases(rng):
    x = np.array([[1.0, -2.0], [2.0, 0.0], [6.0, 5.0]])
    one, zero = np.ones(2), np.zeros(2)
    yield Case(
        Text("three examples, γ = 1, β = 0", "三个样本，γ = 1，β = 0"),
        args=(x, one, zero),
        expected=right(x, one, zero),
        mistakes=slips(x, one, zero),
    )
    x = rng.normal(size=(5, 5)) * rng.uniform(0.5, 4, size=5) + rng.normal(size=5)
    gamma, beta = rng.uniform(0.5, 2, size=5), rng.normal(size=5)
    yield Case(
        Text("as many examples as features, read-only", "样本数与特征数相同，只读"),
        args=(
            Array(x, writable=False),
            Array(gamma, writable=False),
            Array(beta, writable=False),
        ),
        expected=right(x, gamma, beta),
        mistakes=slips(x, gamma, beta),
    )
    x = rng.normal(size=(6, 3)) + 2
    gamma, beta = rng.normal(size=3), rng.normal(size=3)
    yield Case(
        Text("another ε, a view with gaps", "另一个 ε，不连续的视图"),
        args=(Array(x, strided=True), gamma, beta),
        kwargs={"eps": 0.1},
        expected=right(x, gamma, beta, 0.1),
        mistakes=slips(x, gamma, beta, 0.1),
    )
    x = np.array([[3.0, 1.0], [3.0, 2.0], [3.0, 6.0]])
    beta = np.array([0.5, -0.5])
    yield Case(
        Text("a constant feature", "有一个特征恒定"),
        criterion="eps",
        args=(x, one, beta),
        expected=right(x, one, beta),
    )
    x = 1e-3 * rng.normal(size=(4, 2))
    yield Case(
        Text("features that hardly vary", "特征几乎不变"),
        criterion="eps",
        args=(x, one, zero),
        expected=right(x, one, zero),
        mistakes=slips(x, one, zero),
    )
    x = rng.integers(-4, 5, size=(7, 2)) + 0.5
    x[:2] = [[-1, 2], [3, -2]]
    yield Case(
        Text("around a hundred million", "在一亿附近"),
        criterion="precision",
        args=(x + 1e8, one, zero),
        expected=right(x, one, zero),
        rtol=1e-5,
        atol=1e-6,
    )
    x = rng.normal(size=(4, 3))
    x[:2] = [[-2], [2]]
    x, gamma, beta = (a.astype(np.float32) for a in (x, np.ones(3), np.ones(3)))
    yield Case(
        Text("float32", "float32"),
        criterion="precision",
        args=(x, gamma, beta),
        expected=right(x, gamma, beta).astype(np.float32),
        rtol=1e-4,
        atol=1e-5,
        same_dtype=True,
    )
    x = np.array([[1.0, 5.0], [3.0, 4.0]])
    yield Case(
        Text("two examples", "两个样本"),
        criterion="one_example",
        args=(x, one, zero),
        expected=np.array([[-1, 1], [1, -1]]) * np.sqrt([1 / (1 + 1e-5), 0.25 / (0.25 + 1e-5)]),
    )
    yield Case(
        Text("one example", "一个样本"),
        criterion="one_example",
        args=(np.array([[1.0, 5.0]]), one, zero),
        raises="ValueError",
    )
