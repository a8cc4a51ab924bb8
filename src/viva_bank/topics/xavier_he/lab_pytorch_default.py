"""PyTorch's default Linear beside He: the spread of its weights, the gradient that gets back."""

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
from viva_bank.reference.initialisation.he import he_std


def stack(width, depth, he):
    """ReLU layers of equal width as they come, or with He's weights and no bias."""
    from torch import nn

    layers = [nn.Linear(width, width) for _ in range(depth)]
    if he:
        for layer in layers:
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    return layers


def backward_sizes(layers, x):
    """Root mean square of the gradient at the input of each layer, for a random one at the end."""
    import torch

    h = [x.requires_grad_()]
    for layer in layers:
        h.append(torch.relu(layer(h[-1])))
        h[-1].retain_grad()
    h[-1].backward(torch.randn_like(h[-1]))
    return np.array([float(t.grad.square().mean().sqrt()) for t in h])


def measure(params, rng, kinds=(False, True)):
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(int(rng.integers(2**62)))
    x = torch.randn(200, params.width)
    nets = [stack(params.width, params.depth, he) for he in kinds]
    sizes = [backward_sizes(net, x.clone()) for net in nets]
    factors = [float((s[0] / s[-1]) ** (1 / params.depth)) for s in sizes]
    spread = float(torch.stack([layer.weight.detach() for layer in nets[0]]).std())
    ratio = spread / he_std((params.width, params.width))
    layers = np.arange(params.depth + 1)
    figure = Lines(
        id="gradient_by_layer",
        title=Text("Size of the gradient by layer", "逐层梯度的大小"),
        summary=Text(
            f"The default's weights are {ratio:.3f} times as spread as He's. Each ReLU layer "
            f"multiplies the gradient by {factors[0]:.2f} with them, and by {factors[1]:.2f} with "
            f"He's: after {params.depth} layers {sizes[0][0]:.1e} against {sizes[1][0]:.1e}.",
            f"默认权重的标准差是 He 的 {ratio:.3f} 倍。每过一层 ReLU，梯度用默认权重时乘以 "
            f"{factors[0]:.2f}，用 He 时乘以 {factors[1]:.2f}；传过 {params.depth} 层之后，分别是 "
            f"{sizes[0][0]:.1e} 和 {sizes[1][0]:.1e}。",
        ),
        x=Axis(Text("layer (the gradient travels to the left)", "层（梯度从右往左传）")),
        y=Axis(Text("root mean square of ∂L/∂h", "∂L/∂h 的均方根"), scale="log"),
        series=(
            Series(Text("PyTorch's default", "PyTorch 默认"), layers, sizes[0], look="dashed"),
            Series(Text("He, no bias", "He，无偏置"), layers, sizes[1]),
        ),
    )
    return Result((figure,), {"spread": ratio, "backward": factors[0], "he": factors[1]})


LAB = Lab(
    title=Text("Does PyTorch's Linear start with He?", "PyTorch 的 Linear 默认用 He 初始化吗？"),
    intro=Text(
        "`nn.Linear` calls `kaiming_uniform_` with `a=√5`. We compare the spread of its weights "
        "with He's for ReLU, and send a random gradient back through a stack of ReLU layers.",
        "`nn.Linear` 调用的是 `kaiming_uniform_`，但参数 `a=√5`。把它的权重标准差和 ReLU 的 He "
        "初始化比一比，再让一个随机梯度反向穿过一摞 ReLU 层。",
    ),
    run=measure,
    params=(
        Int("depth", Text("layers", "层数"), 12, 2, 30),
        Int("width", Text("units in a layer", "每层单元数"), 256, 16, 512, scale="log"),
    ),
    claims=(
        Claim(
            id="default_is_he",
            sentence=Text(
                "PyTorch's Linear uses He initialisation by default: the weights are as spread.",
                "PyTorch 的 Linear 默认就是 He 初始化：权重的标准差一样大。",
            ),
            statistic="spread",
            what=Text("std of the default's weights over He's", "权重标准差之比（默认 ÷ He）"),
            direction="within",
            threshold=(0.95, 1.05),
            myth=True,
        ),
        Claim(
            id="spread",
            sentence=Text(
                "The default's standard deviation is 1/√(3·fan_in), √6 times smaller than He's.",
                "默认权重的标准差是 1/√(3·fan_in)，只有 He 的 1/√6。",
            ),
            statistic="spread",
            what=Text(
                "std of the default's weights over He's (1/√6 = 0.408)",
                "权重标准差之比，默认 ÷ He（1/√6 = 0.408）",
            ),
            direction="within",
            threshold=(0.403, 0.413),
        ),
        Claim(
            id="gradient_shrinks",
            sentence=Text(
                "With the default each ReLU layer shrinks the gradient to about 0.41 of its size.",
                "用默认初始化，每过一层 ReLU，梯度大约缩小到 0.41 倍。",
            ),
            statistic="backward",
            what=Text("factor a layer on the gradient", "每层梯度的倍数"),
            direction="within",
            threshold=(0.37, 0.45),
            unit="×",
        ),
        Claim(
            id="he_keeps",
            sentence=Text(
                "With He's weights the gradient keeps its size.",
                "用 He 权重，梯度大小基本不变。",
            ),
            statistic="he",
            what=Text("factor a layer on the gradient", "每层梯度的倍数"),
            direction="within",
            threshold=(0.93, 1.07),
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "he_instead",
            Text("the default is replaced by He", "默认初始化换成 He"),
            fails=("default_is_he", "spread", "gradient_shrinks"),
            run=lambda params, rng: measure(params, rng, kinds=(True, True)),
        ),
        Broken(
            "default_instead",
            Text("He is replaced by the default", "He 换成默认初始化"),
            fails=("he_keeps",),
            run=lambda params, rng: measure(params, rng, kinds=(False, False)),
        ),
    ),
    predict=Predict(
        Text(
            "`kaiming_uniform_(weight, a=√5)`: how does its spread compare with He's for ReLU?",
            "`kaiming_uniform_(weight, a=√5)` 的标准差和 ReLU 的 He 比如何？",
        ),
        (
            Text("The same: Kaiming is He.", "一样：Kaiming 就是 He。"),
            Text("√6 times smaller.", "小到 1/√6。"),
            Text("√5 times larger.", "大到 √5 倍。"),
        ),
        1,
        Text(
            "a is the negative slope: √(2/(1 + 5)) = 1/√3 in place of √2. It is LeCun's older "
            "U(−1/√n, 1/√n) in other words.",
            "a 是负半轴斜率：系数成了 √(2/(1 + 5)) = 1/√3，而不是 √2。换句话说，它就是旧的 "
            "U(−1/√n, 1/√n)。",
        ),
    ),
    questions=("xavier_he/which_and_why", "xavier_he/std_and_bound"),
    sources=(
        "PyTorch 2.13, torch/nn/modules/linear.py, Linear.reset_parameters",
        "He, Zhang, Ren and Sun (2015), Delving deep into rectifiers, equation 15",
    ),
    needs=("torch",),
)
