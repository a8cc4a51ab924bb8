import numpy as np

from viva.authoring import Case, Tensor, Text

AXES = (0, 2, 3)


def wide(v):
    return np.asarray(v)[:, None, None]


def normed(x, mean, var, weight=1.0, bias=0.0, eps=1e-5):
    """Channel by channel; mean and var are per channel."""
    y, each = np.empty(x.shape), np.ones(x.shape[1])
    for c, (mu, v, g, b) in enumerate(zip(mean * each, var * each, weight * each, bias * each)):
        y[:, c] = g * (x[:, c] - mu) / np.sqrt(v + eps) + b
    return y


def train(x, weight=1.0, bias=0.0, eps=1e-5, ddof=0):
    return normed(x, x.mean(axis=AXES), x.var(axis=AXES, ddof=ddof), weight, bias, eps)


def averages(batches, momentum=0.1, ddof=1):
    mean, var = np.zeros(batches[0].shape[1]), np.ones(batches[0].shape[1])
    for x in batches:
        mean = mean + momentum * (x.mean(axis=AXES) - mean)
        var = var + momentum * (x.var(axis=AXES, ddof=ddof) - var)
    return {"mean": mean, "var": var}


def gradient(x, dy, weight, eps=1e-5):
    """By complex steps through the forward formula, no backward formula in it."""
    h, dx = 1e-30, np.empty(x.shape)

    def loss(x):
        mu = x.mean(axis=AXES, keepdims=True)
        var = ((x - mu) ** 2).mean(axis=AXES, keepdims=True)
        return (dy * wide(weight) * (x - mu) / np.sqrt(var + eps)).sum()

    for place in np.ndindex(x.shape):
        moved = x.astype(complex)
        moved[place] += 1j * h
        dx[place] = loss(moved).imag / h
    x_hat = train(x, eps=eps)
    return {"x": dx, "weight": (dy * x_hat).sum(axis=AXES), "bias": dy.sum(axis=AXES)}


def cases(rng):
    scale = np.array([1.0, 3.0, 0.5])

    def images(n, h, w):
        return rng.normal(size=(n, 3, h, w)) * wide(scale) + wide([1.0, -2.0, 0.0])

    weight, bias = rng.uniform(0.5, 2, size=3) * [1, -1, 1], rng.normal(size=3)
    for x, title, settings, eps in (
        (images(2, 3, 3), Text("three channels, width 3 as well", "三个通道，宽也是 3"), {}, 1e-5),
        (images(3, 2, 4), Text("ε = 0.2", "ε = 0.2"), {"eps": 0.2}, 0.2),
    ):
        per_place = normed(x, 0, 1, 0) + wide(weight) * (x - x.mean(axis=0)) / np.sqrt(
            x.var(axis=0) + eps
        )
        inside = x.mean(axis=(2, 3), keepdims=True), x.var(axis=(2, 3), keepdims=True)
        yield Case(
            title,
            criterion="train",
            args=(Tensor(x), Tensor(weight), Tensor(bias), settings),
            expected=train(x, weight, bias, eps),
            mistakes={
                "unbiased": train(x, weight, bias, eps, ddof=1),
                "batch_only": per_place + wide(bias),
                "instance": wide(weight) * (x - inside[0]) / np.sqrt(inside[1] + eps) + wide(bias),
            },
        )
    x = images(2, 2, 2)
    dy = rng.normal(size=x.shape)
    right = gradient(x, dy, weight)
    yield Case(
        Text("gradients of (y · dy).sum()", "(y · dy).sum() 的梯度"),
        criterion="gradient",
        drive="gradients",
        args=(Tensor(x), Tensor(dy), Tensor(weight), Tensor(bias)),
        expected=right,
        mistakes={"detached": {**right, "x": dy * wide(weight / np.sqrt(x.var(axis=AXES) + 1e-5))}},
    )
    batches = [images(2, 2, 2), images(1, 2, 3), images(3, 1, 1)]
    given = [Tensor(b) for b in batches]
    for title, settings, momentum in (
        (Text("running statistics after three batches", "三批之后的滑动统计"), {}, 0.1),
        (Text("momentum 0.4", "momentum 为 0.4"), {"momentum": 0.4}, 0.4),
    ):
        yield Case(
            title,
            criterion="evaluation",
            drive="running",
            args=(given, settings),
            expected=averages(batches, momentum),
            mistakes={"biased_running": averages(batches, momentum, ddof=0)},
        )
    tests = [images(2, 2, 2), images(1, 1, 1) + 3]
    r = averages(batches)
    yield Case(
        Text(
            "evaluation of two batches, the second a single value",
            "评估两批，第二批每个通道只有一个数",
        ),
        criterion="evaluation",
        drive="evaluate",
        args=(given, [Tensor(t) for t in tests], {}),
        expected={"y": [normed(t, r["mean"], r["var"]) for t in tests], "mean": r["mean"]},
        mistakes={"batch_in_eval": {"y": [train(t) for t in tests], "mean": r["mean"]}},
    )
    yield Case(
        Text("what is learned, what is saved", "哪些是参数，哪些会保存"),
        criterion="state",
        drive="inventory",
        args=(2,),
        expected={
            "parameters": ["bias", "weight"],
            "saved": {
                "weight": np.ones(2),
                "bias": np.zeros(2),
                "running_mean": np.zeros(2),
                "running_var": np.ones(2),
            },
        },
    )
    r = averages([batches[0]])
    yield Case(
        Text("saved and loaded into a new layer", "保存后载入新的层"),
        criterion="state",
        drive="reloaded",
        args=(given[0], Tensor(tests[0])),
        expected=normed(tests[0], r["mean"], r["var"]),
    )
    yield Case(
        Text(
            "the running statistics hold no graph; backward twice", "滑动统计不牵着计算图；反向两次"
        ),
        criterion="state",
        drive="graph_free",
        args=(given[0],),
        expected=[False, False],
    )
