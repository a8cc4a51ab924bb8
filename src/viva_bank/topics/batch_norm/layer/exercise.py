import numpy as np

from viva.authoring import Array, Case, Text


def normalise(x, mean, var, gamma=1.0, beta=0.0, eps=1e-5):
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


def averages(batches, momentum=0.1, *, ddof=1, start=1.0, reverse=False):
    """Running mean and variance, from the definition: a weighted sum over the batches so far."""
    a = 1 - momentum if reverse else momentum
    k = len(batches)
    weights = [a * (1 - a) ** (k - 1 - i) for i in range(k)]
    mean = sum(w * x.mean(axis=0) for w, x in zip(weights, batches))
    var = sum(w * x.var(axis=0, ddof=ddof) for w, x in zip(weights, batches))
    return {"mean": mean, "var": var + start * (1 - a) ** k}


def cases(rng):
    x = rng.normal(size=(4, 3)) * 2 + 1
    gamma, beta = rng.uniform(0.5, 2, size=3), rng.normal(size=3)
    m = x.mean(axis=0)
    for title, settings, eps in (
        (Text("one training batch", "训练一批"), {}, 1e-5),
        (Text("another ε", "另一个 ε"), {"eps": 0.2}, 0.2),
    ):
        yield Case(
            title,
            criterion="train",
            args=(Array(x, writable=False), gamma, beta, settings),
            expected=normalise(x, m, x.var(axis=0), gamma, beta, eps),
            mistakes={
                "unbiased_in_train": normalise(x, m, x.var(axis=0, ddof=1), gamma, beta, eps),
                "running_in_train": normalise(x, 0, 1, gamma, beta, eps),
            },
        )
    batches = [rng.normal(size=(n, 3)) * s + 1 for n, s in ((4, 1), (3, 3), (5, 2))]
    for title, settings, momentum in (
        (Text("three batches", "三批"), {}, 0.1),
        (Text("momentum 0.3", "momentum 为 0.3"), {"momentum": 0.3}, 0.3),
    ):
        yield Case(
            title,
            criterion="running",
            drive="running",
            args=(batches, settings),
            expected=averages(batches, momentum),
            mistakes={
                "biased_running": averages(batches, momentum, ddof=0),
                "momentum_reversed": averages(batches, momentum, reverse=True),
                "zero_variance": averages(batches, momentum, start=0.0),
            },
        )
    tests = [rng.normal(size=(3, 3)), rng.normal(size=(2, 3)) + 5]
    for title, settings, momentum, eps in (
        (Text("two test batches after three", "训练三批后测试两批"), {}, 0.1, 1e-5),
        (
            Text("other ε and momentum", "另一组 ε 和 momentum"),
            {"eps": 0.5, "momentum": 0.4},
            0.4,
            0.5,
        ),
    ):
        r = averages(batches, momentum)
        yield Case(
            title,
            criterion="evaluation",
            drive="evaluate",
            args=(batches, tests, settings),
            expected=[normalise(t, r["mean"], r["var"], eps=eps) for t in tests],
            mistakes={
                "batch_in_eval": [
                    normalise(t, t.mean(axis=0), t.var(axis=0), eps=eps) for t in tests
                ]
            },
        )
    yield Case(
        Text("the running statistics after an evaluation", "评估之后的滑动统计"),
        criterion="evaluation",
        drive="untouched",
        args=(batches, tests[1]),
        expected=averages(batches),
    )
    yield Case(
        Text("what a new layer holds", "新建的层里有什么"),
        criterion="edge",
        drive="fresh",
        args=(2,),
        expected={
            "gamma": np.ones(2),
            "beta": np.zeros(2),
            "running_mean": np.zeros(2),
            "running_var": np.ones(2),
        },
    )
    yield Case(
        Text("one example through a layer never trained", "单个样本经过从未训练的层"),
        criterion="edge",
        drive="evaluate",
        args=([], [np.array([[2.0, -4.0]])], {}),
        expected=[normalise(np.array([[2.0, -4.0]]), 0, 1)],
    )
    last = batches[2]
    yield Case(
        Text("train, evaluate, train again", "训练、评估、再训练"),
        criterion="edge",
        drive="back",
        args=([batches[0], last], tests[0]),
        expected={
            "y": normalise(last, last.mean(axis=0), last.var(axis=0)),
            "mean": averages([batches[0], last])["mean"],
        },
    )
    pair = np.array([[1.0, 2.0], [3.0, -2.0]])
    yield Case(
        Text("a training batch of two", "训练批只有两个样本"),
        criterion="edge",
        drive="running",
        args=([pair], {}),
        expected=averages([pair]),
    )
    one = np.array([[4.0, 5.0]])
    yield Case(
        Text("a training batch of one", "训练批只有一个样本"),
        criterion="edge",
        drive="too_small",
        args=(pair, one),
        raises="ValueError",
    )
    yield Case(
        Text("the statistics after a batch that was refused", "拒绝一批之后的统计量"),
        criterion="edge",
        drive="too_small_leaves",
        args=(pair, one),
        expected=averages([pair]),
    )
