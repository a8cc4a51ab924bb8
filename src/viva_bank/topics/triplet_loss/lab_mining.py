"""Which triplets to train on: random, semi-hard, or the hardest of the batch.

Varied: how triplets are chosen. Measured while training on digits: the share of *random* triplets
that still have a loss, which is the share that would teach anything; and how far the classes lie
apart on the unit sphere.
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
    Lines,
    Mark,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.metric_learning.mining import hard_triplets, semi_hard_triplets
from viva_bank.reference.search.brute_force import squared_distances

ARMS = {
    "random": Text("random triplets", "随机三元组"),
    "semi_hard": Text("semi-hard triplets", "半难三元组"),
    "hard": Text("hardest triplets", "最难三元组"),
}
TRAIN, EACH = 1200, 6


def random_triplets(y, count, rng):
    """(anchor, positive, negative) for a batch that holds EACH of every class, in order."""
    anchor = rng.integers(0, len(y), count)
    base = anchor // EACH * EACH
    positive = base + (anchor - base + rng.integers(1, EACH, count)) % EACH
    negative = (base + EACH + rng.integers(0, len(y) - EACH, count)) % len(y)
    return np.stack([anchor, positive, negative], axis=1)


def active(d2, triplets, margin):
    """Share of triplets with a loss above zero."""
    a, p, n = triplets.T
    return float((d2[a, p] - d2[a, n] + margin > 0).mean())


def train(arm, X, y, params, seed):
    """(share of random triplets active by step, embeddings of the test digits)."""
    import torch

    from viva_bank.reference.metric_learning.siamese import SiameseEmbedding, triplet_loss

    torch.manual_seed(seed)
    model, rng = SiameseEmbedding(32, 8), np.random.default_rng(seed)
    optimiser = torch.optim.Adam(model.parameters(), 0.002)
    classes, shares = [np.flatnonzero(y[:TRAIN] == c) for c in range(10)], []
    for _ in range(params.steps):
        rows = np.concatenate([rng.choice(c, EACH, replace=False) for c in classes])
        e, labels = model(X[rows]), y[rows]
        mined, drawn = e.detach().numpy(), random_triplets(labels, 200, rng)
        shares.append(active(squared_distances(mined, mined), drawn, params.margin))
        triplets = drawn
        if arm == "semi_hard":
            triplets = semi_hard_triplets(mined, labels, params.margin)
        elif arm == "hard":
            triplets = hard_triplets(mined, labels)
        if len(triplets):
            loss = triplet_loss(e, triplets, params.margin)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        return np.array(shares), model(X[TRAIN:]).numpy()


def apart(e, y):
    """Mean squared distance between embeddings of different classes, at most about 2."""
    return float(squared_distances(e, e)[y[:, None] != y].mean())


def measure(params, rng, arms=tuple(ARMS)):
    import torch

    torch.set_num_threads(1)
    X, y = load_digits(return_X_y=True)
    order, seed = rng.permutation(len(X)), int(rng.integers(2**62))
    X = torch.tensor(X[order].reshape(-1, 1, 8, 8) / 16, dtype=torch.float32)
    y = y[order]
    runs = {n: train(arm, X, y, params, seed) for n, arm in zip(ARMS, arms, strict=True)}
    window = max(1, params.steps // 20)
    usable = params.steps // window * window
    steps = window * (np.arange(usable // window) + 0.5)
    curves = {a: s[:usable].reshape(-1, window).mean(axis=1) for a, (s, _) in runs.items()}
    distance = {a: apart(e, y[TRAIN:]) for a, (_, e) in runs.items()}
    fallen = Text("", "")
    if distance["hard"] < params.margin:
        fallen = Text(
            " Trained on the hardest, the network pulls all points together: none reaches the "
            "margin.",
            "只用最难的三元组训练，网络把所有点拉到一起，间隔始终达不到。",
        )
    lines = Lines(
        id="active",
        title=Text("Random triplets that still teach something", "随机三元组中还有损失的比例"),
        summary=Text(
            "Share of random triplets with a loss at the end: "
            + ", ".join(f"{ARMS[a].en} {c[-1]:.0%}" for a, c in curves.items())
            + "."
            + fallen.en,
            "训练结束时随机三元组中仍有损失的比例："
            + "，".join(f"{ARMS[a].zh} {c[-1]:.0%}" for a, c in curves.items())
            + "。"
            + fallen.zh,
        ),
        x=Axis(Text("step", "步数")),
        y=Axis(Text("share with a loss", "有损失的比例"), low=0.0, high=1.05),
        series=tuple(Series(ARMS[a], steps, c) for a, c in curves.items()),
    )
    bars = Bars(
        id="distance",
        title=Text("How far the classes lie apart", "类别之间相距多远"),
        summary=Text(
            "Mean squared distance between test digits of different classes: "
            + ", ".join(f"{ARMS[a].en} {d:.3f}" for a, d in distance.items())
            + f"; the margin is {params.margin}.",
            "不同类别测试数字之间的平均平方距离："
            + "，".join(f"{ARMS[a].zh} {d:.3f}" for a, d in distance.items())
            + f"；间隔是 {params.margin}。",
        ),
        categories=tuple(ARMS.values()),
        y=Axis(Text("squared distance", "平方距离"), low=0.0),
        series=(BarSeries(Text("distance", "距离"), list(distance.values())),),
        marks=(Mark(Text("margin", "间隔"), y=params.margin),),
    )
    values = {"idle": 100 * (1 - curves["random"][-1]), "hard": distance["hard"] / params.margin}
    return Result((lines, bars), values | {"semi_hard": distance["semi_hard"] / params.margin})


LAB = Lab(
    title=Text("Which triplets to train on", "该用哪些三元组训练？"),
    intro=Text(
        "A small Siamese network learns digits by the triplet loss, on triplets drawn at random, "
        "on "
        "semi-hard ones, and on the hardest of each batch, from the first step on. Same start, "
        "same "
        "batches.",
        "小孪生网络用三元组损失学手写数字，三元组分别随机抽取、取半难的、"
        "从第一步起就取每批中最难的。"
        "初值和批次都相同。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Float("margin", Text("margin", "间隔"), 0.2, 0.05, 1.0, 0.05),
        Int("steps", Text("steps", "训练步数"), 100, 10, 500, hidden=True),
    ),
    preview={"steps": 10},
    claims=(
        Claim(
            id="most_are_satisfied",
            sentence=Text(
                "After a hundred steps most random triplets have no loss and teach nothing.",
                "训练一百来步后，随机三元组大多没有损失，学不到东西。",
            ),
            statistic="idle",
            what=Text(
                "random triplets without a loss at the end", "训练结束时没有损失的随机三元组"
            ),
            direction="above",
            threshold=75.0,
            unit="%",
        ),
        Claim(
            id="semi_hard_separates",
            sentence=Text(
                "Semi-hard triplets drive the classes apart, several margins wide.",
                "半难三元组把各类别推开到好几个间隔之外。",
            ),
            statistic="semi_hard",
            what=Text("squared distance between classes over the margin", "类别间平方距离 ÷ 间隔"),
            direction="above",
            threshold=3.0,
        ),
        Claim(
            id="hardest_is_best",
            sentence=Text(
                "The hardest triplets teach most, so train on them from the start.",
                "三元组越难学得越多，所以一开始就该用最难的。",
            ),
            statistic="hard",
            what=Text(
                "squared distance between classes over the margin, trained on the hardest",
                "只用最难的训练：类别间平方距离 ÷ 间隔",
            ),
            direction="above",
            threshold=1.0,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "hard_for_semi_hard",
            Text("semi-hard and hardest are exchanged", "半难与最难对调"),
            fails=("semi_hard_separates", "hardest_is_best"),
            run=lambda params, rng: measure(params, rng, ("random", "hard", "semi_hard")),
        ),
        Broken(
            "hardly_trained",
            Text("ten steps only", "只训练十步"),
            fails=("most_are_satisfied",),
            params={"steps": 10},
        ),
    ),
    predict=Predict(
        Text(
            "A network is trained from scratch on the hardest triplets of each batch. What "
            "happens?",
            "从零开始只用每批中最难的三元组训练，会怎样？",
        ),
        (
            Text("It learns fastest.", "学得最快。"),
            Text("It learns like the others.", "和其他方法差不多。"),
            Text("All points fall together.", "所有点缩成一团。"),
        ),
        2,
        Text(
            "At the start the nearest negative is nearer than the farthest positive, always. The "
            "quickest way to less loss is to make all distances zero: then it equals the margin.",
            "起初最近的负例总比最远的正例还近。要降低损失，最快的办法是让所有距离归零："
            "损失就等于间隔。",
        ),
    ),
    questions=("one_shot_face/mining", "one_shot_face/triplet_loss", "triplet_loss/gradient"),
    sources=(
        "Schroff, Kalenichenko and Philbin (2015), FaceNet, section 3.2 (hardest negatives lead "
        "to a "
        "collapsed model)",
        "Hermans, Beyer and Leibe (2017), In defense of the triplet loss for person "
        "re-identification",
    ),
)
