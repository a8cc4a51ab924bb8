"""A recurrent network whose gradient explodes, with and without clipping.

Varied: whether and how the gradient is clipped. Measured: the loss of repeating the first of 20
numbers, and the gradient's norm before clipping. All arms see the same weights and batches.
"""

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
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.recurrent.rnn import rnn_backward, rnn_forward
from viva_bank.reference.training.clipping import clip_by_norm, clip_by_value, global_norm

HIDDEN, BATCH, CEILING = 32, 32, 1e9
GUESSING = 1 / 3  # the variance of a uniform number in [−1, 1]
ARMS = {
    "none": Text("no clipping", "不裁剪"),
    "value": Text("clipped by value", "按值裁剪"),
    "norm": Text("clipped by norm", "按范数裁剪"),
}


def start(gain, rng):
    """W, U, b of the RNN and its readout v; U has spectral radius about `gain`."""
    U = gain * rng.normal(0, HIDDEN**-0.5, (HIDDEN, HIDDEN))
    return [
        rng.normal(0, 0.5, (1, HIDDEN)),
        U,
        np.zeros(HIDDEN),
        rng.normal(0, HIDDEN**-0.5, HIDDEN),
    ]


def loss_and_gradients(weights, X):
    W, U, b, v = weights
    H = rnn_forward(X, np.zeros((X.shape[1], HIDDEN)), W, U, b)
    error = H[-1] @ v - X[0, :, 0]
    dH = np.zeros_like(H)
    dH[-1] = 2 * error[:, None] * v / len(error)
    g = rnn_backward(dH, X, np.zeros_like(H[0]), H, W, U)
    return float((error**2).mean()), [g.dW, g.dU, g.db, 2 * H[-1].T @ error / len(error)]


def clipped(grads, how, limit):
    if how == "norm":
        return clip_by_norm(grads, limit)[0]
    return clip_by_value(grads, limit / 10) if how == "value" else grads


def angle(a, b):
    """Degrees between two gradients, all parameters together."""
    a, b = (np.concatenate([g.ravel() for g in grads]) for grads in (a, b))
    cosine = a @ b / (np.linalg.norm(a) * np.linalg.norm(b))
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def train(how, params, seed):
    """(losses, norms, mean angle between the clipped gradient and the raw one)."""
    rng = np.random.default_rng(seed)
    weights, losses, norms, angles = start(params.gain, rng), [], [], []
    for _ in range(params.steps):
        loss, grads = loss_and_gradients(weights, rng.uniform(-1, 1, (params.length, BATCH, 1)))
        if not loss < CEILING:
            break
        losses.append(loss)
        norms.append(global_norm(grads))
        steps = clipped(grads, how, params.limit)
        if norms[-1] > params.limit:
            angles.append(angle(grads, steps))
        weights = [w - params.rate * g for w, g in zip(weights, steps, strict=True)]
    filled = np.full(params.steps, CEILING)
    filled[: len(losses)] = losses
    return filled, np.array(norms), float(np.mean(angles)) if angles else 0.0


def measure(params, rng, arms=tuple(ARMS)):
    seed = int(rng.integers(2**62))
    with np.errstate(over="ignore", invalid="ignore"):
        runs = {a: train(how, params, seed) for a, how in zip(ARMS, arms, strict=True)}
    last = {a: float(losses[-50:].mean()) / GUESSING for a, (losses, _, _) in runs.items()}
    died = int((runs["none"][0] < CEILING).sum())
    values = {
        "worst": float(np.log10(runs["none"][0].max() / GUESSING)),
        "clipped": last["norm"],
        "turned": runs["value"][2] - runs["norm"][2],
    }
    steps = np.arange(1, params.steps + 1)
    loss = Lines(
        id="loss",
        title=Text("Loss by training step", "损失随训练步数的变化"),
        summary=Text(
            (f"Without clipping the loss overflows at step {died}; " if died < params.steps else "")
            + f"clipped by norm it ends at {last['norm']:.0%} of what guessing gives, by value at "
            f"{last['value']:.0%}.",
            (f"不裁剪时，损失在第 {died} 步溢出；" if died < params.steps else "")
            + f"按范数裁剪，最后是瞎猜的 {last['norm']:.0%}；按值裁剪是 {last['value']:.0%}。",
        ),
        x=Axis(Text("step", "步数")),
        y=Axis(Text("squared error", "平方误差"), scale="log", low=1e-3, high=1e6),
        series=tuple(
            Series(ARMS[a], steps, np.where(v < CEILING, v, np.inf))
            for a, (v, _, _) in runs.items()
        ),
        marks=(Mark(Text("guessing", "瞎猜"), y=GUESSING),),
    )
    norm = Lines(
        id="norm",
        title=Text("Norm of the gradient before clipping", "裁剪前的梯度范数"),
        summary=Text(
            f"With clipping by norm the raw gradient still reaches {runs['norm'][1].max():.0f} at "
            f"times; the step taken is held to {params.limit:g}.",
            f"按范数裁剪时，原始梯度偶尔仍高达 {runs['norm'][1].max():.0f}，"
            f"但实际迈出的一步不超过 {params.limit:g}。",
        ),
        x=Axis(Text("step", "步数")),
        y=Axis(Text("norm", "范数"), scale="log", low=1e-2, high=1e6),
        series=tuple(Series(ARMS[a], steps[: len(n)], n) for a, (_, n, _) in runs.items()),
        marks=(Mark(Text("limit", "上限"), y=params.limit),),
    )
    return Result((loss, norm), values)


LAB = Lab(
    title=Text("A recurrent network with and without clipping", "循环网络：裁剪与不裁剪"),
    intro=Text(
        "A tanh RNN reads 20 numbers and must repeat the first. Its recurrent matrix starts with a "
        "spectral radius of 2, so the gradient can explode. Plain SGD, the same start and batches; "
        "only the clipping differs.",
        "tanh RNN 读 20 个数，最后要说出第一个。循环矩阵初始谱半径约为 2，梯度可能爆炸。"
        "用朴素 SGD，初值和批次都相同，只有裁剪方式不同。",
    ),
    run=measure,
    params=(
        Float(
            "limit",
            Text("limit (by value: a tenth)", "裁剪上限（按值取十分之一）"),
            1.0,
            0.1,
            20.0,
            scale="log",
        ),
        Float("gain", Text("spectral radius at the start", "初始谱半径"), 2.0, 0.1, 3.0, 0.1),
        Float("rate", Text("learning rate", "学习率"), 0.1, 0.01, 0.3, scale="log"),
        Int("length", Text("numbers", "数的个数"), 20, 2, 40),
        Int("steps", Text("steps", "训练步数"), 400, 20, 1000, hidden=True),
    ),
    preview={"steps": 25},
    claims=(
        Claim(
            id="explodes",
            sentence=Text(
                "Without clipping the loss runs away to millions of times its start.",
                "不裁剪时，损失飞到起初的几百万倍以上。",
            ),
            statistic="worst",
            what=Text(
                "log10 of the largest loss (at most 10⁹) over that of guessing",
                "最大损失（以 10⁹ 封顶）÷ 瞎猜损失的 log10",
            ),
            direction="above",
            threshold=6.0,
        ),
        Claim(
            id="clipping_saves_it",
            sentence=Text(
                "Clipped by norm, the same network at the same rate learns the task.",
                "按范数裁剪，同一网络在同样的学习率下就能学会。",
            ),
            statistic="clipped",
            what=Text("loss at the end over that of guessing", "最终损失 ÷ 瞎猜的损失"),
            direction="below",
            threshold=0.4,
        ),
        Claim(
            id="value_turns",
            sentence=Text(
                "Clipping by value turns the gradient; clipping by norm keeps its direction.",
                "按值裁剪会改变梯度方向，按范数裁剪不会。",
            ),
            statistic="turned",
            what=Text(
                "mean angle between clipped and raw gradient, by value minus by norm",
                "裁剪前后梯度的平均夹角：按值减按范数",
            ),
            direction="above",
            threshold=10.0,
            unit="°",
        ),
        Claim(
            id="cures_vanishing",
            sentence=Text(
                "Clipping cures exploding and vanishing gradients.",
                "梯度裁剪能同时治好梯度爆炸和梯度消失。",
            ),
            statistic="clipped",
            what=Text(
                "loss at the end over that of guessing, spectral radius 0.3, clipped",
                "谱半径 0.3 时裁剪后的最终损失 ÷ 瞎猜的损失",
            ),
            direction="below",
            threshold=0.8,
            params={"gain": 0.3},
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "never_clipped",
            Text("no arm is clipped", "都不裁剪"),
            fails=("clipping_saves_it", "value_turns"),
            run=lambda params, rng: measure(params, rng, ("none",) * 3),
        ),
        Broken(
            "always_clipped",
            Text("every arm is clipped", "全都裁剪"),
            fails=("explodes",),
            run=lambda params, rng: measure(params, rng, ("norm",) * 3),
        ),
        Broken(
            "nothing_to_remember",
            Text("of two numbers nothing vanishes", "只有两个数，无从消失"),
            fails=("cures_vanishing",),
            params={"length": 2, "gain": 1.0},
        ),
    ),
    predict=Predict(
        Text(
            "What does clipping by norm change of a gradient that is too long?",
            "梯度过长时，按范数裁剪改变了什么？",
        ),
        (
            Text("Its length only.", "只改变长度。"),
            Text("Its direction only.", "只改变方向。"),
            Text("Both.", "两者都变。"),
        ),
        0,
        Text(
            "All parameters are scaled by one factor, so the step points where it did.",
            "所有参数乘以同一个系数，方向保持不变。",
        ),
    ),
    questions=("vanishing_exploding/product_of_jacobians", "vanishing_exploding/why_and_cures"),
    sources=(
        "Pascanu, Mikolov and Bengio (2013), On the difficulty of training recurrent neural "
        "networks",
    ),
)
