"""A learning rate tuned at batch size 16, carried to larger batches by three rules."""

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
    Predict,
    Result,
    Series,
    Text,
)
from viva_bank.reference.mlp.mlp import MLP
from viva_bank.reference.optimisers.sgd import SGD
from viva_bank.reference.training.batch_scaling import scaled_rate

BASE = 16
RULES = {
    "same": (Text("the same rate", "学习率不变"), lambda lr, b: lr),
    "sqrt": (Text("times √k", "乘以 √k"), lambda lr, b: scaled_rate(lr, BASE, int(b), "sqrt")),
    "linear": (Text("times k", "乘以 k"), lambda lr, b: scaled_rate(lr, BASE, int(b), "linear")),
}


def digits(rng):
    """Digits of mean 0 and variance 1 over all pixels, 1,280 to train on and 517 held out."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    X, y = (X[order] - 4.9) / 6.0, y[order]
    return X[:1280], y[:1280], X[1280:], y[1280:]


def accuracy(data, rate, batch, epochs, seed):
    """Held-out accuracy from the same start; a net that overflowed is as good as guessing."""
    X, y, X_held, y_held = data
    net = MLP([64, 64, 10], np.random.default_rng(seed))
    with np.errstate(all="ignore"):
        net.fit(X, y, SGD(rate), epochs, batch, np.random.default_rng([seed, 1]))
        return float((net.forward(X_held).argmax(axis=1) == y_held).mean())


def measure(params, rng, rules=RULES):
    data, seed = digits(rng), int(rng.integers(2**62))
    factors = 2 ** np.arange(0, int(np.log2(params.largest)) + 1)
    base = accuracy(data, params.rate, BASE, params.epochs, seed)
    table = {
        name: np.array(
            [
                accuracy(data, rule(params.rate, BASE * k), int(BASE * k), params.epochs, seed)
                if k > 1
                else base
                for k in factors
            ]
        )
        for name, (_, rule) in rules.items()
    }
    said = ", ".join(f"{rules[n][0].en} {a[-1]:.0%}" for n, a in table.items())
    figure = Lines(
        id="accuracy_by_batch",
        title=Text(
            f"Held-out accuracy after {params.epochs} epochs",
            f"训练 {params.epochs} 个 epoch 后的留出集准确率",
        ),
        summary=Text(
            f"At batch size {BASE} the rate {params.rate:g} gives {base:.0%}. At {factors[-1]} "
            f"times that batch: {said}.",
            f"批大小 {BASE}、学习率 {params.rate:g} 时是 {base:.0%}。批大小放大到 {factors[-1]} "
            "倍时：" + "，".join(f"{rules[n][0].zh} {a[-1]:.0%}" for n, a in table.items()) + "。",
        ),
        x=Axis(Text("batch size", "批大小"), scale="log", low=10, high=1000),
        y=Axis(Text("accuracy", "准确率"), low=0.0, high=1.02),
        series=tuple(
            Series(rules[n][0], BASE * factors, a, look=look)
            for (n, a), look in zip(table.items(), ("dotted", "dashed", "solid"), strict=True)
        ),
    )
    values = {
        "linear_largest": table["linear"][-1] - base,
        "sqrt_over_linear": table["sqrt"][-1] - table["linear"][-1],
    }
    if len(factors) > 2:
        values["linear_4"] = table["linear"][2] - base
        values["same_4"] = table["same"][2] - table["linear"][2]
    return Result((figure,), values)


LAB = Lab(
    title=Text("Larger batch: by how much may the rate grow?", "批大小放大，学习率该放大多少？"),
    intro=Text(
        "SGD on 8×8 digits with a rate that suits batch size 16. The batch grows k-fold at the "
        "same number of epochs, and the rate stays, grows as √k, or grows as k; nothing else "
        "changes, and there is no warm-up.",
        "用 SGD 学习 8×8 手写数字，学习率适合批大小 16。epoch 数不变，批大小放大 k 倍，"
        "学习率分别不变、乘以 √k、乘以 k；其他都不动，也不做预热。",
    ),
    run=measure,
    params=(
        Float(
            "rate",
            Text("rate at batch size 16", "批大小 16 时的学习率"),
            0.1,
            0.01,
            0.5,
            scale="log",
        ),
        Int("largest", Text("largest factor k", "最大倍数 k"), 32, 2, 64, scale="log"),
        Int("epochs", Text("epochs", "epoch 数"), 10, 1, 30),
    ),
    preview={"epochs": 2, "largest": 8},
    claims=(
        Claim(
            id="always_linear",
            sentence=Text(
                "Always scale the rate linearly with the batch: the accuracy stays, here at 32 "
                "times the batch.",
                "批大小放大多少，学习率就放大多少，准确率不变（这里放大 32 倍）。",
            ),
            statistic="linear_largest",
            what=Text(
                "accuracy at batch 512 and rate times 32, minus at batch 16",
                "准确率之差：批 512、学习率 ×32 − 批 16",
            ),
            direction="within",
            threshold=(-0.05, 0.05),
            seeds=6,
            myth=True,
        ),
        Claim(
            id="linear_fourfold",
            sentence=Text(
                "For a fourfold batch the linear rule holds: the accuracy stays within two points.",
                "批大小放大四倍，线性规则成立：准确率变化不到两个百分点。",
            ),
            statistic="linear_4",
            what=Text(
                "accuracy at batch 64 and rate times 4, minus at batch 16",
                "准确率之差：批 64、学习率 ×4 − 批 16",
            ),
            direction="within",
            threshold=(-0.02, 0.02),
            seeds=6,
            params={"largest": 4},
        ),
        Claim(
            id="sqrt_holds",
            sentence=Text(
                "At 32 times the batch the square-root rule still trains where the linear one "
                "breaks.",
                "批大小放大 32 倍时，线性规则已经训坏，平方根规则还训得动。",
            ),
            statistic="sqrt_over_linear",
            what=Text(
                "accuracy at batch 512, √ rule minus linear rule",
                "批 512 时的准确率之差（√ 规则 − 线性规则）",
            ),
            direction="above",
            threshold=0.3,
            seeds=6,
        ),
    ),
    broken=(
        Broken(
            "small_rate",
            Text(
                "the base rate is so small that any rule is safe",
                "基准学习率太小，用哪条规则都安全",
            ),
            fails=("always_linear", "sqrt_holds"),
            params={"rate": 0.01, "epochs": 30},
        ),
        Broken(
            "large_base",
            Text("the base rate is at the stable limit already", "基准学习率已经到了稳定上限"),
            fails=("linear_fourfold",),
            params={"rate": 0.5},
        ),
    ),
    predict=Predict(
        Text(
            "The batch grows from 16 to 512, and the rate 32-fold with it. What happens?",
            "批大小从 16 增到 512，学习率也乘以 32，会怎样？",
        ),
        (
            Text("Nothing: that is the rule.", "没有变化，规则就是这样。"),
            Text("A few points are lost.", "损失几个百分点。"),
            Text("Training breaks down.", "训练崩掉。"),
        ),
        2,
        Text(
            "The rule replaces k small steps by one long one, which holds while the gradient does "
            "not change on the way; 3.2 is beyond the stable limit.",
            "线性规则是用一大步代替 k 小步，前提是途中梯度变化不大；3.2 已经超过稳定上限。",
        ),
    ),
    questions=("learning_rate/too_high_too_low", "epoch_batch_iteration/terms"),
    sources=(
        "Goyal et al. (2017), Accurate, large minibatch SGD: training ImageNet in 1 hour, section "
        "2.1",
        "Krizhevsky (2014), One weird trick for parallelizing convolutional neural networks, "
        "section 5",
        "Shallue et al. (2019), Measuring the effects of data parallelism on neural network "
        "training",
    ),
)
