"""A trained network with one block taken out: plain against residual.

Varied: which block is left out of a trained network, without any further training. Measured:
accuracy on test digits. Plain and residual networks start from the same weights.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Mark,
    Predict,
    Result,
    Text,
)

WIDTH, TRAIN = 48, 1300
ARMS = {"plain": Text("plain", "普通网络"), "residual": Text("residual", "残差网络")}


def network(blocks, residual):
    """Digits → 48 units → blocks of (dense, BN, ReLU, dense, BN) and a ReLU → 10 logits."""
    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            dense = [nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(2)]
            for layer in dense:
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            norms = [nn.BatchNorm1d(WIDTH) for _ in range(2)]
            self.inner = nn.Sequential(dense[0], norms[0], nn.ReLU(), dense[1], norms[1])

        def forward(self, x):
            return torch.relu(x + self.inner(x) if residual else self.inner(x))

    return nn.Sequential(
        nn.Linear(64, WIDTH), nn.ReLU(), *(Block() for _ in range(blocks)), nn.Linear(WIDTH, 10)
    )


def train(net, X, y, params, seed):
    """SGD with momentum; the network is left in test mode."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.SGD(net.parameters(), params.rate, momentum=0.9)
    for _ in range(params.epochs):
        for rows in torch.randperm(len(X), generator=generator).split(64)[:-1]:
            loss = torch.nn.functional.cross_entropy(net(X[rows]), y[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return net.eval()


def accuracy(modules, X, y):
    import torch

    with torch.no_grad():
        return float(100 * (torch.nn.Sequential(*modules)(X).argmax(1) == y).float().mean())


def measure(params, rng, arms=tuple(ARMS)):
    import torch

    torch.set_num_threads(1)
    X, y = load_digits(return_X_y=True)
    order, seed = rng.permutation(len(X)), int(rng.integers(2**62))
    X, y = torch.tensor(X[order] / 8 - 1, dtype=torch.float32), torch.tensor(y[order])
    whole, without = {}, {}
    for name, arm in zip(ARMS, arms, strict=True):
        torch.manual_seed(seed)
        net = network(params.blocks, arm == "residual")
        modules = list(train(net, X[:TRAIN], y[:TRAIN], params, seed))
        whole[name] = accuracy(modules, X[TRAIN:], y[TRAIN:])
        # The first block stands at index 2, behind the first dense layer and its ReLU.
        without[name] = [
            accuracy(modules[:i] + modules[i + 1 :], X[TRAIN:], y[TRAIN:])
            for i in range(2, 2 + params.blocks)
        ]
    mean = {a: float(np.mean(v)) for a, v in without.items()}
    worst = int(np.argmin(without["residual"]))
    bars = Bars(
        id="removed",
        title=Text("Accuracy with one block removed", "去掉一块之后的准确率"),
        summary=Text(
            f"Whole, the plain network reaches {whole['plain']:.0f} % and the residual one "
            f"{whole['residual']:.0f} %. Without one block they keep {mean['plain']:.0f} % and "
            f"{mean['residual']:.0f} % on average; the residual one suffers most without block "
            f"{worst + 1} ({without['residual'][worst]:.0f} %).",
            f"完整时普通网络 {whole['plain']:.0f}%，残差网络 {whole['residual']:.0f}%。"
            "去掉一块后平均剩 "
            f"{mean['plain']:.0f}% 和 {mean['residual']:.0f}%；残差网络最怕去掉第 {worst + 1} 块（"
            f"{without['residual'][worst]:.0f}%）。",
        ),
        categories=(
            Text("none", "不去"),
            *(Text(str(i), str(i)) for i in range(1, params.blocks + 1)),
        ),
        y=Axis(Text("test accuracy (%)", "测试准确率（%）"), low=0.0, high=119.0),
        series=tuple(BarSeries(ARMS[a], [whole[a], *without[a]]) for a in ARMS),
        x=Text("block removed", "去掉的块"),
        marks=(Mark(Text("guessing", "瞎猜"), y=10.0),),
    )
    values = {"plain": mean["plain"], "lost": whole["residual"] - mean["residual"]}
    return Result((bars,), values | {"whole": whole["plain"]})


LAB = Lab(
    title=Text("Take one block out of a trained network", "从训练好的网络里抽掉一块"),
    intro=Text(
        "A plain and a residual network of five blocks learn digits to about the same accuracy. "
        "Then "
        "one block at a time is taken out, its input wired to the next, with no further training.",
        "五块的普通网络与残差网络学手写数字，准确率相近。然后每次抽掉一块，"
        "把它的输入直接接到下一块，"
        "不再训练。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Int("blocks", Text("blocks", "块数"), 5, 2, 10),
        Float("rate", Text("learning rate", "学习率"), 0.05, 0.005, 0.3, scale="log"),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 20, hidden=True),
    ),
    preview={"epochs": 1},
    claims=(
        Claim(
            id="plain_trains",
            sentence=Text(
                "Whole, a plain network of five blocks has learnt the task.",
                "完整的五块普通网络是学会了的。",
            ),
            statistic="whole",
            what=Text("test accuracy of the whole plain network", "完整普通网络的测试准确率"),
            direction="above",
            threshold=85.0,
            unit="%",
        ),
        Claim(
            id="plain_breaks",
            sentence=Text(
                "A plain network without one of its blocks does little better than guess.",
                "普通网络抽掉任何一块，就和瞎猜差不多。",
            ),
            statistic="plain",
            what=Text(
                "accuracy without a block, mean over blocks", "抽掉一块后的准确率（对各块平均）"
            ),
            direction="below",
            threshold=25.0,
            unit="%",
        ),
        Claim(
            id="residual_survives",
            sentence=Text(
                "A residual network loses a few points: its blocks correct, they do not relay.",
                "残差网络只掉几个点：每块只做修正，并不独自承担传递。",
            ),
            statistic="lost",
            what=Text(
                "accuracy of the whole minus that without a block, mean over blocks, in points",
                "完整与抽掉一块的准确率之差（对各块平均，百分点）",
            ),
            direction="below",
            threshold=12.0,
        ),
    ),
    broken=(
        Broken(
            "exchanged",
            Text("the plain network gets the skips", "跳连加到了普通网络上"),
            fails=("plain_breaks", "residual_survives"),
            run=lambda params, rng: measure(params, rng, ("residual", "plain")),
        ),
        Broken(
            "untrained",
            Text(
                "a rate at which nothing is learnt in one epoch",
                "学习率太小、只训一轮，什么也没学到",
            ),
            fails=("plain_trains",),
            params={"rate": 0.005, "epochs": 1},
        ),
    ),
    predict=Predict(
        Text(
            "One of five blocks is taken out of a trained residual network. Its accuracy …",
            "从训练好的五块残差网络里抽掉一块，准确率会……",
        ),
        (
            Text("falls to guessing.", "跌到瞎猜水平。"),
            Text("halves.", "减半。"),
            Text("falls by a few points.", "掉几个点。"),
        ),
        2,
        Text(
            "The skip still carries everything the earlier blocks found; only one correction is "
            "missing.",
            "跳连照样把前面各块的结果带过去，只是少了一次修正。",
        ),
    ),
    questions=("resnet/gradient_through_skip",),
    sources=(
        "Veit, Wilber and Belongie (2016), Residual networks behave like ensembles of relatively "
        "shallow networks, section 4.1",
    ),
)
