"""What is counted by the words epoch, batch and iteration, and what it means for training."""

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
    Table,
    Text,
)
from viva_bank.reference.data.batches import batches, iterations_per_epoch
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.sgd import SGD

SIZES = (16, 64, 256)


class Counting:
    """SGD that counts how often it moved the parameters."""

    def __init__(self, lr, count=1):
        self.lr, self.updates, self._count, self._inner = lr, 0, count, SGD(lr)

    def step(self, params, grads):
        self.updates += self._count
        return self._inner.step(params, grads)


def digits(rng):
    """1,000 digits of mean 0 and variance 1 over all pixels."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    index = rng.permutation(len(X))[:1000]
    return (X[index] - 4.9) / 6.0, y[index]


def train(X, y, size, epochs, seed, cut=batches, count=1):
    """(updates in each iteration, examples seen in each epoch, training loss by epoch)."""
    net, optimiser = MLP([64, 32, 10], np.random.default_rng(seed)), Counting(0.05, count)
    rng, per_iteration, seen, losses = np.random.default_rng([seed, 1]), [], [], [net.loss(X, y)]
    for _ in range(epochs):
        seen.append(0)
        for index in cut(len(X), size, rng):
            before = optimiser.updates
            _, grads = net.loss_and_gradients(X[index], y[index])
            net.params = optimiser.step(net.params, grads)
            per_iteration.append(optimiser.updates - before)
            seen[-1] += len(index)
        losses.append(net.loss(X, y))
    return np.array(per_iteration), np.array(seen), np.array(losses)


def measure(params, rng, cut=batches, count=1):
    X, y = digits(rng)
    seed = int(rng.integers(2**62))
    sizes = sorted({*SIZES, params.batch})
    runs = {b: train(X, y, b, params.epochs, seed, cut, count) for b in sizes}
    rows = tuple((b, iterations_per_epoch(1000, b), len(runs[b][0]), runs[b][2][-1]) for b in sizes)
    table = Table(
        id="counts",
        title=Text(
            f"1,000 examples, {params.epochs} epochs", f"1000 个样本，{params.epochs} 个 epoch"
        ),
        summary=Text(
            "; ".join(f"batch {b}: {n} iterations an epoch, {t} in all" for b, n, t, _ in rows)
            + ". Every iteration is one update.",
            "；".join(f"批大小 {b}：每个 epoch {n} 次迭代，共 {t} 次" for b, n, t, _ in rows)
            + "。每次迭代更新一次参数。",
        ),
        columns=(
            Text("batch size", "批大小"),
            Text("iterations in an epoch", "每个 epoch 的迭代数"),
            Text("iterations in all", "总迭代数"),
            Text("training loss at the end", "最后的训练损失"),
        ),
        rows=rows,
        digits=3,
    )
    figure = Lines(
        id="loss_by_epoch",
        title=Text("Training loss by epoch", "训练损失随 epoch 的变化"),
        summary=Text(
            "Loss after the same number of epochs: "
            + ", ".join(f"{loss:.2f} with batches of {b}" for b, _, _, loss in rows)
            + ". Fewer iterations, less progress.",
            "训练同样多个 epoch 之后："
            + "，".join(f"批大小 {b} 的损失是 {loss:.2f}" for b, _, _, loss in rows)
            + "。迭代次数少，进展就少。",
        ),
        x=Axis(Text("epoch", "epoch")),
        y=Axis(Text("loss", "损失"), scale="log"),
        series=tuple(
            Series(Text(f"batch {b}", f"批大小 {b}"), np.arange(params.epochs + 1), r[2], look=look)
            for (b, r), look in zip(
                runs.items(), ("solid", "dashed", "dotted", "solid"), strict=False
            )
        ),
    )
    values = {
        "updates": float(runs[64][0].mean()),
        "epoch_share": float(runs[64][1].mean()) / 1000,
        "large_over_small": float(runs[256][2][-1] / runs[16][2][-1]),
    }
    return Result((table, figure), values)


def whole_epoch(n, size, rng):
    """What the sentence would mean: one iteration goes through all the data."""
    return [np.arange(n)]


def half_an_epoch(n, size, rng):
    """Every other batch only."""
    return list(batches(n, size, rng))[::2]


LAB = Lab(
    title=Text("Epoch, batch, iteration: counted", "数一数 epoch、batch、iteration"),
    intro=Text(
        "A net trains on 1,000 digits with several batch sizes. We count how often the parameters "
        "move in one iteration and how many examples one epoch shows, and compare the loss after "
        "equally many epochs.",
        "网络在 1000 个手写数字上训练，批大小不同。数一数一次迭代里参数更新几次、一个 epoch "
        "看到多少样本，再比较同样多个 epoch 之后的损失。",
    ),
    run=measure,
    params=(
        Int("batch", Text("batch size", "批大小"), 100, 1, 1000, scale="log"),
        Int("epochs", Text("epochs", "epoch 数"), 5, 1, 20),
    ),
    preview={"epochs": 1},
    claims=(
        Claim(
            id="iteration_is_a_count",
            sentence=Text(
                "An iteration is the number of batches in an epoch (16 for 1,000 examples in "
                "batches of 64).",
                "iteration 就是一个 epoch 里的批数（1000 个样本、批大小 64 时是 16）。",
            ),
            statistic="updates",
            what=Text("updates in one iteration", "一次迭代里参数更新的次数"),
            direction="within",
            threshold=(15.0, 17.0),
            myth=True,
        ),
        Claim(
            id="one_update",
            sentence=Text(
                "An iteration is one batch and one update.",
                "一次迭代就是一个 batch、一次更新。",
            ),
            statistic="updates",
            what=Text("updates in one iteration", "一次迭代里参数更新的次数"),
            direction="within",
            threshold=(0.999, 1.001),
        ),
        Claim(
            id="epoch_is_a_pass",
            sentence=Text(
                "An epoch shows every example once, whatever the batch size.",
                "一个 epoch 把每个样本看一遍，与批大小无关。",
            ),
            statistic="epoch_share",
            what=Text(
                "examples seen in an epoch over examples there are",
                "一个 epoch 看到的样本数 ÷ 样本总数",
            ),
            direction="within",
            threshold=(0.999, 1.001),
        ),
        Claim(
            id="fewer_iterations_less_progress",
            sentence=Text(
                "After equally many epochs batches of 256 leave at least three times the loss of "
                "batches of 16: they made a sixteenth of the updates.",
                "同样多个 epoch 之后，批大小 256 的损失至少是批大小 16 的三倍，"
                "因为更新次数只有十六分之一。",
            ),
            statistic="large_over_small",
            what=Text(
                "loss with batches of 256 over loss with batches of 16",
                "损失之比（批 256 ÷ 批 16）",
            ),
            direction="above",
            threshold=3.0,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "half_the_data",
            Text("an epoch drops half of its batches", "一个 epoch 丢掉一半的批次"),
            fails=("epoch_is_a_pass",),
            run=lambda params, rng: measure(params, rng, half_an_epoch),
        ),
        Broken(
            "counted_wrongly",
            Text(
                "the counter adds every batch of the epoch at each update",
                "计数器每次更新都加上整个 epoch 的批数",
            ),
            fails=("iteration_is_a_count", "one_update"),
            run=lambda params, rng: measure(params, rng, count=16),
        ),
        Broken(
            "full_batch",
            Text("all batch sizes see all the data at once", "不管批大小，每次都用全部数据"),
            fails=("fewer_iterations_less_progress",),
            run=lambda params, rng: measure(params, rng, whole_epoch),
        ),
    ),
    predict=Predict(
        Text(
            "1,000 examples, batches of 64, the last one kept. How many iterations in an epoch?",
            "1000 个样本，批大小 64，保留最后不满的一批。一个 epoch 有几次迭代？",
        ),
        (Text.same("15"), Text.same("16"), Text.same("64")),
        1,
        Text(
            "⌈1000/64⌉ = 16; the last batch has 40 examples. With drop_last it would be 15.",
            "⌈1000/64⌉ = 16，最后一批有 40 个样本。如果丢掉最后一批，就是 15。",
        ),
    ),
    questions=("epoch_batch_iteration/terms", "epoch_batch_iteration/iterations"),
    sources=("Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.1.3",),
)
