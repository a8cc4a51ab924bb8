"""Adam against SGD with momentum over a range of rates, the rate chosen on validation data."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.optimisers.momentum import Momentum

RATES = 10.0 ** np.arange(-4, 0.6, 0.5)


def digits(rng):
    """Digits of mean 0 and variance 1 over all pixels, in three parts: 900, 400 and 497 rows."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = (X[order] - 4.9) / 6.0, y[order]
    return [(X[part], y[part]) for part in (slice(900), slice(900, 1300), slice(1300, None))]


def accuracies(make, rate, parts, epochs, seeds):
    """(validation, test) accuracy, the mean over a few starts; overflow counts as guessing."""
    (X, y), *others = parts
    found = []
    for seed in seeds:
        net = MLP([64, 64, 10], np.random.default_rng(seed))
        with np.errstate(all="ignore"):
            net.fit(X, y, make(rate), epochs, 32, np.random.default_rng([seed, 1]))
            found.append([(net.forward(A).argmax(axis=1) == b).mean() for A, b in others])
    return np.mean(found, axis=0)


def measure(params, rng, first=Adam, tuned=True):
    parts, seeds = digits(rng), [int(s) for s in rng.integers(2**62, size=params.starts)]
    makers = {
        "Adam": (Text("Adam", "Adam"), first),
        "momentum": (Text("SGD with momentum 0.9", "SGD + 动量 0.9"), Momentum),
    }
    rates = RATES[:: params.every]
    table = {
        name: np.array([accuracies(make, r, parts, params.epochs, seeds) for r in rates])
        for name, (_, make) in makers.items()
    }
    usual = int(np.abs(np.log(rates / 1e-3)).argmin())  # Adam's default rate
    best = {name: int(t[:, 0].argmax()) if tuned else usual for name, t in table.items()}
    test = {name: float(t[best[name], 1]) for name, t in table.items()}
    untuned = float(table["Adam"][usual, 1] - table["momentum"][usual, 1])
    gap = test["Adam"] - test["momentum"]
    figure = Lines(
        id="accuracy_by_rate",
        title=Text("Test accuracy by learning rate", "不同学习率下的测试准确率"),
        summary=Text(
            f"Adam does best on the validation data at {rates[best['Adam']]:.2g}, SGD with "
            f"momentum at {rates[best['momentum']]:.2g}; there they reach {test['Adam']:.1%} and "
            f"{test['momentum']:.1%} on the test data, {100 * gap:+.1f} points apart.",
            f"按验证集选学习率，Adam 取 {rates[best['Adam']]:.2g}，带动量的 SGD 取 "
            f"{rates[best['momentum']]:.2g}；此时测试准确率分别是 {test['Adam']:.1%} 和 "
            f"{test['momentum']:.1%}，相差 {100 * gap:+.1f} 个百分点。",
        ),
        x=Axis(Text("learning rate", "学习率"), scale="log"),
        y=Axis(Text("accuracy", "准确率"), low=0.0, high=1.02),
        series=tuple(
            Series(makers[name][0], rates, t[:, 1], look=look)
            for (name, t), look in zip(table.items(), ("solid", "dashed"), strict=True)
        ),
    )
    return Result((figure,), {"gap": gap, "untuned": untuned})


LAB = Lab(
    title=Text("Is Adam simply better?", "Adam 一定更好吗？"),
    intro=Text(
        "The same net on 8×8 digits, the same starts and batches, once with Adam and once with "
        "SGD and momentum, over the same ten rates. Each optimiser's rate is chosen on validation "
        "data; what is compared is the accuracy on test data.",
        "同一个网络学习 8×8 手写数字，初始权重和批次都相同，一次用 Adam，一次用带动量的 SGD，"
        "学习率都试同样的十档。各自按验证集挑学习率，再比测试集上的准确率。",
    ),
    run=measure,
    params=(
        Int("epochs", Text("epochs", "训练轮数"), 15, 1, 40),
        Int("starts", Text("starts averaged", "平均的次数"), 1, 1, 5),
        Int("every", Text("rates skipped", "跳过的学习率"), 1, 1, 5, hidden=True),
    ),
    preview={"epochs": 2, "starts": 1, "every": 3},
    claims=(
        Claim(
            id="adam_wins",
            sentence=Text(
                "Adam is simply better: it ends a point or more above SGD with momentum.",
                "Adam 就是更好：比带动量的 SGD 高出一个百分点以上。",
            ),
            statistic="gap",
            what=Text(
                "test accuracy at each one's best rate, Adam minus SGD with momentum",
                "各取最佳学习率的测试准确率之差（Adam − 带动量的 SGD）",
            ),
            direction="above",
            threshold=0.01,
            seeds=6,
            myth=True,
        ),
        Claim(
            id="equal_when_tuned",
            sentence=Text(
                "With the rate of each tuned, the two differ by less than a point.",
                "各自调好学习率，两者相差不到一个百分点。",
            ),
            statistic="gap",
            what=Text(
                "test accuracy at each one's best rate, Adam minus SGD with momentum",
                "各取最佳学习率的测试准确率之差（Adam − 带动量的 SGD）",
            ),
            direction="within",
            threshold=(-0.01, 0.01),
            seeds=6,
        ),
        Claim(
            id="same_rate_misleads",
            sentence=Text(
                "Compared at Adam's default rate of 0.001, SGD with momentum looks three points "
                "or more worse than it is.",
                "都用 Adam 的默认学习率 0.001 来比，带动量的 SGD 会显得差三个百分点以上。",
            ),
            statistic="untuned",
            what=Text(
                "test accuracy at rate 0.001, Adam minus SGD with momentum",
                "学习率都取 0.001 时的测试准确率之差（Adam − 带动量的 SGD）",
            ),
            direction="above",
            threshold=0.03,
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "untuned",
            Text("both run at Adam's default rate", "两者都用 Adam 的默认学习率"),
            fails=("adam_wins", "equal_when_tuned"),
            run=lambda params, rng: measure(params, rng, tuned=False),
        ),
        Broken(
            "same_twice",
            Text("both arms are SGD with momentum", "两边都是带动量的 SGD"),
            fails=("same_rate_misleads",),
            run=lambda params, rng: measure(params, rng, first=Momentum),
        ),
    ),
    predict=Predict(
        Text(
            "Both optimisers get their best rate. How far apart are they on the test data?",
            "两种优化器都取各自最好的学习率，测试准确率差多少？",
        ),
        (
            Text("Adam is several points ahead.", "Adam 领先好几个百分点。"),
            Text("Less than a point.", "不到一个百分点。"),
            Text("SGD is several points ahead.", "SGD 领先好几个百分点。"),
        ),
        1,
        Text(
            "Adam is easier to start with; on a task like this a tuned rate buys the same.",
            "Adam 更容易上手；在这样的任务上，把学习率调好，SGD 一样好。",
        ),
    ),
    questions=("optimisers/adam_bias_correction", "learning_rate/too_high_too_low"),
    sources=(
        "Wilson, Roelofs, Stern, Srebro and Recht (2017), The marginal value of adaptive gradient "
        "methods in machine learning",
        "Choi et al. (2019), On empirical comparisons of optimizers for deep learning",
    ),
)
