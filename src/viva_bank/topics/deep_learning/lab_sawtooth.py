"""Depth against width at equal parameters, on a sawtooth: what can be represented, and learned."""

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
from viva_bank.reference.mlp.mlp import MLP, parameter_count
from viva_bank.reference.optimisers.adam import Adam

POINTS = 513


def tent(x, peak):
    """From 0 up to 1 at `peak` and down to 0: two linear pieces on [0, 1]."""
    return np.where(x < peak, x / peak, (1 - x) / (1 - peak))


def sawtooth(x, peaks):
    """Tents one after the other: each doubles the number of teeth."""
    for peak in peaks:
        x = tent(x, peak)
    return x


def deep_net(peaks, rng):
    """Two ReLU units a layer that are the sawtooth exactly: relu(h)/p − relu(h − p)/(p(1 − p))."""
    net = MLP([1, *[2] * len(peaks), 1], rng, "relu", "squared")
    params, row = [], np.array([[1.0]])
    for peak in peaks:
        params += [np.hstack([row, row]), np.array([0.0, -peak])]
        row = np.array([[1 / peak], [-1 / (peak * (1 - peak))]])
    net.params = [*params, row, np.zeros(1)]
    return net


def shallow_fit(x, y, peaks, units):
    """Least squares on one layer of so many ReLU units, kinks taken greedily from the true ones."""
    kinks = np.unique(x[1:-1][np.abs(np.diff(y, 2)) > 1e-9])
    columns, best = [np.ones_like(x), x], None
    for _ in range(min(units - 1, len(kinks))):  # one unit is spent on the slope at the start
        tried = []
        for kink in kinks:
            A = np.stack([*columns, np.maximum(x - kink, 0)], axis=1)
            fit = A @ np.linalg.lstsq(A, y, rcond=None)[0]
            tried.append((((fit - y) ** 2).mean(), kink, fit))
        _, kink, best = min(tried, key=lambda t: t[0])
        columns.append(np.maximum(x - kink, 0))
        kinks = kinks[kinks != kink]
    return best if best is not None else np.full_like(y, y.mean())


def learned_error(sizes, x, y, seed, steps):
    """Share of the variance left after training from random weights, kinks spread over x."""
    rng = np.random.default_rng(seed)
    net, optimiser, X = MLP(sizes, rng, "relu", "squared"), Adam(0.005), (x[::4, None] - 0.5) * 4
    net.params[1] = np.abs(net.params[0]).ravel() * rng.uniform(-2, 2, sizes[1])
    for _ in range(steps):
        _, grads = net.loss_and_gradients(X, y[::4, None])
        net.params = optimiser.step(net.params, grads)
    return net.loss(X, y[::4, None]) / y.var()


def measure(params, rng, layers=None):
    peaks, seed = rng.uniform(0.4, 0.6, 7), int(rng.integers(2**62))
    x = np.linspace(0, 1, POINTS)
    errors, kept = [], {}
    for k in range(1, params.folds + 1):
        # Kinks on the grid, so that the fit may place its own exactly there.
        y = sawtooth(x, peaks[:k])
        deep = deep_net(peaks[: layers or k], rng).forward(x[:, None])[:, 0]
        count = parameter_count([1, *[2] * k, 1])
        shallow = shallow_fit(x, y, peaks, (count - 1) // 3)
        errors.append([((f - y) ** 2).mean() / y.var() for f in (deep, shallow)])
        kept = {"y": y, "deep": deep, "shallow": shallow, "count": count}
    errors = np.array(errors)
    summary = Text(
        f"{2**params.folds} pieces, {kept['count']} parameters: the deep net leaves "
        f"{errors[-1, 0]:.1%} of the variance, the best shallow one found {errors[-1, 1]:.0%}.",
        f"{2**params.folds} 段折线、{kept['count']} 个参数：深网络剩下 {errors[-1, 0]:.1%} "
        f"的方差，找到的最好的浅网络还剩 {errors[-1, 1]:.0%}。",
    )
    fits = Lines(
        id="fits",
        title=Text(
            "The sawtooth and two nets with equally many parameters",
            "锯齿函数与参数一样多的两个网络",
        ),
        summary=summary,
        x=Axis(Text("x", "x")),
        y=Axis(Text("y", "y")),
        series=(
            Series(Text("deep, 2 units a layer", "深，每层 2 个单元"), x, kept["deep"]),
            Series(Text("one hidden layer", "单隐藏层"), x, kept["shallow"], look="dashed"),
        ),
    )
    by_folds = Lines(
        id="error_by_layers",
        title=Text("Variance left, by the number of layers", "剩余方差与层数"),
        summary=summary,
        x=Axis(Text("layers of the deep net", "深网络的层数")),
        y=Axis(Text("share of the variance left", "剩余方差的比例"), low=-0.02, high=1.0),
        series=(
            Series(Text("deep", "深"), np.arange(1, params.folds + 1), errors[:, 0]),
            Series(
                Text("one hidden layer, as many parameters", "单隐藏层，参数一样多"),
                np.arange(1, params.folds + 1),
                errors[:, 1],
                look="dashed",
            ),
        ),
    )
    values = {"deep": errors[-1, 0], "shallow": errors[-1, 1]}
    if params.steps:
        y = sawtooth(x, peaks[:4])
        deep, shallow = ([1, 16, 16, 16, 1], [1, 197, 1])  # 593 and 592 parameters
        learned = [learned_error(s, x, y, seed, params.steps) for s in (deep, shallow)]
        values["learned_ratio"] = learned[0] / learned[1]
    return Result((fits, by_folds), values)


LAB = Lab(
    title=Text("What depth buys", "深度换来了什么"),
    intro=Text(
        "Folding [0, 1] k times gives a sawtooth of 2ᵏ straight pieces. A net of k layers with "
        "two ReLU units each is that function exactly. Beside it stands one hidden layer with as "
        "many parameters, fitted by least squares with its kinks chosen well. A last claim trains "
        "both kinds from random weights.",
        "把 [0, 1] 对折 k 次，得到有 2ᵏ 段直线的锯齿函数。k 层、每层两个 ReLU "
        "单元的网络恰好就是它。旁边是参数一样多的单隐藏层网络，折点选好，用最小二乘拟合。"
        "最后一条结论让两种网络从随机权重训练。",
    ),
    run=measure,
    params=(
        Int("folds", Text("layers (folds)", "层数（对折次数）"), 5, 1, 6),
        Int("steps", Text("steps of training", "训练步数"), 0, 0, 2000, hidden=True),
    ),
    preview={"folds": 4},
    claims=(
        Claim(
            id="deep_exact",
            sentence=Text(
                "Five layers of two units represent a sawtooth of 32 pieces exactly.",
                "五层、每层两个单元，就能精确表示 32 段的锯齿函数。",
            ),
            statistic="deep",
            what=Text("share of the variance left by the deep net", "深网络剩余方差的比例"),
            direction="below",
            threshold=1e-12,
        ),
        Claim(
            id="shallow_fails",
            sentence=Text(
                "One hidden layer with as many parameters leaves more than half of the variance.",
                "参数一样多的单隐藏层网络，剩下一半以上的方差。",
            ),
            statistic="shallow",
            what=Text("share of the variance left by the shallow net", "浅网络剩余方差的比例"),
            direction="above",
            threshold=0.5,
        ),
        Claim(
            id="training_finds_it",
            sentence=Text(
                "Training finds what depth can represent: at equal parameters the deep net's "
                "error is less than a fifth of the shallow one's.",
                "深度能表示的，训练就能学到：参数一样多时，深网络的误差不到浅网络的五分之一。",
            ),
            statistic="learned_ratio",
            what=Text(
                "error of the deep net over that of the shallow one, 16 pieces, 592 parameters",
                "误差之比（深 ÷ 浅），16 段，592 个参数",
            ),
            direction="below",
            threshold=0.2,
            seeds=6,
            params={"steps": 800, "folds": 1},
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "one_layer_short",
            Text("the deep net lacks layers", "深网络少了几层"),
            fails=("deep_exact",),
            run=lambda params, rng: measure(params, rng, layers=2),
        ),
        Broken(
            "few_teeth",
            Text(
                "two folds only: the shallow net has kinks enough", "只对折两次，浅网络的折点也够用"
            ),
            fails=("shallow_fails",),
            params={"folds": 2},
        ),
    ),
    predict=Predict(
        Text(
            "31 parameters. A net of five layers makes 32 straight pieces; one hidden layer makes…",
            "31 个参数，五层的网络能做出 32 段直线，单隐藏层能做出……",
        ),
        (
            Text("32 as well.", "同样 32 段。"),
            Text("11 at most.", "最多 11 段。"),
            Text("More.", "更多。"),
        ),
        1,
        Text(
            "Each ReLU unit of a single layer adds one kink, so ten units make eleven pieces; "
            "each layer of a deep net can double them.",
            "单层里每个 ReLU 单元只加一个折点，十个单元最多十一段；深网络每加一层，段数可以翻倍。",
        ),
    ),
    questions=("deep_learning/what_is_it", "neural_network/parameter_count"),
    sources=(
        "Telgarsky (2016), Benefits of depth in neural networks, theorem 1.1",
        "Montúfar, Pascanu, Cho and Bengio (2014), On the number of linear regions of deep neural "
        "networks",
    ),
)
