"""One-shot recognition of classes never seen, by how many classes the embedding was trained on.

Varied: the number of classes in training. Measured: one-shot accuracy over 20 new classes, next to
the nearest neighbour on raw pixels. The classes are generated: three random strokes each, redrawn
with jitter, rotation, stretch and shift.
"""

from __future__ import annotations

import numpy as np

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
from viva_bank.reference.metric_learning.one_shot import one_shot_accuracy

SIDE, NEW, STROKES, EACH = 16, 20, 3, 20
SEEN = (5, 20, 80)


def draw(strokes, count, wobble, rng):
    """`count` pictures of a glyph, whose strokes are quadratic curves given by 3 points each."""
    points = strokes + rng.normal(0, 0.06 * wobble, (count, *strokes.shape))
    angle = rng.normal(0, 0.25 * wobble, count)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = np.einsum("ijn,nskj->nski", turn, points)
    points = points * (1 + rng.normal(0, 0.15 * wobble, (count, 1, 1, 2)))
    points = points + rng.normal(0, 0.1 * wobble, (count, 1, 1, 2))
    t = np.linspace(0, 1, 8)[:, None]
    curve = np.concatenate([(1 - t) ** 2, 2 * t * (1 - t), t**2], axis=1)
    ink = np.einsum("tk,nskd->nstd", curve, points).reshape(count, -1, 2)
    grid = np.linspace(-1.4, 1.4, SIDE)
    x2, y2 = ((ink[:, :, None, axis] - grid) ** 2 for axis in (0, 1))
    nearest = (y2[:, :, :, None] + x2[:, :, None, :]).min(axis=1)
    return np.exp(-nearest / (2 * 0.11**2))


def glyphs(classes, each, wobble, rng):
    """(pictures, labels) of freshly invented classes."""
    shapes = rng.uniform(-1, 1, (classes, STROKES, 3, 2))
    pictures = [draw(shape, each, wobble, rng) for shape in shapes]
    return np.concatenate(pictures), np.repeat(np.arange(classes), each)


def embedding(X, y, steps, rng):
    """A Siamese network after some steps on batches of at most 16 classes, 4 pictures each."""
    import torch

    from viva_bank.reference.metric_learning.siamese import SiameseEmbedding, train_step

    torch.manual_seed(int(rng.integers(2**62)))
    model, classes = SiameseEmbedding(64, 16), y.max() + 1
    optimiser = torch.optim.Adam(model.parameters(), 0.002)
    for _ in range(steps):
        chosen = rng.choice(classes, min(classes, 16), replace=False)
        rows = (chosen[:, None] * EACH + rng.integers(0, EACH, (len(chosen), 4))).ravel()
        train_step(model, optimiser, torch.tensor(X[rows, None], dtype=torch.float32), y[rows])

    def embed(pictures):
        with torch.no_grad():
            return model(torch.tensor(pictures[:, None], dtype=torch.float32)).numpy()

    return embed


def measure(params, rng, seen=SEEN, scramble=False):
    import torch

    torch.set_num_threads(1)
    X, y = glyphs(NEW, 11, params.wobble, rng)
    is_support = np.arange(len(y)) % 11 == 0

    def accuracy(embed):
        e = embed(X)
        return 100 * one_shot_accuracy(e[is_support], y[is_support], e[~is_support], y[~is_support])

    raw = accuracy(lambda pictures: pictures.reshape(len(pictures), -1))
    train, labels = glyphs(max(seen), EACH, params.wobble, rng)
    if scramble:
        labels = rng.permutation(labels)
        train = train[np.argsort(labels, kind="stable")]
        labels = np.sort(labels)
    result = [
        accuracy(embedding(train[: k * EACH], labels[: k * EACH], params.steps, rng)) for k in seen
    ]
    curve = Lines(
        id="accuracy",
        title=Text("One-shot accuracy on 20 new classes", "20 个新类别上的单样本准确率"),
        summary=Text(
            f"Nearest raw picture: {raw:.0f} %. Embeddings trained on "
            + ", ".join(f"{k} classes: {a:.0f} %" for k, a in zip(seen, result, strict=True))
            + f". Guessing: {100 / NEW:.0f} %.",
            f"直接比像素：{raw:.0f}%。嵌入网络按训练类别数："
            + "，".join(f"{k} 类 {a:.0f}%" for k, a in zip(seen, result, strict=True))
            + f"。瞎猜：{100 / NEW:.0f}%。",
        ),
        x=Axis(Text("classes seen in training", "训练时见过的类别数"), low=0.0),
        y=Axis(Text("accuracy (%)", "准确率（%）"), low=0.0, high=100.0),
        series=(Series(Text("triplet embedding", "三元组嵌入"), seen, result),),
        marks=(
            Mark(Text("raw pixels", "直接比像素"), y=raw),
            Mark(Text("guessing", "瞎猜"), y=100 / NEW),
        ),
    )
    shown = [11 * c + n for n in (0, 1, 2) for c in range(6)]
    names = (Text("the one example", "唯一的样本"), Text("query", "待认"), Text("query", "待认"))
    image = Image(
        id="glyphs",
        title=Text("Six of the new classes", "新类别中的六个"),
        summary=Text(
            "Six invented signs of three strokes; below each, two further drawings of the same "
            "sign, "
            "turned, stretched and shifted.",
            "六个由三笔组成的生造符号；每个下面是同一符号的另外两次书写，有旋转、拉伸和平移。",
        ),
        pictures=tuple(Picture(names[i // 6], X[k]) for i, k in enumerate(shown)),
        columns=6,
    )
    return Result((curve, image), {"many": result[-1] - raw, "few": result[0] - raw})


LAB = Lab(
    title=Text("One-shot recognition of classes never seen", "没见过的类别，看一眼能认吗？"),
    intro=Text(
        "A Siamese network learns by semi-hard triplets to embed generated signs. It is then shown "
        "*one* drawing of each of 20 new signs and must recognise ten more. The number of "
        "classes in "
        "training varies; all networks take as many steps.",
        "孪生网络用半难三元组学习生成符号的嵌入，然后面对 20 个新符号，每个只看**一个**样本，"
        "就要认出另外十个。变的是训练类别数，各网络训练步数相同。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Float("wobble", Text("how much drawings differ", "书写差异"), 1.0, 0.0, 2.0, 0.1),
        Int("steps", Text("training steps", "训练步数"), 200, 1, 600, hidden=True),
    ),
    preview={"steps": 2},
    claims=(
        Claim(
            id="many_classes",
            sentence=Text(
                "After 80 classes the embedding recognises new classes far better than raw pixels.",
                "见过 80 类以后，嵌入对新类别的识别远好于直接比像素。",
            ),
            statistic="many",
            what=Text(
                "one-shot accuracy, embedding from 80 classes minus raw pixels, in points",
                "单样本准确率：80 类训练的嵌入减直接比像素（百分点）",
            ),
            direction="above",
            threshold=12.0,
            seeds=6,
        ),
        Claim(
            id="few_classes",
            sentence=Text(
                "Training an embedding with the triplet loss is what makes one-shot recognition "
                "work, also with five classes to learn from.",
                "用三元组损失训练一个嵌入就能做单样本识别，哪怕只有五个类别可学。",
            ),
            statistic="few",
            what=Text(
                "one-shot accuracy, embedding from 5 classes minus raw pixels, in points",
                "单样本准确率：5 类训练的嵌入减直接比像素（百分点）",
            ),
            direction="above",
            threshold=10.0,
            seeds=6,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "labels_scrambled",
            Text("the training labels are dealt out at random", "训练标签随机打乱"),
            fails=("many_classes",),
            run=lambda params, rng: measure(params, rng, scramble=True),
        ),
        Broken(
            "few_are_many",
            Text("the five classes are eighty", "所谓五类其实是八十类"),
            fails=("few_classes",),
            run=lambda params, rng: measure(params, rng, seen=(80, 81)),
        ),
    ),
    predict=Predict(
        Text(
            "An embedding is trained on 5 classes, then meets 20 new ones. Next to comparing raw "
            "pixels, it is …",
            "嵌入网络只学过 5 个类别，再去认 20 个新类别。与直接比像素相比，它……",
        ),
        (
            Text("far better.", "好得多。"),
            Text("about as good, or worse.", "差不多，或更差。"),
            Text("no better than guessing.", "和瞎猜一样。"),
        ),
        1,
        Text(
            "Five classes teach it to tell those five apart, not what two drawings of one sign "
            "have "
            "in common. That takes many classes.",
            "五个类别只教会它区分这五个，教不会“同一符号的两次书写有什么共同点”。这要靠很多类别。",
        ),
    ),
    questions=("one_shot_face/how", "one_shot_face/mining", "one_shot_face/triplet_loss"),
    sources=(
        "Schroff, Kalenichenko and Philbin (2015), FaceNet: a unified embedding for face "
        "recognition "
        "and clustering",
        "Lake, Salakhutdinov and Tenenbaum (2015), Human-level concept learning through "
        "probabilistic program induction (many classes of strokes)",
        "Koch, Zemel and Salakhutdinov (2015), Siamese neural networks for one-shot image "
        "recognition",
    ),
)
