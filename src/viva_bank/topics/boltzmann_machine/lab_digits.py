"""A restricted Boltzmann machine learns digits by contrastive divergence.

Varied: how long it trains, and its hidden units. Measured: the error of going up to the hidden
units and down again, on digits that it never saw, next to the best picture without any hidden
unit (the mean digit).
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Image,
    Int,
    Lab,
    Lines,
    Mark,
    Picture,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.energy.rbm import RBM


def measure(params, rng, rate_factor=1.0):
    V, _ = load_digits(return_X_y=True)
    V = (V[rng.permutation(len(V))] > 7).astype(float)
    train, test = V[:1400], V[1400:]
    # The start that Hinton advises: each visible bias at the log-odds of its pixel.
    rbm, mean = RBM(64, params.hidden, rng), train.mean(axis=0)
    p = np.clip(mean, 0.01, 0.99)
    rbm.a = np.log(p / (1 - p))
    baseline = float(((test - mean) ** 2).mean())

    def error():
        return float(((test - rbm.reconstruct(test)) ** 2).mean())

    errors = [error()]
    for _ in range(params.epochs):
        rbm.fit(train, params.rate * rate_factor, 1, 20, params.k)
        errors.append(error())
    ratio, left = errors[-1] / errors[0], errors[min(5, params.epochs)] / errors[-1]
    curve = Lines(
        id="error",
        title=Text("Reconstruction of digits never seen", "对没见过的数字的重构误差"),
        summary=Text(
            f"The squared error a pixel falls from {errors[0]:.3f} to {errors[-1]:.3f} in "
            f"{params.epochs} epochs; the mean digit gives {baseline:.3f}.",
            f"训练 {params.epochs} 轮，每像素平方误差从 {errors[0]:.3f} 降到 {errors[-1]:.3f}；"
            f"只用平均图像是 {baseline:.3f}。",
        ),
        x=Axis(Text("epoch", "轮次")),
        y=Axis(Text("squared error a pixel", "每像素平方误差"), low=0.0),
        series=(Series(Text("RBM, test digits", "RBM，测试集"), np.arange(len(errors)), errors),),
        marks=(Mark(Text("mean digit", "平均图像"), y=baseline),),
    )
    shown = test[:6]
    start = (rng.random((6, 64)) < mean).astype(float)
    dreams = rbm.visible_given(rbm.hidden_given(rbm.gibbs(start, 200)))
    rows = ((Text("test digit", "测试数字"), shown),)
    rows += (
        (Text("reconstructed", "重构"), rbm.reconstruct(shown)),
        (Text("dreamt", "采样"), dreams),
    )
    image = Image(
        id="pictures",
        title=Text("Digits, reconstructions, samples", "原图、重构、采样"),
        summary=Text(
            "Six test digits; below each what the RBM makes of it, blurred yet recognisable; and "
            "six "
            "samples after 200 Gibbs steps from noise.",
            "上排六个测试数字，中排是 RBM 的重构，模糊但认得出；下排是从噪声出发、"
            "吉布斯采样 200 步的样本。",
        ),
        pictures=tuple(Picture(name, p.reshape(8, 8)) for name, ps in rows for p in ps),
        columns=6,
    )
    values = {"ratio": ratio, "against_mean": errors[-1] / baseline, "after_five": left}
    return Result((curve, image), values)


LAB = Lab(
    title=Text("An RBM learns digits", "用受限玻尔兹曼机学手写数字"),
    intro=Text(
        "An RBM with 64 visible units learns 8×8 digits in black and white by CD-$k$, one Gibbs "
        "step unless you ask "
        "for "
        "more. The error is measured on digits that it never saw. It is no likelihood, but it "
        "shows "
        "that the hidden units came to describe the picture.",
        "64 个可见单元的 RBM 用 CD-$k$ 学 8×8 黑白手写数字，默认只走一步吉布斯采样。"
        "误差在没见过的数字上量。"
        "重构误差不是似然，但看得出隐藏单元确实学会了描述图像。",
    ),
    run=measure,
    params=(
        Int("hidden", Text("hidden units", "隐藏单元数"), 128, 1, 256, scale="log"),
        Float("rate", Text("learning rate", "学习率"), 0.2, 0.005, 0.5, scale="log"),
        Int("k", Text("Gibbs steps k", "吉布斯步数 k"), 1, 1, 10),
        Int("epochs", Text("epochs", "训练轮数"), 40, 1, 80, hidden=True),
    ),
    preview={"epochs": 2},
    claims=(
        Claim(
            id="learns",
            sentence=Text(
                "CD-1 brings the reconstruction error on new digits below half of the mean "
                "digit's.",
                "CD-1 训练后，新数字的重构误差不到平均图像的三分之一。",
            ),
            statistic="against_mean",
            what=Text(
                "error of the RBM over that of the mean digit", "RBM 的误差 ÷ 平均图像的误差"
            ),
            direction="below",
            threshold=1 / 3,
        ),
        Claim(
            id="takes_long",
            sentence=Text(
                "It needs dozens of epochs: after five the error is far above where it ends.",
                "要训练几十轮：只训五轮，误差还远高于最终水平。",
            ),
            statistic="after_five",
            what=Text("error after 5 epochs over that after 40", "第 5 轮的误差 ÷ 第 40 轮的误差"),
            direction="above",
            threshold=2.0,
        ),
    ),
    broken=(
        Broken(
            "one_hidden_unit",
            Text("a single hidden unit cannot describe a digit", "一个隐藏单元描述不了数字"),
            fails=("learns", "takes_long"),
            params={"hidden": 1},
        ),
        Broken(
            "wrong_sign",
            Text("descends the gradient that it should ascend", "该升却降，梯度方向取反"),
            fails=("learns", "takes_long"),
            run=lambda params, rng: measure(params, rng, -1.0),
        ),
    ),
    predict=Predict(
        Text(
            "How does CD-1 find the model's side of the gradient?",
            "CD-1 的梯度里“模型那一侧”从哪来？",
        ),
        (
            Text("It sums over all states.", "对所有状态求和。"),
            Text("It runs the chain until it settles.", "让采样链跑到平稳。"),
            Text("It takes one step from the data.", "从数据出发只走一步。"),
        ),
        2,
        Text(
            "One step from the data is biased, yet its direction is good enough to learn from.",
            "从数据只走一步，估计有偏，但方向够用。",
        ),
    ),
    questions=("boltzmann_machine/restricted", "boltzmann_machine/cd_1"),
    sources=(
        "Hinton (2002), Training products of experts by minimizing contrastive divergence",
        "Hinton (2012), A practical guide to training restricted Boltzmann machines",
    ),
)
