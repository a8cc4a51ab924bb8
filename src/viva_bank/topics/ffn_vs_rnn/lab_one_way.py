"""Which inputs a state of a recurrent network depends on: those before it, and none after.

Varied: the network (feed-forward on each step, recurrent, recurrent in both directions). Measured:
the gradient of the state at one step with respect to the input of every step.
"""

from __future__ import annotations

import numpy as np

from viva.authoring import (
    Axis,
    Broken,
    Claim,
    Float,
    Heatmap,
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

HIDDEN, INPUTS = 16, 4
ARMS = {
    "feed_forward": Text("feed-forward, step by step", "前馈，逐步处理"),
    "recurrent": Text("recurrent", "循环"),
    "both": Text("recurrent in both directions", "双向循环"),
}


def influence(arm, length, gain, rng):
    """‖∂(Σ h_t)/∂x_s‖ for every state t (row) and every input s (column)."""
    X = rng.standard_normal((length, 1, INPUTS))
    W = rng.normal(0, INPUTS**-0.5, (INPUTS, HIDDEN))
    Q, _ = np.linalg.qr(rng.standard_normal((HIDDEN, HIDDEN)))
    U = np.zeros((HIDDEN, HIDDEN)) if arm == "feed_forward" else gain * Q
    total = one_way(X, W, U)
    if arm == "both":
        total = total + one_way(X[::-1], W, gain * Q.T)[::-1, ::-1]
    return total


def one_way(X, W, U):
    """The same for one RNN that reads X from its first step to its last."""
    h0 = np.zeros((1, HIDDEN))
    H = rnn_forward(X, h0, W, U, np.zeros(HIDDEN))
    out = np.zeros((len(X), len(X)))
    for t in range(len(X)):
        dH = np.zeros_like(H)
        dH[t] = 1
        out[t] = np.linalg.norm(rnn_backward(dH, X, h0, H, W, U).dX[:, 0], axis=1)
    return out


def measure(params, rng, swap=()):
    seed = int(rng.integers(2**62))
    maps = {a: influence(a, params.length, params.gain, np.random.default_rng(seed)) for a in ARMS}
    maps |= {a: maps[b] for a, b in swap}
    t = params.length // 2
    rows = {a: m[t] for a, m in maps.items()}
    now = {a: row[t] for a, row in rows.items()}
    later = {a: float(row[t + 1 :].max() / now[a]) for a, row in rows.items()}
    before = float(rows["recurrent"][t - 1] / now["recurrent"])
    steps = np.arange(1, params.length + 1)
    lines = Lines(
        id="row",
        title=Text(
            f"What the state at step {t + 1} depends on", f"第 {t + 1} 步的状态依赖哪些输入"
        ),
        summary=Text(
            f"Relative to its own input, the recurrent state at step {t + 1} feels the one "
            "before it "
            f"by {rows['recurrent'][t - 1] / now['recurrent']:.2f} and later ones by "
            f"{later['recurrent']:.2g}; in both directions later ones count {later['both']:.2f}.",
            f"以本步输入的影响为 1，第 {t + 1} 步的循环状态受前一步影响 "
            f"{rows['recurrent'][t - 1] / now['recurrent']:.2f}，受以后各步影响最多 "
            f"{later['recurrent']:.2g}；双向网络受以后影响最多 {later['both']:.2f}。",
        ),
        x=Axis(Text("step of the input", "输入所在的步")),
        y=Axis(Text("gradient, own input = 1", "梯度（本步输入为 1）"), low=0.0),
        series=tuple(
            Series(ARMS[a], steps, row / now[a], look="dashed" if a == "both" else "solid")
            for a, row in rows.items()
        ),
        marks=(Mark(Text("the state", "该状态"), x=float(t + 1)),),
    )
    heat = Heatmap(
        id="all",
        title=Text("Every state against every input, recurrent", "循环网络：各状态对各输入的依赖"),
        summary=Text(
            "States by row, inputs by column: left of the diagonal influence fades with distance; "
            f"right of it, where the input is later than the state, the largest is "
            f"{np.triu(maps['recurrent'], 1).max():.2g}.",
            "每行一个状态，每列一个输入：过去的输入越远影响越小；晚于状态的输入，影响最多 "
            f"{np.triu(maps['recurrent'], 1).max():.2g}。",
        ),
        x=Axis(Text("step of the input", "输入所在的步")),
        y=Axis(Text("step of the state", "状态所在的步")),
        xs=steps,
        ys=steps,
        values=maps["recurrent"],
        colour=Text("gradient", "梯度"),
    )
    values = {"later": later["recurrent"], "both": later["both"], "before": before}
    values["memoryless"] = float(np.delete(rows["feed_forward"], t).max())
    return Result((lines, heat), values)


LAB = Lab(
    title=Text("In which direction do signals travel in an RNN?", "RNN 里的信号往哪个方向走？"),
    intro=Text(
        "A random network reads a sequence. The gradient of one state with respect to every input "
        "shows what it depends on: for a feed-forward network on each step, an RNN, and one RNN in "
        "each direction.",
        "随机网络读一个序列。对某一步的状态求它关于各步输入的梯度，看它依赖什么："
        "逐步处理的前馈网络、RNN、以及两个方向各一个的 RNN。",
    ),
    run=measure,
    params=(
        Int("length", Text("steps", "步数"), 15, 5, 40),
        Float("gain", Text("size of the recurrent weights", "循环权重的大小"), 1.0, 0.0, 1.5, 0.05),
    ),
    claims=(
        Claim(
            id="memory",
            sentence=Text(
                "An RNN's state depends on earlier inputs.", "RNN 的状态依赖以前的输入。"
            ),
            statistic="before",
            what=Text(
                "gradient for the input one step before over that for the present one",
                "前一步输入与本步输入的梯度之比",
            ),
            direction="above",
            threshold=0.2,
            seeds=8,
        ),
        Claim(
            id="feed_forward",
            sentence=Text(
                "A feed-forward network on each step depends on no other step.",
                "逐步处理的前馈网络不依赖其他步。",
            ),
            statistic="memoryless",
            what=Text("largest gradient for another step's input", "对其他步输入的最大梯度"),
            direction="below",
            threshold=1e-12,
            seeds=8,
            every=True,
        ),
        Claim(
            id="both_directions",
            sentence=Text(
                "In an RNN signals travel in both directions.", "RNN 中信号可以双向传播。"
            ),
            statistic="later",
            what=Text(
                "largest gradient for a later input over that for the present one",
                "对以后输入的最大梯度 ÷ 对本步输入的梯度",
            ),
            direction="above",
            threshold=1e-12,
            seeds=8,
            every=True,
            myth=True,
        ),
        Claim(
            id="bidirectional",
            sentence=Text(
                "That takes a second RNN that reads the sequence backwards.",
                "要双向，得另加一个倒着读序列的 RNN。",
            ),
            statistic="both",
            what=Text(
                "largest gradient for a later input over that for the present one, two RNNs",
                "双向网络：对以后输入的最大梯度 ÷ 对本步输入的梯度",
            ),
            direction="above",
            threshold=0.1,
            seeds=8,
        ),
    ),
    broken=(
        Broken(
            "read_both_ways",
            Text("what is called an RNN reads both ways", "所谓 RNN 其实是双向的"),
            fails=("both_directions",),
            run=lambda params, rng: measure(params, rng, (("recurrent", "both"),)),
        ),
        Broken(
            "recurrent_for_feed_forward",
            Text("the feed-forward network is recurrent", "前馈网络换成循环网络"),
            fails=("feed_forward",),
            run=lambda params, rng: measure(params, rng, (("feed_forward", "recurrent"),)),
        ),
        Broken(
            "no_recurrence",
            Text("recurrent weights of size 0", "循环权重为 0"),
            fails=("memory", "bidirectional"),
            params={"gain": 0.0},
        ),
    ),
    predict=Predict(
        Text(
            "An RNN has read 15 steps. Does its state at step 8 depend on the input at step 9?",
            "RNN 读了 15 步。第 8 步的状态依赖第 9 步的输入吗？",
        ),
        (Text("Yes.", "依赖。"), Text("Weakly.", "有一点。"), Text("Not at all.", "完全不。")),
        2,
        Text(
            "h₈ was computed before x₉ was read. Only the gradient runs backwards in time, "
            "during "
            "training.",
            "算 h₈ 时还没读到 x₉。逆着时间走的只有训练时的梯度。",
        ),
    ),
    questions=("ffn_vs_rnn/difference", "ffn_vs_rnn/rnn_forward"),
    sources=(
        "Elman (1990), Finding structure in time",
        "Schuster and Paliwal (1997), Bidirectional recurrent neural networks",
    ),
)
