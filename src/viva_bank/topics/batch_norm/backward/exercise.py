import numpy as np

from viva.authoring import Array, Case, Text


def gradients(dy, x, gamma, eps=1e-5):
    """dx, dgamma, dbeta by complex steps through the forward formula: exact to rounding, and
    nothing in it knows the backward formula."""

    def loss(x, gamma, beta):
        mu = x.mean(axis=0)
        var = ((x - mu) ** 2).mean(axis=0)
        return (dy * (gamma * (x - mu) / np.sqrt(var + eps) + beta)).sum()

    inputs, h = (x, gamma, np.zeros_like(gamma)), 1e-30
    out = []
    for k, value in enumerate(inputs):
        slope = np.empty(value.shape)
        for place in np.ndindex(value.shape):
            moved = [v.astype(complex) for v in inputs]
            moved[k][place] += h * 1j
            slope[place] = loss(*moved).imag / h
        out.append(slope)
    return tuple(out)


def input_slips(dy, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat, g = (x - x.mean(axis=0)) / std, gamma * dy
    mean_path, var_path = g.mean(axis=0), x_hat * (g * x_hat).mean(axis=0)
    return {
        "constants": g / std,
        "no_variance_path": (g - mean_path) / std,
        "no_mean_path": (g - var_path) / std,
        "no_gamma": (g - mean_path - var_path) / std / gamma,
    }


def parameter_slips(dy, x, right):
    n = len(x)
    return {
        "mean_not_sum": {k: v / n for k, v in right.items()},
        "raw_x": {"dgamma": (dy * x).sum(axis=0), "dbeta": dy.sum(axis=0)},
    }


def cases(rng):
    for title, n, d, eps in (
        (Text("three examples of two features", "三个样本，两个特征"), 3, 2, 1e-5),
        (Text("as many examples as features, ε = 0.3", "样本数与特征数相同，ε = 0.3"), 4, 4, 0.3),
    ):
        x = rng.normal(size=(n, d)) * 2 + 1
        dy, gamma = rng.normal(size=(n, d)), rng.uniform(0.5, 2, size=d) * np.resize([1, -1], d)
        extra = {} if eps == 1e-5 else {"eps": eps}
        dx, dgamma, dbeta = gradients(dy, x, gamma, eps)
        yield Case(
            title,
            criterion="input",
            args=(dy, x, gamma),
            kwargs=extra,
            expected=dx,
            mistakes=input_slips(dy, x, gamma, eps),
        )
        right = {"dgamma": dgamma, "dbeta": dbeta}
        yield Case(
            title,
            criterion="parameters",
            drive="parameters",
            args=(dy, x, gamma),
            kwargs=extra,
            expected=right,
            mistakes=parameter_slips(dy, x, right),
        )
    x = np.array([[0.0, 1.0], [0.2, -1.0]])
    dy, gamma = rng.normal(size=(2, 2)), np.array([1.5, -0.5])
    yield Case(
        Text("two examples: almost nothing of dy gets through", "两个样本：dy 几乎传不过去"),
        criterion="edge",
        drive="everything",
        args=(dy, x, gamma),
        expected=gradients(dy, x, gamma),
    )
    x = np.column_stack([np.full(3, 7.0), [1.0, 2.0, 4.0]])
    dy = rng.normal(size=(3, 2))
    yield Case(
        Text("a constant feature", "有一个特征恒定"),
        criterion="edge",
        drive="everything",
        args=(dy, x, gamma),
        expected=gradients(dy, x, gamma),
        atol=1e-6,
    )
    x, dy = rng.normal(size=(5, 2)), rng.normal(size=(5, 2))
    yield Case(
        Text("read-only views with gaps", "只读、不连续的视图"),
        criterion="edge",
        drive="everything",
        args=(
            Array(dy, writable=False, strided=True),
            Array(x, writable=False, strided=True),
            Array(gamma, writable=False),
        ),
        expected=gradients(dy, x, gamma),
    )
