"""Which cure helps against which: one net whose gradients vanish, one whose gradients explode."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Int,
    Lab,
    Predict,
    Result,
    Text,
)

WIDTH = 64
NAMES = {
    "none": Text("nothing", "不处理"),
    "clipping": Text("clipping by norm", "按范数裁剪"),
    "small_rate": Text("a rate of 1/100", "学习率降到 1/100"),
    "weights": Text("ReLU with He weights", "ReLU + He 权重"),
    "norm": Text("batch norm", "批归一化"),
    "residual": Text("residual links", "残差连接"),
}


def digits(rng):
    """Digits as tensors: 1,347 to train on and 450 held out."""
    import torch
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X = torch.tensor((X[order] - 4.9) / 6.0, dtype=torch.float32)
    y = torch.tensor(y[order])
    return X[:1347], y[:1347], X[1347:], y[1347:]


def build(case, cure, depth):
    """`vanishing`: sigmoid layers with Xavier weights. `exploding`: ReLU with twice He's."""
    from torch import nn

    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.linear = nn.Linear(WIDTH, WIDTH)
            good = case == "exploding" or cure == "weights"
            draw = nn.init.kaiming_normal_ if good else nn.init.xavier_normal_
            draw(self.linear.weight, **({"nonlinearity": "relu"} if good else {}))
            nn.init.zeros_(self.linear.bias)
            if case == "exploding" and cure != "weights":
                self.linear.weight.data *= 2
            self.norm = nn.BatchNorm1d(WIDTH) if cure == "norm" else nn.Identity()
            self.f = nn.ReLU() if good else nn.Sigmoid()

        def forward(self, x):
            y = self.f(self.norm(self.linear(x)))
            return x + y if cure == "residual" else y

    return nn.Sequential(*(Block() for _ in range(depth)), nn.Linear(WIDTH, 10))


def accuracy(case, cure, data, params, seed, clip):
    """Held-out accuracy after SGD at rate 0.1; a net that overflowed counts as guessing."""
    import torch
    from torch.nn.functional import cross_entropy

    X, y, X_held, y_held = data
    torch.manual_seed(seed)
    net = build(case, cure, params.depth)
    rate = 0.0003 if cure == "small_rate" else 0.03
    optimiser = torch.optim.SGD(net.parameters(), rate, momentum=0.9)
    for _ in range(params.epochs):
        for index in torch.randperm(len(X)).split(64):
            loss = cross_entropy(net(X[index]), y[index])
            if not torch.isfinite(loss):
                return 0.1
            optimiser.zero_grad()
            loss.backward()
            if cure == "clipping":
                clip(net.parameters(), 1.0)
            optimiser.step()
    net.eval()
    with torch.no_grad():
        return float((net(X_held).argmax(dim=1) == y_held).float().mean())


def measure(params, rng, clip=None, cured=True):
    import torch

    torch.set_num_threads(1)
    data, seed = digits(rng), int(rng.integers(2**62))
    clip = clip or torch.nn.utils.clip_grad_norm_
    got = {
        case: {c: accuracy(case, c if cured else "none", data, params, seed, clip) for c in NAMES}
        for case in ("vanishing", "exploding")
    }
    said = [(NAMES[c], 100 * got["vanishing"][c], 100 * got["exploding"][c]) for c in NAMES]
    figure = Bars(
        id="accuracy_by_cure",
        title=Text("Held-out accuracy by cure", "各种办法下的留出集准确率"),
        summary=Text(
            "Accuracy in per cent where gradients vanish and where they explode: "
            + "; ".join(f"{n.en} {v:.0f} and {e:.0f}" for n, v, e in said)
            + ".",
            "准确率（%），先梯度消失的网络，后梯度爆炸的网络："
            + "；".join(f"{n.zh} {v:.0f} 和 {e:.0f}" for n, v, e in said)
            + "。",
        ),
        categories=tuple(NAMES[c] for c in NAMES),
        y=Axis(Text("accuracy", "准确率"), low=0.0, high=1.0),
        series=(
            BarSeries(
                Text("vanishing (sigmoid)", "消失（sigmoid）"),
                np.array([got["vanishing"][c] for c in NAMES]),
            ),
            BarSeries(
                Text("exploding (ReLU, 2 × He)", "爆炸（ReLU，2 倍 He）"),
                np.array([got["exploding"][c] for c in NAMES]),
            ),
        ),
    )
    values = {f"{case}_{c}": a - row["none"] for case, row in got.items() for c, a in row.items()}
    return Result((figure,), values)


def no_clip(parameters, limit):
    """Leaves the gradients as they are."""


LAB = Lab(
    title=Text("Which cure is for which?", "哪种办法治哪种病？"),
    intro=Text(
        "Two nets learn 8×8 digits by SGD with momentum: one of sigmoid layers, whose gradients "
        "vanish, and one of ReLU layers with twice He's weights, whose gradients explode. Each "
        "gets every cure on its own; measured is the accuracy on held-out digits.",
        "两个网络用带动量的 SGD 学习 8×8 手写数字：一个用 sigmoid 层，梯度会消失；一个用 ReLU 层、"
        "权重是 He 的两倍，梯度会爆炸。每种办法单独用在两个网络上，看留出集上的准确率。",
    ),
    run=measure,
    params=(
        Int("depth", Text("hidden layers", "隐藏层数"), 8, 4, 16),
        Int("epochs", Text("epochs", "训练轮数"), 8, 1, 20),
    ),
    preview={"epochs": 1, "depth": 4},
    claims=(
        Claim(
            id="clipping_not_for_vanishing",
            sentence=Text(
                "Clipping does nothing for the net whose gradients vanish.",
                "对梯度消失的网络，裁剪毫无作用。",
            ),
            statistic="vanishing_clipping",
            what=Text("accuracy with clipping minus without", "用与不用裁剪的准确率之差"),
            direction="within",
            threshold=(-0.05, 0.05),
        ),
        Claim(
            id="clipping_for_exploding",
            sentence=Text(
                "Clipping by norm rescues the net whose gradients explode.",
                "按范数裁剪能救回梯度爆炸的网络。",
            ),
            statistic="exploding_clipping",
            what=Text(
                "accuracy with clipping minus without, exploding gradients",
                "梯度爆炸时，裁剪带来的准确率变化",
            ),
            direction="above",
            threshold=0.2,
        ),
        Claim(
            id="rate_for_exploding",
            sentence=Text(
                "A learning rate of a hundredth also rescues the exploding net, if less well.",
                "把学习率降到百分之一，也能救回梯度爆炸的网络，只是效果差一些。",
            ),
            statistic="exploding_small_rate",
            what=Text("accuracy with the cure minus without", "用与不用的准确率之差"),
            direction="above",
            threshold=0.2,
        ),
        Claim(
            id="residual_for_vanishing",
            sentence=Text(
                "Residual links rescue the net whose gradients vanish, sigmoid and all.",
                "加上残差连接，哪怕还是 sigmoid，也能救回梯度消失的网络。",
            ),
            statistic="vanishing_residual",
            what=Text("accuracy with the cure minus without", "用与不用的准确率之差"),
            direction="above",
            threshold=0.4,
        ),
    ),
    broken=(
        Broken(
            "no_clip",
            Text("clipping does nothing", "裁剪形同虚设"),
            fails=("clipping_for_exploding",),
            run=lambda params, rng: measure(params, rng, no_clip),
        ),
        Broken(
            "no_cure",
            Text("the cures are named and not applied", "只写了办法的名字，并没有用"),
            fails=("rate_for_exploding", "residual_for_vanishing"),
            run=lambda params, rng: measure(params, rng, cured=False),
        ),
    ),
    predict=Predict(
        Text(
            "Clipping the gradient's norm at 1: what does it do for the net whose gradients "
            "vanish?",
            "把梯度范数裁剪到 1，对梯度消失的网络有什么用？",
        ),
        (
            Text("It trains after all.", "能训起来了。"),
            Text("Nothing.", "毫无作用。"),
            Text("It makes it worse.", "更糟。"),
        ),
        1,
        Text(
            "Clipping only shortens what is too long; a gradient of 10⁻⁶ passes as it is.",
            "裁剪只把太长的缩短；10⁻⁶ 的梯度原样通过。",
        ),
    ),
    questions=("vanishing_exploding/why_and_cures", "vanishing_exploding/product_of_jacobians"),
    sources=(
        "Pascanu, Mikolov and Bengio (2013), On the difficulty of training recurrent neural "
        "networks, section 3",
        "He, Zhang, Ren and Sun (2016), Deep residual learning for image recognition",
    ),
    needs=("torch",),
)
