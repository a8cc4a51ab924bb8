"""One bad batch in the middle of training, with and without clipping the gradient."""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Choice,
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
from viva_bank.reference.optimisers.momentum import Momentum
from viva_bank.reference.optimisers.sgd import SGD
from viva_bank.reference.training.clipping import clip_by_norm

OPTIMISERS = {
    "sgd": lambda: SGD(0.1),
    "momentum": lambda: Momentum(0.03),
    "adam": lambda: Adam(0.003),
}


def digits(rng):
    """Digits of mean 0 and variance 1 over all pixels, 1,300 to train on and 497 held out."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = (X[order] - 4.9) / 6.0, y[order]
    return X[:1300], y[:1300], X[1300:], y[1300:]


def train(data, optimiser, steps, factor, limit, seed):
    """Held-out loss after every step; half-way one batch arrives `factor` times too large."""
    X, y, X_held, y_held = data
    rng = np.random.default_rng(seed)
    net, losses = MLP([64, 64, 10], rng), []
    for t in range(steps):
        index = rng.integers(len(X), size=32)
        _, grads = net.loss_and_gradients(X[index] * (factor if t == steps // 2 else 1), y[index])
        if limit:
            grads, _ = clip_by_norm(grads, limit)
        net.params = optimiser.step(net.params, grads)
        losses.append(net.loss(X_held, y_held))
    return np.array(losses)


def leap(losses):
    """The highest loss in the twenty steps from the bad batch on, over the loss just before."""
    half = len(losses) // 2
    return float(losses[half : half + 20].max() / losses[half - 1])


def measure(params, rng, clips=True):
    data, seed = digits(rng), int(rng.integers(2**62))
    make = OPTIMISERS[params.optimiser]
    limits = (0.0, params.limit if clips else 0.0)
    plain, clipped = (
        train(data, make(), params.steps, params.factor, limit, seed) for limit in limits
    )
    half = params.steps // 2
    figure = Lines(
        id="loss_by_step",
        title=Text("Held-out loss by step", "留出集损失随步数的变化"),
        summary=Text(
            f"At the bad batch the loss leaps to {leap(plain):.1f} times what it was; with the "
            f"gradient clipped at {params.limit:g}, to {leap(clipped):.1f} times. At the end it "
            f"is {plain[-1]:.2f} and {clipped[-1]:.2f}.",
            f"遇到坏批次，损失跳到原来的 {leap(plain):.1f} 倍；梯度裁剪到 {params.limit:g} 时是 "
            f"{leap(clipped):.1f} 倍。训练结束时分别是 {plain[-1]:.2f} 和 {clipped[-1]:.2f}。",
        ),
        x=Axis(Text("step", "步数")),
        y=Axis(Text("loss", "损失"), scale="log"),
        series=(
            Series(Text("not clipped", "不裁剪"), np.arange(1, params.steps + 1), plain),
            Series(
                Text(f"clipped at norm {params.limit:g}", f"范数裁剪到 {params.limit:g}"),
                np.arange(1, params.steps + 1),
                clipped,
                look="dashed",
            ),
        ),
        marks=(Mark(Text("bad batch", "坏批次"), x=float(half + 1)),),
    )
    values = {
        "leap": leap(plain),
        "clipped": leap(clipped),
        "recovered": float(plain[-1] / plain[half - 1]),
    }
    return Result((figure,), values)


LAB = Lab(
    title=Text("One bad batch, and the guard that was missing", "一个坏批次，和本该有的那道保护"),
    intro=Text(
        "A net learns 8×8 digits smoothly; half-way one batch arrives that somebody forgot to "
        "scale, its pixels twenty times too large. The same batches are run with and without "
        "clipping the gradient's norm.",
        "网络平稳地学习 8×8 手写数字，走到一半来了一批忘了缩放的数据，像素大了二十倍。"
        "同样的批次各跑一遍：不裁剪梯度，和按范数裁剪。",
    ),
    run=measure,
    params=(
        Choice(
            "optimiser",
            Text("optimiser", "优化器"),
            "sgd",
            tuple(OPTIMISERS),
            (Text.same("SGD"), Text("SGD with momentum", "SGD + 动量"), Text.same("Adam")),
        ),
        Float("factor", Text("how much too large", "放大了多少倍"), 20.0, 1.0, 100.0, scale="log"),
        Float("limit", Text("clip at this norm", "裁剪到的范数"), 1.0, 0.1, 10.0, scale="log"),
        Int("steps", Text("steps", "步数"), 300, 60, 1000, scale="log"),
    ),
    preview={"steps": 100},
    claims=(
        Claim(
            id="leaps",
            sentence=Text(
                "A single bad batch makes the loss leap to more than five times what it was.",
                "一个坏批次就能让损失跳到原来的五倍以上。",
            ),
            statistic="leap",
            what=Text(
                "highest loss after the bad batch over the loss before",
                "坏批次之后的最高损失 ÷ 之前的损失",
            ),
            direction="above",
            threshold=5.0,
            seeds=8,
            unit="×",
        ),
        Claim(
            id="clipping_guards",
            sentence=Text(
                "With the gradient's norm clipped at 1 the same batch leaves hardly a mark.",
                "梯度范数裁剪到 1，同样的批次几乎不留痕迹。",
            ),
            statistic="clipped",
            what=Text(
                "highest loss after the bad batch over the loss before, clipped",
                "裁剪后：坏批次之后的最高损失 ÷ 之前的损失",
            ),
            direction="below",
            threshold=1.3,
            seeds=8,
            unit="×",
        ),
        Claim(
            id="recovers",
            sentence=Text(
                "The loss comes back by itself: 150 steps later it is below where it was.",
                "损失会自己回落：150 步之后已低于出事之前。",
            ),
            statistic="recovered",
            what=Text(
                "last loss over the loss before the bad batch", "最后的损失 ÷ 坏批次之前的损失"
            ),
            direction="below",
            threshold=1.0,
            seeds=8,
        ),
        Claim(
            id="adam_bounds",
            sentence=Text(
                "Adam alone softens it: dividing by the gradient's size bounds the step.",
                "单用 Adam 也能缓和：除以梯度的大小，步长就有了上限。",
            ),
            statistic="leap",
            what=Text(
                "highest loss after the bad batch over the loss before, Adam",
                "Adam：坏批次之后的最高损失 ÷ 之前的损失",
            ),
            direction="below",
            threshold=5.0,
            seeds=8,
            params={"optimiser": "adam"},
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "no_clipping",
            Text("the clipped run is not clipped", "所谓裁剪其实没有裁剪"),
            fails=("clipping_guards",),
            run=lambda params, rng: measure(params, rng, clips=False),
        ),
        Broken(
            "good_batch",
            Text("the batch is as the others", "那一批和别的没有两样"),
            fails=("leaps",),
            params={"factor": 1.0},
        ),
        Broken(
            "plain_sgd",
            Text("Adam is plain SGD, and training ends at once", "Adam 换成普通 SGD，而且马上结束"),
            fails=("adam_bounds", "recovers"),
            params={"optimiser": "sgd", "steps": 60, "factor": 100.0},
        ),
    ),
    predict=Predict(
        Text(
            "One batch of 32 in the middle is twenty times too large. What will the loss do?",
            "训练中途有一批 32 个样本放大了二十倍，损失会怎样？",
        ),
        (
            Text("Nothing visible.", "看不出来。"),
            Text("Leap, and come back.", "猛地一跳，再回落。"),
            Text("Stay ruined.", "从此毁掉。"),
        ),
        1,
        Text(
            "The gradient of the first layer grows with the inputs and with the error, so this "
            "one step is hundreds of times too long. The weights it leaves are bad, not lost.",
            "第一层的梯度随输入、也随误差变大，这一步就长了几百倍。权重被带偏了，但没有毁掉。",
        ),
    ),
    questions=("learning_rate/too_high_too_low",),
    sources=(
        "Pascanu, Mikolov and Bengio (2013), On the difficulty of training recurrent neural "
        "networks, section 3.2",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 8.2.4",
    ),
)
