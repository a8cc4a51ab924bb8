"""A small GAN on eight clusters: it collapses, unless the discriminator sees the whole batch.

Varied: whether the discriminator is also given the standard deviation of the batch. Measured: on
how many of the eight clusters the generator puts samples, as it trains.
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
    Points,
    Predict,
    Result,
    Scatter,
    Series,
    Text,
)

MODES, NOISE, HIDDEN, BATCH = 8, 2, 64, 128
ARMS = {
    "plain": Text("plain", "普通 GAN"),
    "spread": Text("discriminator sees the batch's spread", "判别器能看到批内离散度"),
}


def centres():
    angle = 2 * np.pi * np.arange(MODES) / MODES
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def network(inputs, outputs):
    from torch import nn

    return nn.Sequential(
        nn.Linear(inputs, HIDDEN),
        nn.ReLU(),
        nn.Linear(HIDDEN, HIDDEN),
        nn.ReLU(),
        nn.Linear(HIDDEN, outputs),
    )


def covered(samples, deviation):
    """(clusters that hold more than 1 % of the samples, share of samples on any cluster); on a
    cluster means within three standard deviations of its centre."""
    distance = np.linalg.norm(samples[:, None] - centres(), axis=2)
    on = distance.min(axis=1) < 3 * deviation
    counts = np.bincount(distance.argmin(axis=1)[on], minlength=MODES)
    return int((counts > 0.01 * len(samples)).sum()), float(on.mean())


def train(spread, params, seed):
    """(clusters covered by checkpoint, samples at the end, share of them on a cluster)."""
    import torch
    from torch.nn.functional import softplus

    torch.manual_seed(seed)
    middle = torch.tensor(centres(), dtype=torch.float32)
    G, D = network(NOISE, 2), network(4 if spread else 2, 1)
    judge = (lambda x: D(torch.cat([x, x.std(0, keepdim=True).expand_as(x)], 1))) if spread else D
    steps = [torch.optim.Adam(n.parameters(), 0.001, betas=(0.5, 0.99)) for n in (D, G)]
    history = []
    for step in range(1, params.steps + 1):
        real = middle[torch.randint(MODES, (BATCH,))] + params.deviation * torch.randn(BATCH, 2)
        made = G(torch.randn(BATCH, NOISE))
        # The discriminator's cross-entropy, then the generator's non-saturating loss.
        loss = softplus(-judge(real)).mean() + softplus(judge(made.detach())).mean()
        steps[0].zero_grad()
        loss.backward()
        steps[0].step()
        loss = softplus(-judge(G(torch.randn(BATCH, NOISE)))).mean()
        steps[1].zero_grad()
        loss.backward()
        steps[1].step()
        if step % max(1, params.steps // 20) == 0:
            with torch.no_grad():
                samples = G(torch.randn(1000, NOISE)).numpy()
            history.append((step, *covered(samples, params.deviation)))
    return np.array(history), samples


def measure(params, rng, arms=tuple(ARMS)):
    import torch

    torch.set_num_threads(1)
    seed = int(rng.integers(2**62))
    runs = {
        name: train(arm == "spread", params, seed) for name, arm in zip(ARMS, arms, strict=True)
    }
    # The last quarter of training, since a collapsed generator wanders from cluster to cluster.
    quarter = {a: history[-max(1, len(history) // 4) :] for a, (history, _) in runs.items()}
    modes = {a: float(q[:, 1].mean()) for a, q in quarter.items()}
    real = centres()[rng.integers(0, MODES, 400)] + params.deviation * rng.standard_normal((400, 2))
    scatter = Scatter(
        id="samples",
        title=Text("Data and samples", "数据与生成的样本"),
        summary=Text(
            f"Eight clusters on a circle. At the end the plain generator covers "
            f"{runs['plain'][0][-1, 1]:.0f} of them, the one whose discriminator sees the batch's "
            f"spread {runs['spread'][0][-1, 1]:.0f}.",
            f"圆周上有八团数据。训练结束时，普通生成器覆盖其中 {runs['plain'][0][-1, 1]:.0f} 团，"
            f"判别器能看到批内离散度的那个覆盖 {runs['spread'][0][-1, 1]:.0f} 团。",
        ),
        x=Axis(Text("x₁", "x₁"), low=-2.0, high=2.0),
        y=Axis(Text("x₂", "x₂"), low=-2.0, high=2.0),
        groups=(
            Points(Text("data", "数据"), real[:, 0], real[:, 1]),
            *(Points(ARMS[a], s[:400, 0], s[:400, 1]) for a, (_, s) in runs.items()),
        ),
    )
    lines = Lines(
        id="covered",
        title=Text("Clusters covered by step", "覆盖的团数随步数的变化"),
        summary=Text(
            f"In the last quarter of {params.steps} steps the plain generator covers "
            f"{modes['plain']:.1f} clusters of 8, the other {modes['spread']:.1f}.",
            f"共 {params.steps} 步，"
            f"最后四分之一里普通生成器平均覆盖 8 团中的 {modes['plain']:.1f} 团，"
            f"另一个 {modes['spread']:.1f} 团。",
        ),
        x=Axis(Text("step", "步数")),
        y=Axis(Text("clusters", "团数"), low=0.0, high=8.4),
        series=tuple(Series(ARMS[a], h[:, 0], h[:, 1]) for a, (h, _) in runs.items()),
        marks=(Mark(Text("in the data", "数据中的团数"), y=float(MODES)),),
    )
    return Result((scatter, lines), modes)


LAB = Lab(
    title=Text("A small GAN on eight clusters", "小 GAN 学八团数据"),
    intro=Text(
        "The data are eight narrow clusters on a circle. Generator and discriminator are "
        "networks of "
        "two hidden layers, trained by the non-saturating loss. In one arm the discriminator is "
        "also "
        "told how widely the batch is spread.",
        "数据是圆周上的八小团。生成器和判别器都是两个隐藏层的网络，用非饱和损失训练。"
        "其中一组还把批内离散度告诉判别器。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Float("deviation", Text("width of a cluster", "每团的宽度"), 0.05, 0.02, 0.3, 0.01),
        Int("steps", Text("steps", "训练步数"), 300, 20, 3000, hidden=True),
    ),
    preview={"steps": 20},
    claims=(
        Claim(
            id="covers_all",
            sentence=Text(
                "Adversarial training makes a generator cover the whole distribution of the data.",
                "对抗训练会让生成器覆盖数据的整个分布。",
            ),
            statistic="plain",
            what=Text(
                "clusters of 8 covered by the plain generator", "普通生成器覆盖的团数（共 8 团）"
            ),
            direction="above",
            threshold=6.0,
            seeds=8,
            myth=True,
        ),
        Claim(
            id="sees_the_batch",
            sentence=Text(
                "A discriminator that sees the spread of the batch keeps the generator from "
                "collapsing.",
                "判别器若能看到批内离散度，生成器就不会坍缩。",
            ),
            statistic="spread",
            what=Text(
                "clusters of 8 covered when the discriminator sees the batch",
                "判别器看得到整批时覆盖的团数（共 8 团）",
            ),
            direction="above",
            threshold=6.0,
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "arms_exchanged",
            Text("each arm gets the other's discriminator", "两组的判别器对调"),
            fails=("covers_all", "sees_the_batch"),
            run=lambda params, rng: measure(params, rng, ("spread", "plain")),
        ),
    ),
    predict=Predict(
        Text(
            "A plain GAN has trained for 300 steps on eight clusters. How many does it usually "
            "cover?",
            "普通 GAN 在八团数据上训练 300 步，通常能覆盖几团？",
        ),
        (
            Text("All eight.", "八团全有。"),
            Text("About half.", "约一半。"),
            Text("One or two.", "一两团。"),
        ),
        2,
        Text(
            "The discriminator judges samples one by one, so many copies of one good sample fool "
            "it "
            "as well as eight kinds would, and the generator takes the shortest way.",
            "判别器逐个打分：把一个好样本复制许多份，和八种样本一样能骗过它，生成器便抄了近道。",
        ),
    ),
    questions=("gan/optimal_discriminator",),
    sources=(
        "Goodfellow et al. (2014), Generative adversarial nets, section 6 (the “Helvetica "
        "scenario”)",
        "Salimans et al. (2016), Improved techniques for training GANs, section 3.2 (minibatch "
        "discrimination)",
        "Karras, Aila, Laine and Lehtinen (2018), Progressive growing of GANs, section 3 "
        "(minibatch "
        "standard deviation)",
    ),
)
