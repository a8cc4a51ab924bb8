"""How long an RNN, a GRU and an LSTM remember, with and without a raised forget bias.

Varied: the cell, and the LSTM's forget bias at the start. Measured: how much of the last step's
sensitivity reaches the first step before training, and the accuracy of naming the first symbol
after many distracting ones. (PyTorch scatters the forget bias around 0; here it is 0 exactly.)
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

SYMBOLS, HIDDEN, BATCH = 8, 24, 32
ARMS = {
    "rnn": Text("RNN (tanh)", "RNN（tanh）"),
    "lstm": Text("LSTM, forget bias 0", "LSTM，遗忘门偏置 0"),
    "raised": Text("LSTM, forget bias raised", "LSTM，遗忘门偏置调高"),
    "gru": Text("GRU", "GRU"),
}


def network(arm, bias):
    """The recurrent layer with PyTorch's defaults, and a linear readout of its last state."""
    import torch

    kind = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU}.get(arm, torch.nn.LSTM)
    cell, readout = kind(SYMBOLS, HIDDEN), torch.nn.Linear(HIDDEN, SYMBOLS)
    if arm in ("lstm", "raised"):
        with torch.no_grad():  # gates in the order i, f, g, o; two biases that are added
            cell.bias_hh_l0[HIDDEN : 2 * HIDDEN] = 0
            cell.bias_ih_l0[HIDDEN : 2 * HIDDEN] = bias if arm == "raised" else 0
    return cell, readout


def draw(length, count, generator):
    """Random symbols, one-hot (time, batch, symbol), and the first one of each: the answer."""
    import torch

    symbols = torch.randint(0, SYMBOLS, (length, count), generator=generator)
    return torch.nn.functional.one_hot(symbols, SYMBOLS).float(), symbols[0]


def train(arm, bias, params, seed):
    """(sensitivity of the last state to every input before training, loss and accuracy by step)."""
    import torch
    from torch.nn.functional import cross_entropy

    torch.manual_seed(seed)
    cell, readout = network(arm, bias)
    generator = torch.Generator().manual_seed(seed)
    x, first = draw(params.length, 256, generator)
    x.requires_grad_()
    cross_entropy(readout(cell(x)[0][-1]), first).backward()
    reach = x.grad.norm(dim=(1, 2)).numpy()
    weights = [*cell.parameters(), *readout.parameters()]
    optimiser = torch.optim.Adam(weights, 0.01)
    losses = []
    for _ in range(params.steps):
        x, first = draw(params.length, BATCH, generator)
        loss = cross_entropy(readout(cell(x)[0][-1]), first)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        losses.append(float(loss.detach()))
    with torch.no_grad():
        x, first = draw(params.length, 1000, generator)
        accuracy = float((readout(cell(x)[0][-1]).argmax(1) == first).float().mean())
    return reach / reach[-1], np.array(losses), accuracy


def measure(params, rng, raise_all=False):
    import torch

    torch.set_num_threads(1)
    seed = int(rng.integers(2**62))
    runs = {a: train("raised" if raise_all else a, params.bias, params, seed) for a in ARMS}
    steps = np.arange(params.length)
    reach = Lines(
        id="reach",
        title=Text("How far back the gradient reaches, before training", "训练前，梯度能传回多远"),
        summary=Text(
            f"Next to the last input's, the gradient of the first of {params.length} inputs is "
            + ", ".join(f"{runs[a][0][0]:.1g} ({ARMS[a].en})" for a in ARMS)
            + ".",
            f"共 {params.length} 步；第一个输入的梯度与最后一个之比："
            + "；".join(f"{ARMS[a].zh}：{runs[a][0][0]:.1g}" for a in ARMS)
            + "。",
        ),
        x=Axis(Text("time step of the input", "输入所在的时间步")),
        y=Axis(Text("gradient, the last step's = 1", "梯度（以最后一步为 1）"), scale="log"),
        series=tuple(Series(ARMS[a], steps, np.maximum(runs[a][0], 1e-30)) for a in ARMS),
    )
    decades = {a: float(np.log10(runs[a][0][0])) for a in ARMS}
    accuracy = {a: 100 * runs[a][2] for a in ARMS}
    values = {
        "reach": decades["raised"] - decades["lstm"],
        "gain": accuracy["raised"] - accuracy["lstm"],
        "default": accuracy["lstm"],
    }
    if params.steps == 0:
        return Result((reach,), values)
    window = max(1, params.steps // 30)
    usable = params.steps // window * window
    smooth = {a: runs[a][1][:usable].reshape(-1, window).mean(axis=1) for a in ARMS}
    learning = Lines(
        id="learning",
        title=Text("Learning to name the first symbol", "学着说出第一个符号"),
        summary=Text(
            f"After {params.steps} steps the first of {params.length} symbols is named in "
            + ", ".join(f"{accuracy[a]:.0f} % ({ARMS[a].en})" for a in ARMS)
            + f"; guessing gives {100 / SYMBOLS:.0f} %.",
            f"训练 {params.steps} 步后，说对 {params.length} 个符号中第一个的比例："
            + "；".join(f"{ARMS[a].zh}：{accuracy[a]:.0f}%" for a in ARMS)
            + f"；瞎猜是 {100 / SYMBOLS:.0f}%。",
        ),
        x=Axis(Text("training step", "训练步数")),
        y=Axis(Text("loss (nats)", "损失（nat）"), low=0.0),
        series=tuple(
            Series(ARMS[a], window * (np.arange(len(s)) + 0.5), s) for a, s in smooth.items()
        ),
        marks=(Mark(Text("guessing", "瞎猜"), y=float(np.log(SYMBOLS))),),
    )
    return Result((learning, reach), values)


LAB = Lab(
    title=Text("Does an LSTM remember out of the box?", "LSTM 天生就能记得久吗？"),
    intro=Text(
        "A network reads random symbols and must name the *first* one at the end. An RNN, a GRU "
        "and an LSTM with 24 units get the same batches, Adam and clipping; the LSTM once with its "
        "forget bias at 0, so that $f\\approx\\tfrac12$, and once with it raised.",
        "网络读一串随机符号，读完要说出**第一个**是什么。24 个单元的 RNN、GRU、LSTM 用同样的批次、"
        "Adam 和梯度裁剪；LSTM 训两次：遗忘门偏置为 0（此时 $f\\approx\\tfrac12$），以及调高之后。",
    ),
    run=measure,
    needs=("torch",),
    params=(
        Int("length", Text("symbols", "符号个数"), 20, 2, 60),
        Float("bias", Text("raised forget bias", "调高后的遗忘门偏置"), 2.0, -2.0, 6.0, 0.5),
        Int("steps", Text("training steps", "训练步数"), 250, 0, 1000, hidden=True),
    ),
    preview={"steps": 0},
    claims=(
        Claim(
            id="reach",
            sentence=Text(
                "With a forget bias of 2 the gradient of the first of 20 inputs starts more than a "
                "hundred times larger than with 0.",
                "遗忘门偏置取 2，训练伊始传到 20 步之前的梯度就比取 0 时大百倍以上。",
            ),
            statistic="reach",
            what=Text(
                "log10 of first over last input's gradient, bias 2 minus bias 0",
                "首末输入梯度之比的 log10：偏置 2 减偏置 0",
            ),
            direction="above",
            threshold=2.0,
            unit="decades",
        ),
        Claim(
            id="forget_bias",
            sentence=Text(
                "Raising the forget bias to 2 is what makes the LSTM learn the task in 250 steps.",
                "让 LSTM 在 250 步内学会这个任务的，是把遗忘门偏置调到 2。",
            ),
            statistic="gain",
            what=Text(
                "accuracy at bias 2 minus at bias 0, in points",
                "准确率之差：偏置 2 减偏置 0（百分点）",
            ),
            direction="above",
            threshold=30.0,
        ),
        Claim(
            id="out_of_the_box",
            sentence=Text(
                "An LSTM remembers over 20 steps out of the box.",
                "LSTM 拿来就能记住 20 步以前的东西。",
            ),
            statistic="default",
            what=Text(
                "accuracy at forget bias 0 after 250 steps, in %; guessing is 12.5",
                "偏置为 0、训练 250 步后的准确率（%）；瞎猜是 12.5",
            ),
            direction="above",
            threshold=50.0,
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "not_raised",
            Text("the raised bias is 0 as well", "“调高”的偏置也是 0"),
            fails=("reach", "forget_bias"),
            params={"bias": 0.0},
        ),
        Broken(
            "raised_everywhere",
            Text("the LSTM out of the box gets the bias too", "“拿来就用”的 LSTM 也调高了偏置"),
            fails=("forget_bias", "out_of_the_box"),
            run=lambda params, rng: measure(params, rng, raise_all=True),
        ),
    ),
    predict=Predict(
        Text(
            "20 symbols, 250 steps of training, forget bias 0. How often does the LSTM name the "
            "first symbol of eight?",
            "20 个符号、训练 250 步、遗忘门偏置为 0。八种符号里，LSTM 说对第一个的比例是多少？",
        ),
        (
            Text(
                "Nearly always: that is what the cell is for.", "几乎总对：记忆单元就是干这个的。"
            ),
            Text("About half of the time.", "大约一半。"),
            Text("As often as by guessing.", "和瞎猜差不多。"),
        ),
        2,
        Text(
            "At f ≈ ½ the cell keeps ½¹⁹ of what it held: two millionths. The design can "
            "remember; the bias decides whether it does at the start.",
            "f ≈ ½ 时，19 步之后记忆只剩 ½¹⁹，约百万分之二。这种结构能够记忆，"
            "但起步时记不记得住，由偏置决定。",
        ),
    ),
    questions=("lstm/how_it_works", "lstm/direct_path", "ffn_vs_rnn/difference"),
    sources=(
        "Gers, Schmidhuber and Cummins (2000), Learning to forget: continual prediction with LSTM",
        "Jozefowicz, Zaremba and Sutskever (2015), An empirical exploration of recurrent network "
        "architectures, section 2.2 (the forget bias)",
    ),
)
