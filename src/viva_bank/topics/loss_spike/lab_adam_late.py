"""One mislabelled batch late in training with Adam: what ε, β₂ and clipping change."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Lines,
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.training.clipping import clip_by_norm

# Keywords of Adam, and the norm at which its gradients are clipped (0: not at all).
SETTINGS = {
    "default": (Text("Adam as it comes", "默认 Adam"), {}, 0.0),
    "eps_small": (Text("ε = 10⁻⁴", "ε = 10⁻⁴"), {"eps": 1e-4}, 0.0),
    "eps_large": (Text("ε = 10⁻²", "ε = 10⁻²"), {"eps": 1e-2}, 0.0),
    "beta2": (Text("β₂ = 0.9", "β₂ = 0.9"), {"beta2": 0.9}, 0.0),
    "clip": (Text("clipped at norm 0.1", "范数裁剪到 0.1"), {}, 0.1),
}


def digits(rng):
    """600 digits of mean 0 and variance 1 over all pixels."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    index = rng.permutation(len(X))[:600]
    return (X[index] - 4.9) / 6.0, y[index]


def train(X, y, params, keywords, limit, seed, spoil=1):
    """Training loss after every step; at two thirds, each label of one batch is moved by one."""
    rng = np.random.default_rng(seed)
    net, optimiser, losses = MLP([64, 32, 10], rng), Adam(params.rate, **keywords), []
    for t in range(params.steps):
        index = rng.integers(len(X), size=64)
        labels = (y[index] + spoil) % 10 if t == params.steps * 2 // 3 else y[index]
        _, grads = net.loss_and_gradients(X[index], labels)
        if limit:
            grads, _ = clip_by_norm(grads, limit)
        net.params = optimiser.step(net.params, grads)
        losses.append(net.loss(X[::3], y[::3]))
    return np.array(losses)


def peak(losses):
    """The highest loss in the forty steps from the bad batch on."""
    at = len(losses) * 2 // 3
    return float(losses[at : at + 40].max())


def leap(losses):
    """That, over the loss just before."""
    return peak(losses) / float(losses[len(losses) * 2 // 3 - 1])


def measure(params, rng, spoil=1, swap=None):
    X, y = digits(rng)
    seed, settings = int(rng.integers(2**62)), SETTINGS
    if swap:
        settings = SETTINGS | {name: SETTINGS[other] for name, other in swap.items()}
    curves = {n: train(X, y, params, k, c, seed, spoil) for n, (_, k, c) in settings.items()}
    leaps = {n: leap(v) for n, v in curves.items()}
    t = np.arange(1, params.steps + 1)
    summary = Text(
        "At the mislabelled batch the training loss leaps by a factor of "
        + ", ".join(f"{v:.0f} ({SETTINGS[n][0].en})" for n, v in leaps.items())
        + ".",
        "遇到标错的批次，训练损失跳到原来的："
        + "，".join(f"{v:.0f} 倍（{SETTINGS[n][0].zh}）" for n, v in leaps.items())
        + "。",
    )
    lines = Lines(
        id="loss_by_step",
        title=Text("Training loss by step", "训练损失随步数的变化"),
        summary=summary,
        x=Axis(Text("step", "步数")),
        y=Axis(Text("loss", "损失"), scale="log"),
        series=tuple(
            Series(SETTINGS[n][0], t, curves[n], look=look)
            for n, look in (("default", "solid"), ("eps_large", "dotted"), ("clip", "dashed"))
        ),
        marks=(Mark(Text("wrong labels", "标错的批次"), x=float(params.steps * 2 // 3 + 1)),),
    )
    bars = Bars(
        id="leap_by_setting",
        title=Text("How far the loss leaps", "损失跳了多少倍"),
        summary=summary,
        categories=tuple(SETTINGS[n][0] for n in leaps),
        y=Axis(
            Text("highest loss after over loss before", "之后的最高损失 ÷ 之前的损失"),
            scale="log",
            low=1.0,
        ),
        series=(BarSeries(Text("", ""), list(leaps.values())),),
    )
    values = {
        "leap": leaps["default"],
        "clipped": peak(curves["default"]) / peak(curves["clip"]),
        "eps_small": leaps["eps_small"] / leaps["default"],
        "eps_large": leaps["eps_large"] / leaps["default"],
    }
    return Result((lines, bars), values)


LAB = Lab(
    title=Text("A late leap with Adam", "Adam 训练后期的一次暴涨"),
    intro=Text(
        "Adam has fitted 600 digits almost perfectly and its gradients are small; so is the "
        "average of their squares, by which it divides. Now one batch of 64 arrives with wrong "
        "labels. We compare ε, β₂ and clipping by how far the loss leaps.",
        "Adam 已把 600 个手写数字拟合得几乎完美，梯度很小，作为分母的平方均值也很小。这时来了一批 "
        "64 个标签全错的样本。比较 ε、β₂ 和裁剪，看损失跳多高。",
    ),
    run=measure,
    params=(
        Float("rate", Text("learning rate", "学习率"), 0.01, 0.001, 0.05, scale="log"),
        Int("steps", Text("steps", "步数"), 600, 150, 1500, scale="log"),
    ),
    preview={"steps": 150},
    claims=(
        Claim(
            id="leaps",
            sentence=Text(
                "Late in training one mislabelled batch makes Adam's loss leap more than "
                "twentyfold.",
                "训练后期，一个标错的批次就能让 Adam 的损失涨到十倍以上。",
            ),
            statistic="leap",
            what=Text(
                "highest training loss after the batch over the loss before",
                "之后的最高训练损失 ÷ 之前的损失",
            ),
            direction="above",
            threshold=10.0,
            unit="×",
        ),
        Claim(
            id="clipping_guards",
            sentence=Text(
                "With gradients clipped at 0.1 the loss after that batch is at most a tenth as "
                "high.",
                "梯度裁剪到 0.1，之后的最高损失不到十分之一。",
            ),
            statistic="clipped",
            what=Text(
                "highest loss after the batch, default over clipped",
                "之后的最高损失之比（默认 ÷ 裁剪）",
            ),
            direction="above",
            threshold=10.0,
            unit="×",
        ),
        Claim(
            id="small_eps_does_nothing",
            sentence=Text(
                "Raising ε from 10⁻⁸ to 10⁻⁴ changes nothing here: it is still far below √v̂.",
                "把 ε 从 10⁻⁸ 提到 10⁻⁴ 几乎没有变化：它仍远小于 √v̂。",
            ),
            statistic="eps_small",
            what=Text("leap with ε = 10⁻⁴ over the default's", "涨幅之比：ε = 10⁻⁴ ÷ 默认"),
            direction="within",
            threshold=(0.75, 1.25),
        ),
        Claim(
            id="large_eps_helps",
            sentence=Text(
                "An ε of 10⁻² makes the leap less than half as high.",
                "ε 取 10⁻²，涨幅不到一半。",
            ),
            statistic="eps_large",
            what=Text("leap with ε = 10⁻² over the default's", "涨幅之比：ε = 10⁻² ÷ 默认"),
            direction="below",
            threshold=0.5,
        ),
    ),
    broken=(
        Broken(
            "right_labels",
            Text("the labels of that batch are right", "那一批的标签其实是对的"),
            fails=("leaps", "large_eps_helps"),
            run=lambda params, rng: measure(params, rng, spoil=0),
        ),
        Broken(
            "exchanged",
            Text(
                "clipping is left out, and the small ε is the large one",
                "没有裁剪，小的 ε 其实是大的",
            ),
            fails=("clipping_guards", "small_eps_does_nothing"),
            run=lambda params, rng: measure(
                params, rng, swap={"clip": "default", "eps_small": "eps_large"}
            ),
        ),
    ),
    predict=Predict(
        Text(
            "Which of these guards best against one mislabelled batch late in training?",
            "要防训练后期一个标错的批次，下面哪种办法最有效？",
        ),
        (
            Text("ε = 10⁻⁴ in place of 10⁻⁸.", "ε 用 10⁻⁴ 代替 10⁻⁸。"),
            Text("β₂ = 0.9.", "β₂ 取 0.9。"),
            Text("Clipping the gradient's norm.", "按范数裁剪梯度。"),
        ),
        2,
        Text(
            "The bad gradient is hundreds of times the usual one, and Adam's momentum repeats it "
            "for some ten steps more. Clipping stops it at the door.",
            "这个坏梯度是平常的几百倍，Adam 的动量还会把它延续十来步。裁剪则把它挡在门外。",
        ),
    ),
    questions=("optimisers/adam_bias_correction", "learning_rate/too_high_too_low"),
    sources=(
        "Kingma and Ba (2015), Adam: a method for stochastic optimization, section 2.1",
        "Molybog et al. (2023), A theory on Adam instability in large-scale machine learning",
    ),
)
