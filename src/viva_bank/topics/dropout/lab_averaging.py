"""What dropout's test-time network is the mean of, and what the masks are still good for.

One network is trained with dropout on the digits 0 to 7. Varied: how many masked passes are
averaged, and how (arithmetic or geometric mean). Measured: the distance to the plain test-time
pass (weights as they are), accuracy, and whether the passes disagree on the unseen digits 8, 9.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_digits

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Counts,
    Float,
    Histogram,
    Int,
    Lab,
    Lines,
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.activations.relu import relu_backward
from viva_bank.reference.activations.softmax import softmax
from viva_bank.reference.data.batches import batches
from viva_bank.reference.losses.softmax_cross_entropy import softmax_cross_entropy_gradient
from viva_bank.reference.metrics.auc import auc_by_rank
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.regularisation.dropout import dropout_backward, dropout_forward

TINY = 1e-12


def train(X, y, p, epochs, rng):
    net, optimiser = MLP([64, 256, 8], rng), Adam(0.003)
    for _ in range(epochs):
        for rows in batches(len(X), 32, rng):
            W1, b1, W2, b2 = net.params
            z = X[rows] @ W1 + b1
            h, mask = dropout_forward(np.maximum(z, 0), p, rng)
            dy = softmax_cross_entropy_gradient(h @ W2 + b2, y[rows])
            dz = relu_backward(dropout_backward(dy @ W2.T, mask), z)
            grads = [X[rows].T @ dz, dz.sum(axis=0), h.T @ dy, dy.sum(axis=0)]
            net.params = optimiser.step(net.params, grads)
    return net


def passes(net, X, p, count, rng):
    """Probabilities of `count` masked passes: (count, n, classes)."""
    W1, b1, W2, b2 = net.params
    h = np.maximum(X @ W1 + b1, 0)
    return np.stack([softmax(dropout_forward(h, p, rng)[0] @ W2 + b2) for _ in range(count)])


def geometric(probabilities):
    """The normalised geometric mean over the passes."""
    return softmax(np.log(probabilities + TINY).mean(axis=0))


def entropy(p):
    return -(p * np.log(p + TINY)).sum(axis=-1)


def distance(p, q):
    """Total variation, mean over the examples."""
    return float(np.abs(p - q).sum(axis=1).mean() / 2)


def measure(params, rng, geometric=geometric, masks=passes):
    X, y = load_digits(return_X_y=True)
    X = (X - X.mean(axis=0)) / 16
    order = rng.permutation(len(X))
    known = order[y[order] < 8]
    train_rows, test = known[:300], known[600 : 600 + params.tested]
    unseen = order[y[order] >= 8][: params.tested]
    net = train(X[train_rows], y[train_rows], params.p, params.epochs, rng)
    W1, b1, W2, b2 = net.params
    plain = softmax(np.maximum(X[test] @ W1 + b1, 0) @ W2 + b2)
    drawn = masks(net, X[test], params.p, params.masks, rng)
    counts = np.unique(np.geomspace(1, params.masks, 9).astype(int))
    to_mean = [distance(plain, drawn[:m].mean(axis=0)) for m in counts]
    to_geometric = [distance(plain, geometric(drawn[:m])) for m in counts]

    def accuracy(p):
        return 100 * float((p.argmax(axis=1) == y[test]).mean())

    odd = masks(net, X[unseen], params.p, params.masks, rng)
    # How much of the entropy comes from the passes contradicting one another (BALD).
    spread = [entropy(q.mean(axis=0)) - entropy(q).mean(axis=0) for q in (drawn, odd)]
    found = auc_by_rank(
        np.repeat([0, 1], [len(test), len(unseen)]), np.concatenate(spread).astype(float)
    )
    values = {
        "geometric_ratio": to_geometric[-1] / to_mean[-1],
        "lost": accuracy(plain) - accuracy(drawn.mean(axis=0)),
        "one_mask_lost": accuracy(plain) - float(np.mean([accuracy(p) for p in drawn[:20]])),
        "unseen": found,
    }
    lines = Lines(
        id="distance",
        title=Text(
            "From the plain pass to the mean over masks", "不丢弃的输出与多次丢弃之平均的距离"
        ),
        summary=Text(
            f"After {params.masks} masks the geometric mean is {to_geometric[-1]:.2g} away from "
            f"the plain test-time pass, the arithmetic mean {to_mean[-1]:.2g}; a single mask "
            f"{to_mean[0]:.2g}.",
            f"取 {params.masks} 个掩码后，几何平均离不丢弃的输出 {to_geometric[-1]:.2g}，算术平均 "
            f"{to_mean[-1]:.2g}；单个掩码 {to_mean[0]:.2g}。",
        ),
        x=Axis(Text("masks averaged", "参与平均的掩码数"), scale="log"),
        y=Axis(Text("total-variation distance", "全变差距离"), scale="log"),
        series=(
            Series(Text("arithmetic mean", "算术平均"), counts, to_mean),
            Series(Text("geometric mean", "几何平均"), counts, to_geometric, look="dashed"),
        ),
    )
    edges = np.linspace(0, max(0.02, float(np.quantile(spread[1], 0.99))), 25)
    histogram = Histogram(
        id="disagreement",
        title=Text("How much the masked passes disagree", "各次丢弃输出之间的分歧"),
        summary=Text(
            f"Median disagreement: {np.median(spread[0]):.3f} nats on digits of the classes "
            f"trained on, {np.median(spread[1]):.3f} on 8 and 9, never seen; AUC {found:.2f}.",
            f"分歧的中位数：见过的类别 {np.median(spread[0]):.3f} nat，从未见过的 8 和 9 为 "
            f"{np.median(spread[1]):.3f} nat；AUC {found:.2f}。",
        ),
        x=Axis(Text("disagreement (nats)", "分歧（nat）")),
        groups=tuple(
            Counts(name, edges, np.histogram(np.clip(s, edges[0], edges[-1]), edges)[0])
            for name, s in zip(
                (Text("known classes", "见过的类别"), Text("8 and 9, unseen", "未见过的 8 和 9")),
                spread,
                strict=True,
            )
        ),
    )
    return Result((lines, histogram), values)


def one_mask_for_all(net, X, p, count, rng):
    return np.repeat(passes(net, X, p, 1, rng), count, axis=0)


LAB = Lab(
    title=Text("Dropout as averaging", "Dropout 就是求平均"),
    intro=Text(
        "A network with 256 hidden units learns 300 digits of the classes 0 to 7 with dropout. "
        "At test time: no mask at all, or the mean over many masks.",
        "256 个隐藏单元的网络带 Dropout 学 300 张 0 到 7 的数字。"
        "测试时要么不丢弃，要么对许多掩码求平均。",
    ),
    run=measure,
    params=(
        Float("p", Text("dropout p", "丢弃率 p"), 0.5, 0.1, 0.9, 0.05),
        Int("masks", Text("masks", "掩码数"), 100, 10, 200, scale="log"),
        Int("tested", Text("test digits, at most", "测试数字上限"), 1000, 50, 1000, hidden=True),
        Int("epochs", Text("epochs", "轮数"), 40, 2, 100, hidden=True),
    ),
    preview={"epochs": 5, "tested": 100},
    claims=(
        Claim(
            id="geometric_mean",
            sentence=Text(
                "Switching dropout off gives nearly the geometric mean over the masks.",
                "测试时关掉 Dropout，近似于对所有掩码取几何平均。",
            ),
            statistic="geometric_ratio",
            what=Text(
                "distance to the geometric over that to the arithmetic mean",
                "到几何平均的距离 ÷ 到算术平均的距离",
            ),
            direction="below",
            threshold=0.3,
        ),
        Claim(
            id="never_at_test_time",
            sentence=Text(
                "Dropout must never be on at test time: it costs accuracy.",
                "测试时绝不能开 Dropout，否则会掉准确率。",
            ),
            statistic="lost",
            what=Text(
                "accuracy without masks minus that of the mean over 100 masks, in points",
                "不丢弃与 100 个掩码平均的准确率之差（百分点）",
            ),
            direction="above",
            threshold=0.5,
            myth=True,
        ),
        Claim(
            id="one_mask_costs",
            sentence=Text(
                "One single masked pass does cost accuracy.", "只用一次随机丢弃，确实会掉准确率。"
            ),
            statistic="one_mask_lost",
            what=Text(
                "accuracy without masks minus that of one mask, in points",
                "不丢弃与单个掩码的准确率之差（百分点）",
            ),
            direction="above",
            threshold=0.3,
            seeds=10,
        ),
        Claim(
            id="unseen_classes",
            sentence=Text(
                "The masked passes disagree on classes that were never seen.",
                "遇到没见过的类别，各次丢弃的输出会互相矛盾。",
            ),
            statistic="unseen",
            what=Text(
                "AUC of the disagreement, unseen against known", "以分歧区分未见与已见类别的 AUC"
            ),
            direction="above",
            threshold=0.8,
        ),
    ),
    broken=(
        Broken(
            "arithmetic_twice",
            Text("the arithmetic mean stands for the geometric one", "几何平均处误用了算术平均"),
            fails=("geometric_mean",),
            run=lambda params, rng: measure(params, rng, geometric=lambda p: p.mean(axis=0)),
        ),
        Broken(
            "one_mask_repeated",
            Text("all passes share one mask", "所有前向都用同一个掩码"),
            fails=("geometric_mean", "unseen_classes", "never_at_test_time"),
            run=lambda params, rng: measure(params, rng, masks=one_mask_for_all),
        ),
        Broken(
            "hardly_any",
            Text("p = 0.1 masks almost nothing", "p = 0.1，几乎没有丢弃"),
            fails=("one_mask_costs",),
            params={"p": 0.1},
        ),
    ),
    predict=Predict(
        Text(
            "Masks stay on at test time and 100 passes are averaged. The accuracy …",
            "测试时不关 Dropout，把 100 次前向取平均，准确率会……",
        ),
        (
            Text("falls by several points.", "掉好几个百分点。"),
            Text("stays as it is without masks.", "与不丢弃时几乎一样。"),
            Text("rises by several points.", "升好几个百分点。"),
        ),
        1,
        Text(
            "The pass without masks is nearly such an average already; one single mask, though, "
            "does cost accuracy.",
            "不丢弃的那次前向本来就近似这样的平均；但只取一个掩码，就真会掉点。",
        ),
    ),
    questions=("dropout/how_and_why", "dropout/inverted_scale", "dropout/inverted_dropout"),
    sources=(
        "Srivastava et al. (2014), Dropout, sections 1 and 7.5",
        "Goodfellow, Bengio and Courville (2016), Deep Learning, section 7.12",
        "Gal and Ghahramani (2016), Dropout as a Bayesian approximation",
    ),
)
