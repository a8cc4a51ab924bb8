"""Greedy and beam search against the exactly most probable sequence.

Varied: the width of the beam. Measured, over random language models in which each word depends on
the two before it: the log-probability that the search falls short of the best sequence (found
exactly by dynamic programming), and how often it finds that sequence.
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
    Predict,
    Result,
    Series,
    Table,
    Text,
)

WIDTHS = (1, 2, 4, 8, 16, 32)
START = 0


def language_model(words, spread, rng):
    """log p(next | two before): (words, words, words). A small `spread` makes it sure of itself."""
    return np.log(rng.dirichlet(np.full(words, spread), (words, words)) + 1e-300)


def beam_search(model, length, width):
    """(the best sequence found, its log-probability); width 1 is greedy search."""
    words = len(model)
    found, logs = np.full((1, 2), START), np.zeros(1)
    for _ in range(length):
        extended = logs[:, None] + model[found[:, -2], found[:, -1]]
        keep = np.argsort(-extended, axis=None, kind="stable")[:width]
        row, word = np.divmod(keep, words)
        found = np.concatenate([found[row], word[:, None]], axis=1)
        logs = extended.ravel()[keep]
    return found[0, 2:], float(logs[0])


def best(model, length):
    """The highest log-probability of any sequence: max-sum over the last two words."""
    score = np.full(model.shape[:2], -np.inf)
    score[START, START] = 0
    for _ in range(length):
        score = (score[:, :, None] + model).max(axis=0)
    return float(score.max())


def measure(params, rng, widths=WIDTHS):
    short = np.empty((params.models, len(widths)))
    for m in range(params.models):
        model = language_model(params.words, params.spread, rng)
        top = best(model, params.length)
        short[m] = [top - beam_search(model, params.length, w)[1] for w in widths]
    short = np.maximum(short, 0.0)
    found = 100 * (short < 1e-9).mean(axis=0)
    mean = short.mean(axis=0)
    low, high = np.quantile(short, (0.25, 0.75), axis=0)
    lines = Lines(
        id="short",
        title=Text("How far below the best sequence", "比最优序列差多少"),
        summary=Text(
            f"Greedy search ends {mean[0]:.2f} nats below the best sequence on average, a beam "
            "of 4 "
            f"{mean[2]:.2f}, a beam of {WIDTHS[-1]} {mean[-1]:.3f}.",
            f"贪心搜索平均比最优序列低 {mean[0]:.2f} nat，束宽 4 低 {mean[2]:.2f}，"
            f"束宽 {WIDTHS[-1]} 低 {mean[-1]:.3f}。",
        ),
        x=Axis(Text("width of the beam", "束宽"), scale="log"),
        y=Axis(Text("log-probability missed (nats)", "损失的对数概率（nat）"), low=0.0),
        series=(
            Series(
                Text("mean, middle half as a band", "平均（带：中间一半）"), WIDTHS, mean, low, high
            ),
        ),
    )
    share = Lines(
        id="found",
        title=Text("How often the best sequence is found", "找到最优序列的比例"),
        summary=Text(
            f"The best sequence is found by greedy search in {found[0]:.0f} % of models, by a beam "
            f"of 4 in {found[2]:.0f} %, by a beam of {WIDTHS[-1]} in {found[-1]:.0f} %.",
            f"找到最优序列的比例：贪心 {found[0]:.0f}%，束宽 4 {found[2]:.0f}%，"
            f"束宽 {WIDTHS[-1]} {found[-1]:.0f}%。",
        ),
        x=Axis(Text("width of the beam", "束宽"), scale="log"),
        y=Axis(Text("models (%)", "模型比例（%）"), low=0.0, high=100.0),
        series=(Series(Text("found", "找到"), WIDTHS, found),),
    )
    example = [(w, *beam_search(model, params.length, w)) for w in widths]
    table = Table(
        id="example",
        title=Text("One model: what each width finds", "一个模型：各束宽找到的序列"),
        summary=Text(
            f"The best sequence of this model has log-probability {top:.2f}; greedy search finds "
            f"{example[0][2]:.2f}.",
            f"这个模型最优序列的对数概率是 {top:.2f}；贪心搜索找到的是 {example[0][2]:.2f}。",
        ),
        columns=(
            Text("width", "束宽"),
            Text("sequence", "序列"),
            Text("log-probability", "对数概率"),
        ),
        rows=tuple((w, " ".join(map(str, s)), log) for w, s, log in example),
    )
    values = {"greedy": mean[0], "gain": mean[0] - mean[2], "four": found[2], "all": found[-1]}
    return Result((lines, share, table), {k: float(v) for k, v in values.items()})


LAB = Lab(
    title=Text("Greedy search, beam search, and the best sequence", "贪心、束搜索与真正的最优序列"),
    intro=Text(
        "Random language models of a few words, each depending on the two before it, are small "
        "enough for the most probable sequence to be found *exactly*. Greedy and beam search are "
        "measured against it.",
        "词表很小、每个词只依赖前两个词的随机语言模型，可以**精确**算出概率最高的序列。"
        "拿它来衡量贪心搜索和束搜索。",
    ),
    run=measure,
    params=(
        Int("words", Text("words", "词数"), 8, 2, 16),
        Int("length", Text("length of the sequence", "序列长度"), 12, 2, 30),
        Float(
            "spread",
            Text("spread of the next word", "下一词的分散程度"),
            0.5,
            0.05,
            5.0,
            scale="log",
        ),
        Int("models", Text("models", "模型个数"), 60, 2, 200, hidden=True),
    ),
    preview={"models": 10},
    claims=(
        Claim(
            id="greedy_falls_short",
            sentence=Text(
                "Greedy search misses the best sequence by a factor of two in probability or more.",
                "贪心搜索得到的序列，概率比最优序列低一半以上。",
            ),
            statistic="greedy",
            what=Text("log-probability missed by greedy search", "贪心搜索损失的对数概率"),
            direction="above",
            threshold=0.69,
            unit="nats",
        ),
        Claim(
            id="beam_helps",
            sentence=Text(
                "A beam of four recovers more than half a nat of that.",
                "束宽取 4，能找回半个 nat 以上。",
            ),
            statistic="gain",
            what=Text("log-probability of beam 4 minus greedy", "对数概率之差：束宽 4 减贪心"),
            direction="above",
            threshold=0.5,
            unit="nats",
        ),
        Claim(
            id="beam_is_exact",
            sentence=Text(
                "Beam search finds the most probable sequence.", "束搜索能找到概率最高的序列。"
            ),
            statistic="four",
            what=Text(
                "share of models where a beam of 4 finds it", "束宽 4 找到最优序列的模型比例"
            ),
            direction="above",
            threshold=90.0,
            unit="%",
            myth=True,
        ),
    ),
    broken=(
        Broken(
            "always_greedy",
            Text("every width is 1", "束宽一律为 1"),
            fails=("beam_helps",),
            run=lambda params, rng: measure(params, rng, (1,) * 6),
        ),
        Broken(
            "very_wide",
            Text("every beam is 128 wide", "束宽一律为 128"),
            fails=("greedy_falls_short", "beam_is_exact"),
            run=lambda params, rng: measure(params, rng, (128,) * 6),
            params={"models": 20},
        ),
    ),
    predict=Predict(
        Text(
            "8 words, 12 steps. How often does a beam of 4 find the most probable sequence?",
            "8 个词、12 步。束宽 4 找到概率最高序列的比例？",
        ),
        (
            Text("Always.", "总能找到。"),
            Text("About half of the time.", "约一半。"),
            Text("Hardly ever.", "几乎找不到。"),
        ),
        1,
        Text(
            "A beginning that is dropped never comes back, however well it would have gone on.",
            "开头一旦被剪掉就回不来了，哪怕它后面会越走越好。",
        ),
    ),
    questions=("softmax/what_and_where",),
    sources=(
        "Graves (2012), Sequence transduction with recurrent neural networks, section 2.5",
        "Sutskever, Vinyals and Le (2014), Sequence to sequence learning with neural networks, "
        "section 3.2",
    ),
)
