"""What γ and what α of the focal loss do when one class is rare.

Varied: γ at one α, and α without γ, from the same start and the same batches. Measured on test
rows: recall and precision of the rare class, PR-AUC, the mean probability; and which examples
the gradient listens to.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import make_classification

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
from viva_bank.reference.activations.relu import relu_backward
from viva_bank.reference.activations.sigmoid import sigmoid
from viva_bank.reference.losses.focal import focal_loss_gradient
from viva_bank.reference.metrics.precision_recall_curve import average_precision
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.adam import Adam

GAMMAS = (0.0, 0.5, 1.0, 2.0, 5.0)


def train(X, y, alpha, gamma, steps, seed):
    """A network of 32 hidden units, its output bias set to the log-odds of the rare class."""
    rng = np.random.default_rng(seed)
    net, optimiser = MLP([X.shape[1], 32, 1], rng, loss="binary"), Adam(0.005)
    net.params[-1][:] = np.log(y.mean() / (1 - y.mean()))
    for _ in range(steps):
        rows = rng.choice(len(X), 128)
        W1, b1, W2, b2 = net.params
        z1 = X[rows] @ W1 + b1
        h = np.maximum(z1, 0)
        dz = focal_loss_gradient((h @ W2 + b2)[:, 0], y[rows], alpha, gamma)[:, None]
        dz1 = relu_backward(dz @ W2.T, z1)
        grads = [X[rows].T @ dz1, dz1.sum(axis=0), h.T @ dz, dz.sum(axis=0)]
        net.params = optimiser.step(net.params, grads)
    return net


def measure(params, rng, gammas=GAMMAS, fit=train):
    X, y = make_classification(
        10_000,
        20,
        n_informative=8,
        n_redundant=4,
        weights=[1 - params.rare / 100],
        flip_y=0.002,
        class_sep=1.0,
        random_state=int(rng.integers(2**31)),
    )
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), y.astype(float)
    a, t = np.split(rng.permutation(len(X)), 2)
    seed, rare = int(rng.integers(2**62)), y[t] == 1

    def judged(alpha, gamma):
        z = fit(X[a], y[a], alpha, gamma, params.steps, seed).forward(X[t])[:, 0]
        hits = ((z > 0) & rare).sum()
        return (
            hits / rare.sum(),
            hits / max(1, (z > 0).sum()),
            average_precision(y[t].astype(int), z),
            sigmoid(z).mean() / rare.mean(),
        )

    table = np.array([judged(params.alpha, gamma) for gamma in gammas])
    recall, precision, area, mean = table.T
    even = judged(0.5, gammas[0])
    net = fit(X[a], y[a], params.alpha, gammas[0], params.steps, seed)
    z = net.forward(X[a])[:, 0]
    easy = sigmoid((2 * y[a] - 1) * z) > 0.9
    heard = []
    for gamma in gammas:
        pull = np.abs(focal_loss_gradient(z, y[a], params.alpha, gamma))
        heard.append(float(pull[easy].sum() / pull.sum()))
    two = GAMMAS.index(2.0)
    values = {
        "easy_heard": heard[two] / heard[0],
        "area_gain": area[two] - area[0],
        "alpha_recall": recall[0] - even[0],
        "inflation": mean[two],
    }
    lines = Lines(
        id="gamma",
        title=Text("The rare class by γ", "γ 对少数类的影响"),
        summary=Text(
            f"From γ = 0 to γ = 2 the recall goes from {recall[0]:.2f} to {recall[two]:.2f} and "
            f"PR-AUC from {area[0]:.2f} to {area[two]:.2f}; the mean probability becomes "
            f"{mean[two]:.1f} times the true share.",
            f"γ 由 0 到 2，召回率由 {recall[0]:.2f} 变为 {recall[two]:.2f}，"
            f"PR-AUC 由 {area[0]:.2f} 变为 {area[two]:.2f}，"
            f"预测概率的均值达到真实占比的 {mean[two]:.1f} 倍。",
        ),
        x=Axis(Text("γ", "γ")),
        y=Axis(Text("value on test rows", "测试集上的数值"), low=0, high=1),
        series=(
            Series(Text("recall at ½", "召回率（阈值 ½）"), GAMMAS, recall),
            Series(Text("precision at ½", "精确率（阈值 ½）"), GAMMAS, precision, look="dotted"),
            Series(Text("PR-AUC", "PR-AUC"), GAMMAS, area, look="dashed"),
        ),
        marks=(
            Mark(Text("recall with γ = 0, α = ½", "γ = 0、α = ½ 时的召回率"), y=float(even[0])),
        ),
    )
    bars = Bars(
        id="heard",
        title=Text("Share of the gradient from easy examples", "易分样本在梯度中的份额"),
        summary=Text(
            f"Examples that are right with more than 90 % ({100 * easy.mean():.0f} % of the rows) "
            f"make up {100 * heard[0]:.0f} % of the gradient with γ = 0 and "
            f"{100 * heard[two]:.1f} % with γ = 2.",
            f"以超过 90% 的把握判对的样本（占 {100 * easy.mean():.0f}%），γ = 0 时占梯度的 "
            f"{100 * heard[0]:.0f}%，γ = 2 时只占 {100 * heard[two]:.1f}%。",
        ),
        categories=tuple(Text(f"γ = {g:g}", f"γ = {g:g}") for g in GAMMAS),
        y=Axis(Text("share (%)", "份额（%）"), low=0),
        series=(BarSeries(Text("easy examples", "易分样本"), [100 * v for v in heard]),),
    )
    return Result((lines, bars), values)


LAB = Lab(
    title=Text("Focal loss: what γ does and what α does", "Focal loss：γ 与 α 各做什么"),
    intro=Text(
        "A small network on 20 generated features, 2 % of the rows rare. γ turns down what is "
        "easy; α weighs the rare class. γ = 0 is weighted cross-entropy.",
        "小网络，20 维人造数据，少数类占 2%。γ 压低易分样本的损失，α 给少数类加权；"
        "γ = 0 就是加权交叉熵。",
    ),
    run=measure,
    params=(
        Float("alpha", Text("α (rare class)", "α（少数类）"), 0.75, 0.05, 0.95, 0.05),
        Float("rare", Text("rare class (%)", "少数类占比（%）"), 2.0, 1.0, 50.0, scale="log"),
        Int("steps", Text("steps", "步数"), 600, 20, 3000, hidden=True),
    ),
    preview={"steps": 40},
    claims=(
        Claim(
            id="silences_easy",
            sentence=Text(
                "γ = 2 nearly silences the examples that are already right.",
                "γ = 2 使已经判对的样本几乎不再说话。",
            ),
            statistic="easy_heard",
            what=Text(
                "share of the gradient from easy examples at γ = 2 over γ = 0",
                "易分样本的梯度份额：γ = 2 ÷ γ = 0",
            ),
            direction="below",
            threshold=0.1,
        ),
        Claim(
            id="better_when_rare",
            sentence=Text(
                "A class is rare, so the focal loss beats cross-entropy.",
                "类别不平衡时，focal loss 就比交叉熵好。",
            ),
            statistic="area_gain",
            what=Text("PR-AUC with γ = 2 minus with γ = 0", "γ = 2 与 γ = 0 的 PR-AUC 之差"),
            direction="above",
            threshold=0.0,
            seeds=6,
            myth=True,
        ),
        Claim(
            id="alpha_raises_recall",
            sentence=Text(
                "It is α, a class weight, that raises the recall at ½.",
                "提高阈值 ½ 处召回率的是 α，也就是类别权重。",
            ),
            statistic="alpha_recall",
            what=Text(
                "recall at α = 0.75 minus at α = 0.5, both γ = 0",
                "α = 0.75 与 α = 0.5 的召回率之差（γ = 0）",
            ),
            direction="above",
            threshold=0.02,
            seeds=6,
        ),
        Claim(
            id="probabilities_inflated",
            sentence=Text(
                "The focal loss inflates the probabilities of the rare class.",
                "Focal loss 会抬高少数类的预测概率。",
            ),
            statistic="inflation",
            what=Text(
                "mean probability over the true share, γ = 2", "平均概率 ÷ 真实占比（γ = 2）"
            ),
            direction="above",
            threshold=2.0,
        ),
    ),
    broken=(
        Broken(
            "gamma_ignored",
            Text("γ is 0 in every arm", "所有组的 γ 都是 0"),
            fails=("silences_easy", "probabilities_inflated"),
            run=lambda params, rng: measure(params, rng, gammas=(0.0,) * len(GAMMAS)),
        ),
        Broken(
            "alpha_even",
            Text("α is ½ in both arms", "两组的 α 都是 ½"),
            fails=("alpha_raises_recall",),
            params={"alpha": 0.5},
        ),
        Broken(
            "cross_entropy_cut_short",
            Text("the arms without γ get a tenth of the steps", "γ = 0 的组只训练十分之一的步数"),
            fails=("better_when_rare",),
            run=lambda params, rng: measure(
                params,
                rng,
                fit=lambda X, y, alpha, gamma, steps, seed: train(
                    X, y, alpha, gamma, steps if gamma else steps // 10, seed
                ),
            ),
        ),
    ),
    predict=Predict(
        Text(
            "2 % of the rows are rare, α stays, γ goes from 0 to 2. What does PR-AUC do?",
            "少数类占 2%，α 不变，γ 从 0 升到 2，PR-AUC 会怎样？",
        ),
        (
            Text("It rises clearly.", "明显上升。"),
            Text("It does not rise.", "不会上升。"),
            Text("It doubles.", "翻倍。"),
        ),
        1,
        Text(
            "Easy examples also carry information; what is silenced here was not drowning anything "
            "out. The loss was made for detectors with thousands of trivial negatives a picture.",
            "易分样本也带信息，这里它们并没有淹没什么。"
            "这个损失原是为每张图有成千上万个平凡负例的检测器设计的。",
        ),
    ),
    questions=("focal_loss/gradient", "imbalance/weighted_cross_entropy", "imbalance/what_to_do"),
    sources=(
        "Lin et al. (2017), Focal loss for dense object detection, sections 3 and 4.1",
        "Charoenphakdee et al. (2021), On focal loss for class-posterior probability estimation",
    ),
)
