"""Eager code and a traced graph of the same model: the same numbers, but branches are frozen.

Varied: how many inputs take the branch that was not traced. Measured: outputs of both.
"""

from __future__ import annotations

import warnings

import numpy as np

from viva.authoring import (
    Axis,
    Bars,
    BarSeries,
    Broken,
    Claim,
    Float,
    Int,
    Lab,
    Points,
    Predict,
    Result,
    Scatter,
    Series,
    Text,
)

FEATURES, HIDDEN = 12, 32


def build(seed):
    """The same network twice: plain, and with a branch that depends on the data."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    plain = torch.nn.Sequential(
        torch.nn.Linear(FEATURES, HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1)
    )

    class Branching(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.net = plain

        def forward(self, x):
            y = self.net(x)
            # What a graph cannot see: an `if` of Python on a number of the data.
            if x.mean() > 0:
                return y
            return -y

    return plain.eval(), Branching().eval()


def traced(module, example):
    """The graph that one run through the module leaves behind."""
    import torch

    with warnings.catch_warnings():
        # The warning says exactly what this lab shows.
        warnings.simplefilter("ignore")
        return torch.jit.trace(module, example, check_trace=False)


def scripted(module, example):
    """A compiler that reads the source keeps the branch; here eager mode stands for it."""
    return module


def measure(params, rng, compiler=traced):
    import torch

    plain, branching = build(int(rng.integers(2**62)))
    count = params.inputs
    x = rng.standard_normal((count, FEATURES))
    sign = np.where(rng.random(count) < params.share, -1.0, 1.0)
    x = np.abs(x).mean(1, keepdims=True) * sign[:, None] + 0.1 * x
    inputs = [torch.tensor(row, dtype=torch.float32)[None] for row in x]
    example = torch.ones(1, FEATURES)
    graph_plain, graph_branching = compiler(plain, example), compiler(branching, example)
    with torch.no_grad():
        eager_p, graph_p, eager_b, graph_b = (
            np.array([float(m(i)) for i in inputs])
            for m in (plain, graph_plain, branching, graph_branching)
        )
    difference = float(np.abs(eager_p - graph_p).max())
    other = x.mean(1) <= 0
    wrong = ~np.isclose(eager_b, graph_b, atol=1e-5)
    share = float(wrong.mean())
    ends = (float(min(eager_b.min(), graph_b.min())), float(max(eager_b.max(), graph_b.max())))
    figures = (
        Scatter(
            id="outputs",
            title=Text("Output of the graph against eager code", "计算图的输出与即时执行的输出"),
            summary=Text(
                f"{100 * share:.0f} % of the inputs leave the diagonal: those of the branch that "
                "was not taken while tracing.",
                f"{100 * share:.0f}% 的输入偏离了对角线，它们走的是追踪时没走的那个分支。",
            ),
            x=Axis(Text("eager", "即时执行")),
            y=Axis(Text("traced graph", "追踪得到的图")),
            groups=(
                Points(Text("branch traced", "追踪过的分支"), eager_b[~other], graph_b[~other]),
                Points(Text("other branch", "另一个分支"), eager_b[other], graph_b[other]),
            ),
            lines=(Series(Text("equal", "相等"), ends, ends, look="dashed"),),
        ),
        Bars(
            id="wrong",
            title=Text("Inputs on which the graph differs", "计算图与即时执行不一致的输入"),
            summary=Text(
                f"Without a branch none differs (largest difference {difference:.1e}); with one, "
                f"{100 * share:.0f} %.",
                f"没有分支时全部一致（最大差 {difference:.1e}）；"
                f"有分支时 {100 * share:.0f}% 不一致。",
            ),
            categories=(Text("no branch", "没有分支"), Text("an if on the data", "按数据分支")),
            y=Axis(Text("share (%)", "比例（%）"), low=0, high=100),
            series=(
                BarSeries(Text("differs", "不一致"), [100 * float(difference > 1e-5), 100 * share]),
            ),
        ),
    )
    values = {
        "difference": difference,
        "wrong": 100 * share,
        "wrong_where_other": 100 * float(wrong[other].mean()) if other.any() else np.nan,
    }
    return Result(figures, values)


LAB = Lab(
    title=Text("Is a graph the same program?", "计算图和原来的程序一样吗？"),
    intro=Text(
        "A small network runs eagerly, and as the graph that one traced run left behind. One "
        "version has a Python `if` on the data. The traced example takes its first branch.",
        "同一个小网络，一边即时执行，一边用追踪一次得到的计算图。其中一个版本里有按数据判断的 "
        "Python `if`，追踪用的样本走的是第一个分支。",
    ),
    run=measure,
    params=(
        Float(
            "share", Text("share of the other branch", "走另一分支的比例"), 0.4, 0.05, 0.95, 0.05
        ),
        Int("inputs", Text("inputs", "输入个数"), 300, 50, 600, 50),
    ),
    preview={"inputs": 100},
    claims=(
        Claim(
            id="same_numbers",
            sentence=Text(
                "Without control flow on the data, eager code and the graph give the same numbers.",
                "没有依赖数据的控制流时，即时执行和计算图给出同样的数。",
            ),
            statistic="difference",
            what=Text("largest difference of outputs", "输出的最大差"),
            direction="below",
            threshold=1e-5,
            every=True,
        ),
        Claim(
            id="always_the_same",
            sentence=Text(
                "A model turned into a graph computes the same as before.",
                "模型转成计算图，算出来的和原来一样。",
            ),
            statistic="wrong",
            what=Text("inputs on which the graph differs", "计算图算得不同的输入"),
            direction="below",
            threshold=1.0,
            unit="%",
            myth=True,
        ),
        Claim(
            id="branch_frozen",
            sentence=Text(
                "Tracing keeps only the branch that the example took: every input of the other "
                "branch gets a wrong output, without an error.",
                "追踪只记下样本走过的分支：凡是该走另一分支的输入，输出全错，而且不报错。",
            ),
            statistic="wrong_where_other",
            what=Text("inputs of the other branch that differ", "另一分支的输入中不一致的比例"),
            direction="above",
            threshold=95.0,
            unit="%",
        ),
    ),
    broken=(
        Broken(
            "branch kept",
            Text("a compiler that keeps the branch", "编译时保留了分支"),
            fails=("always_the_same", "branch_frozen"),
            run=lambda params, rng: measure(params, rng, scripted),
        ),
        Broken(
            "rounded weights",
            Text("the graph's weights are rounded to halves", "图里的权重舍入成半精度"),
            fails=("same_numbers",),
            run=lambda params, rng: measure(params, rng, rounded),
        ),
    ),
    predict=Predict(
        Text(
            "Four in ten inputs take the branch that was not traced. What happens?",
            "四成输入走的是没追踪过的分支，会怎样？",
        ),
        (
            Text("The graph raises an error for them.", "计算图对它们报错。"),
            Text("The graph takes the right branch.", "计算图走对的分支。"),
            Text("The graph takes the wrong branch silently.", "计算图不声不响地走错分支。"),
        ),
        2,
        Text(
            "A traced graph is a list of the operations that ran. The `if` ran in Python and left "
            "no operation.",
            "追踪得到的图只是跑过的运算的清单。`if` 是 Python 执行的，没有留下任何运算。",
        ),
    ),
    questions=("frameworks/pytorch_or_tensorflow",),
    sources=(
        "Paszke et al. (2019), PyTorch: an imperative style, high-performance library",
        "PyTorch documentation, torch.jit.trace, warnings on control flow",
    ),
    needs=("torch",),
)


def rounded(module, example):
    """A wrong conversion: the weights lose digits on the way."""
    import copy

    other = copy.deepcopy(module)
    for p in other.parameters():
        p.data = p.data.half().float()
    return traced(other, example)
