"""Plain against residual networks by depth, both with batch normalisation.

Varied: the number of blocks of two dense layers, and whether a block adds its input. Measured: the
training loss after a few epochs on digits, and the gradient of every layer before training.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from sklearn.datasets import load_digits

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

WIDTH = 48
ARMS = {"plain": Text("plain", "普通网络"), "residual": Text("residual", "残差网络")}


def network(blocks, residual):
    """Digits → 48 units → blocks of (dense, BN, ReLU, dense, BN) and a ReLU → 10 logits."""
    import torch
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = (nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(2))
            for layer in (self.first, self.second):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            self.inner = nn.Sequential(
                self.first, nn.BatchNorm1d(WIDTH), nn.ReLU(), self.second, nn.BatchNorm1d(WIDTH)
            )

        def forward(self, x):
            return torch.relu(x + self.inner(x) if residual else self.inner(x))

    return nn.Sequential(
        nn.Linear(64, WIDTH), nn.ReLU(), *(Block() for _ in range(blocks)), nn.Linear(WIDTH, 10)
    )


def layer_gradients(net, X, y):
    """‖∂L/∂W‖ of every dense layer in the blocks, from the input upwards."""
    from torch.nn.functional import cross_entropy

    weights = [w for block in net[2:-1] for w in (block.first.weight, block.second.weight)]
    net.zero_grad()
    cross_entropy(net(X), y).backward()
    return np.array([float(w.grad.norm()) for w in weights])


def training_loss(net, X, y, rate, epochs, seed):
    """Mean loss of the last 15 batches of SGD with momentum; infinity if it diverged."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.SGD(net.parameters(), rate, momentum=0.9)
    losses = []
    for _ in range(epochs):
        for rows in torch.randperm(len(X), generator=generator).split(64)[:-1]:
            loss = torch.nn.functional.cross_entropy(net(X[rows]), y[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
    mean = float(np.mean(losses[-15:]))
    return mean if np.isfinite(mean) else np.inf


def measure(params, rng, skip=True, norm=True):
    import torch

    torch.set_num_threads(1)
    X, y = load_digits(return_X_y=True)
    order, seed = rng.permutation(len(X))[:1300], int(rng.integers(2**62))
    X, y = torch.tensor(X[order] / 8 - 1, dtype=torch.float32), torch.tensor(y[order])

    def fresh(blocks, arm):
        torch.manual_seed(seed)  # the same weights for both arms
        net = network(blocks, skip and arm == "residual")
        if not norm:
            for block in net[2:-1]:
                block.inner[1], block.inner[4] = torch.nn.Identity(), torch.nn.Identity()
                block.inner[2] = torch.nn.Sigmoid()
        return net

    gradients = {a: layer_gradients(fresh(params.blocks, a), X[:256], y[:256]) for a in ARMS}
    decades = {a: float(np.log10(g[0] / g[-1])) for a, g in gradients.items()}
    layers = np.arange(1, 2 * params.blocks + 1)
    slopes = Lines(
        id="gradients",
        title=Text("Gradient of each layer before training", "训练前各层权重的梯度"),
        summary=Text(
            f"From the last to the first of {len(layers)} layers the gradient grows "
            + " and ".join(f"{10 ** decades[a]:.3g}-fold ({ARMS[a].en})" for a in ARMS)
            + ".",
            f"从第 {len(layers)} 层往回传到第 1 层，梯度放大的倍数："
            + "，".join(f"{ARMS[a].zh} {10 ** decades[a]:.3g}" for a in ARMS)
            + "。",
        ),
        x=Axis(Text("layer", "层")),
        y=Axis(Text("gradient norm", "梯度范数"), scale="log"),
        series=tuple(Series(ARMS[a], layers, gradients[a]) for a in ARMS),
    )
    values = {"decades": decades["plain"]}
    yield Result((slopes,), values)
    if params.epochs == 0:
        return
    depths = sorted({2, max(2, params.blocks // 2), params.blocks})
    losses = {
        a: [
            min(
                training_loss(fresh(d, a), X, y, rate, params.epochs, seed)
                for rate in (0.2 * params.rate, params.rate)
            )
            for d in depths
        ]
        for a in ARMS
    }
    plain, residual = losses["plain"], losses["residual"]
    values |= {
        "loss_ratio": plain[-1] / residual[-1],
        "degradation": plain[-1] / plain[0],
        "shallow": plain[0] / residual[0],
    }
    curves = Lines(
        id="loss",
        title=Text("Training loss by depth", "训练损失随深度的变化"),
        summary=Text(
            f"With {2 * depths[0]} layers the training loss is {plain[0]:.2f} plain and "
            f"{residual[0]:.2f} residual; with {2 * depths[-1]} layers {plain[-1]:.2f} and "
            f"{residual[-1]:.2f}.",
            f"{2 * depths[0]} 层时训练损失：普通 {plain[0]:.2f}，残差 {residual[0]:.2f}；"
            f"{2 * depths[-1]} 层时分别是 {plain[-1]:.2f} 和 {residual[-1]:.2f}。",
        ),
        x=Axis(Text("layers", "层数")),
        y=Axis(Text("training loss", "训练损失"), low=0.0),
        series=tuple(Series(ARMS[a], 2 * np.array(depths), losses[a]) for a in ARMS),
    )
    yield Result((curves, slopes), values)


LAB = Lab(
    title=Text("Plain and residual networks by depth", "普通网络与残差网络，越深越怎样"),
    intro=Text(
        "Blocks of two dense layers with batch normalisation learn digits; a residual block adds "
        "its input, a plain one does not. Same weights, same batches, the better of two rates. "
        "Measured on the *training* set: this is not about overfitting.",
        "每块两层全连接加批归一化，学手写数字；残差块把输入加回来，普通块不加。初始权重和批次都相同，"
        "学习率二取其优。量的是**训练集**上的损失：这里谈的不是过拟合。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Int("blocks", Text("blocks", "块数"), 20, 2, 32),
        Float("rate", Text("larger rate", "较大的学习率"), 0.1, 0.01, 0.5, scale="log"),
        Int("epochs", Text("epochs", "训练轮数"), 4, 0, 20, hidden=True),
    ),
    preview={"epochs": 0},
    claims=(
        Claim(
            id="degradation",
            sentence=Text(
                "After the same epochs a deep plain network has a higher training loss than a "
                "shallow one: depth degrades it, and not by overfitting.",
                "训练同样的轮数，深的普通网络连训练损失都比浅的高：这是退化，不是过拟合。",
            ),
            statistic="degradation",
            what=Text(
                "training loss of 40 plain layers over that of 4",
                "普通网络 40 层与 4 层的训练损失之比",
            ),
            direction="above",
            threshold=3.0,
        ),
        Claim(
            id="residual_trains",
            sentence=Text(
                "At the same depth the residual network trains where the plain one does not.",
                "同样的深度，普通网络训不动，残差网络训得动。",
            ),
            statistic="loss_ratio",
            what=Text(
                "training loss of 40 plain layers over 40 residual ones",
                "40 层时普通与残差网络的训练损失之比",
            ),
            direction="above",
            threshold=3.0,
        ),
        Claim(
            id="gradients_vanish",
            sentence=Text(
                "Deep plain networks fail because the gradient vanishes on its way back.",
                "深的普通网络训不好，是因为梯度往回传时消失了。",
            ),
            statistic="decades",
            what=Text(
                "log10 of the first layer's gradient over the last one's, 40 plain layers with BN",
                "40 层带 BN 的普通网络：第一层与最后一层梯度之比的 log10",
            ),
            direction="below",
            threshold=0.0,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "both_plain",
            Text("the skip is taken away from both", "两个网络都去掉跳连"),
            fails=("residual_trains",),
            run=lambda params, rng: measure(params, rng, skip=False),
        ),
        Broken(
            "shallow",
            Text("with two blocks nothing degrades", "只有两块时无所谓退化"),
            fails=("degradation", "residual_trains"),
            params={"blocks": 2},
        ),
        Broken(
            "sigmoid_without_norm",
            Text(
                "without BN and with sigmoids the gradient does vanish",
                "去掉 BN、改用 sigmoid，梯度确实会消失",
            ),
            fails=("gradients_vanish",),
            run=lambda params, rng: measure(
                SimpleNamespace(**{**vars(params), "epochs": 0}), rng, norm=False
            ),
        ),
    ),
    predict=Predict(
        Text(
            "A plain network of 40 layers with BN hardly trains. How large is the first layer's "
            "gradient at the start, next to the last one's?",
            "40 层、带 BN 的普通网络几乎训不动。训练开始时，第一层的梯度与最后一层相比如何？",
        ),
        (
            Text("A thousand times smaller.", "小一千倍。"),
            Text("About as large.", "差不多大。"),
            Text("A thousand times larger.", "大一千倍。"),
        ),
        2,
        Text(
            "BN keeps every layer's output at one scale, and what it divides by multiplies the "
            "gradient on its way back, layer after layer. The skip is what tames it.",
            "BN 把每层输出拉回同一尺度；往回传时，梯度也就逐层被放大。驯服它的是跳连。",
        ),
    ),
    sources=(
        "He, Zhang, Ren and Sun (2016), Deep residual learning for image recognition, sections 1 "
        "and 4.1",
        "Yang et al. (2019), A mean field theory of batch normalization (gradients grow in depth)",
    ),
    questions=("resnet/gradient_through_skip", "vanishing_exploding/product_of_jacobians"),
)
