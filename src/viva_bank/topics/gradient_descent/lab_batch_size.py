"""Full batch, mini-batch and single examples: noise of the gradient, and loss for the same work."""

from __future__ import annotations

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
from viva_bank.reference.losses.softmax_cross_entropy import (
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from viva_bank.reference.training.minibatch_sgd import minibatch_sgd

BATCHES = np.array([1, 4, 16, 64, 256])
SHAPE = (65, 10)


def digits(rng):
    """1,280 digits of mean 0 and variance 1, and a column of ones for the bias."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    index = rng.permutation(len(X))[:1280]
    return np.column_stack([(X[index] - 4.9) / 6.0, np.ones(1280)]), y[index]


def gradient(theta, X, y):
    """∂L/∂θ of the batch's mean loss, θ being the flattened weights of softmax regression."""
    return (X.T @ softmax_cross_entropy_gradient(X @ theta.reshape(SHAPE), y)).ravel()


def with_replacement(rng, n, size):
    return rng.integers(n, size=size)


def noise(rng, theta, X, y, draws, pick=with_replacement):
    """‖batch gradient − full gradient‖ over ‖full gradient‖, root mean square, for each size."""
    full = gradient(theta, X, y)
    found = []
    for size in BATCHES:
        index = [pick(rng, len(X), size) for _ in range(draws)]
        off = [((gradient(theta, X[i], y[i]) - full) ** 2).sum() for i in index]
        found.append(np.sqrt(np.mean(off)) / np.linalg.norm(full))
    return np.array(found)


def measure(params, rng, pick=with_replacement):
    X, y = digits(rng)
    relative = noise(rng, np.zeros(650), X, y, params.draws, pick)
    slope = float(np.polyfit(np.log(BATCHES), np.log(relative), 1)[0])
    curves = {}
    for size in (1, params.batch, len(X)):
        path = minibatch_sgd(gradient, np.zeros(650), X, y, params.rate, params.epochs, size, rng)
        seen = np.linspace(0, params.epochs * len(X), len(path))
        some = np.unique(np.linspace(0, len(path) - 1, 60).astype(int))
        losses = [softmax_cross_entropy(X @ path[i].reshape(SHAPE), y) for i in some]
        curves[size] = (seen[some] / len(X), np.array(losses))
    ends = {size: float(c[1][-1]) for size, c in curves.items()}
    noise_figure = Lines(
        id="noise_by_batch",
        title=Text("Noise of the gradient by batch size", "梯度噪声与批大小"),
        summary=Text(
            f"The batch gradient is off by {relative[0]:.1f} times the full gradient's length at "
            f"batch size 1, by {relative[-1]:.2f} times at 256: it falls as B to the {slope:.2f}.",
            f"批大小为 1 时，批梯度与全梯度之差是全梯度长度的 {relative[0]:.1f} 倍，批大小 256 "
            f"时是 {relative[-1]:.2f} 倍，按 B 的 {slope:.2f} 次方下降。",
        ),
        x=Axis(Text("batch size B", "批大小 B"), scale="log"),
        y=Axis(Text("noise over signal", "噪声 ÷ 信号"), scale="log"),
        series=(
            Series(Text("measured", "实测"), BATCHES, relative),
            Series(Text("1/√B", "1/√B"), BATCHES, relative[0] / np.sqrt(BATCHES), look="dotted"),
        ),
    )
    work = Lines(
        id="loss_by_work",
        title=Text("Training loss for the same number of examples", "看过同样多样本时的训练损失"),
        summary=Text(
            f"After {params.epochs} epochs the loss is "
            + ", ".join(f"{v:.2f} with batches of {s}" for s, v in ends.items())
            + ".",
            f"{params.epochs} 个 epoch 之后，"
            + "，".join(f"批大小 {s} 的损失是 {v:.2f}" for s, v in ends.items())
            + "。",
        ),
        x=Axis(Text("epochs", "epoch 数")),
        y=Axis(Text("loss", "损失"), scale="log"),
        series=tuple(
            Series(Text(f"batch {s}", f"批大小 {s}"), *c, look=look)
            for (s, c), look in zip(curves.items(), ("dotted", "solid", "dashed"), strict=True)
        ),
    )
    progress = ends[len(X)] / ends[params.batch]
    return Result((noise_figure, work), {"slope": slope, "progress": progress})


LAB = Lab(
    title=Text("Full batch, mini-batch or one example?", "全批量、小批量还是单个样本？"),
    intro=Text(
        "Softmax regression on 1,280 digits, from zero. First we compare the gradient of random "
        "batches with that of all the data; then batches of one, of some and of all examples "
        "descend at the same rate, and we compare the loss after the same number of examples.",
        "在 1280 个手写数字上从零训练 softmax 回归。先比较随机批次的梯度与全部数据的梯度；"
        "再用同样的学习率，分别按一个、若干个、全部样本做下降，看过同样多样本之后比较损失。",
    ),
    run=measure,
    params=(
        Int("batch", Text("mini-batch size", "小批量大小"), 32, 2, 512, scale="log"),
        Float("rate", Text("learning rate", "学习率"), 0.03, 0.003, 0.3, scale="log"),
        Int("epochs", Text("epochs", "epoch 数"), 3, 1, 10),
        Int(
            "draws",
            Text("batches drawn for the noise", "测噪声时抽的批数"),
            200,
            20,
            1000,
            hidden=True,
        ),
    ),
    preview={"draws": 30, "epochs": 1},
    claims=(
        Claim(
            id="root_of_batch",
            sentence=Text(
                "The noise of a batch's gradient falls as 1/√B: four times the batch, half of it.",
                "批梯度的噪声按 1/√B 下降：批大小变成四倍，噪声减半。",
            ),
            statistic="slope",
            what=Text("slope of log noise over log batch size", "log 噪声对 log 批大小的斜率"),
            direction="within",
            threshold=(-0.53, -0.47),
        ),
        Claim(
            id="more_progress",
            sentence=Text(
                "For the same number of examples mini-batches get at least three times lower than "
                "the full batch: they make forty times as many steps.",
                "看过同样多的样本，小批量的损失不到全批量的三分之一，因为它多走了四十倍的步数。",
            ),
            statistic="progress",
            what=Text(
                "loss after 3 epochs, full batch over batches of 32",
                "3 个 epoch 后的损失之比（全批量 ÷ 批大小 32）",
            ),
            direction="above",
            threshold=3.0,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "repeated",
            Text("every batch repeats one example", "每批都是同一个样本的重复"),
            fails=("root_of_batch",),
            run=lambda params, rng: measure(
                params, rng, lambda r, n, size: np.full(size, r.integers(n))
            ),
        ),
        Broken(
            "same_size",
            Text("the mini-batch is nearly half of the data", "小批量几乎是一半数据"),
            fails=("more_progress",),
            params={"batch": 512},
        ),
    ),
    predict=Predict(
        Text(
            "The batch grows from 16 to 64. What happens to the gradient's noise?",
            "批大小从 16 增到 64，梯度噪声怎么变？",
        ),
        (
            Text("It stays.", "不变。"),
            Text("It halves.", "减半。"),
            Text("It falls to a quarter.", "降到四分之一。"),
        ),
        1,
        Text(
            "It is the error of a mean of B draws: 1/√B. So the last bit of precision is dear, "
            "and many rough steps beat few exact ones.",
            "它是 B 次抽样的均值误差，即 1/√B。所以越往后精度越贵，"
            "许多粗糙的步子胜过少数精确的步子。",
        ),
    ),
    questions=("gradient_descent/batch_or_stochastic", "gradient_descent/mini_batch_sgd"),
    sources=(
        "Bottou, Curtis and Nocedal (2018), Optimization methods for large-scale machine "
        "learning, section 3",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.1.3",
    ),
)
