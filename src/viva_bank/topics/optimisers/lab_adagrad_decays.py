"""The length of each optimiser's step under gradients that keep their size."""

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
from viva_bank.reference.optimisers.adagrad import AdaGrad
from viva_bank.reference.optimisers.adam import Adam
from viva_bank.reference.optimisers.rmsprop import RMSProp
from viva_bank.reference.optimisers.sgd import SGD

RATE = 0.1
COORDINATES = 200


class TimesTheRoot:
    """What some answers describe: multiply the rate by the root of the mean squared gradient."""

    def __init__(self, lr):
        self.lr, self._sum, self._t = lr, 0.0, 0

    def step(self, params, grads):
        (theta,), (g,) = params, grads
        self._sum, self._t = self._sum + g**2, self._t + 1
        return [theta - self.lr * np.sqrt(self._sum / self._t) * g]


def step_lengths(optimiser, gradients):
    """Root mean square over the coordinates of each step."""
    theta, lengths = np.zeros(COORDINATES), []
    for g in gradients:
        (moved,) = optimiser.step([theta], [g])
        lengths.append(float(np.sqrt(((moved - theta) ** 2).mean())))
        theta = moved
    return np.array(lengths)


def measure(params, rng, adagrad=AdaGrad):
    # Random signs and sizes between 0.5 and 1.5, so that a step's length is no accident.
    gradients = rng.uniform(0.5, 1.5, (params.steps, COORDINATES))
    gradients = gradients * rng.choice([-1.0, 1.0], gradients.shape) * params.size
    makers = {
        "SGD": SGD,
        "AdaGrad": adagrad,
        "RMSProp": RMSProp,
        "Adam": Adam,
    }
    lengths = {name: step_lengths(make(lr=RATE), gradients) for name, make in makers.items()}
    t = np.arange(1, params.steps + 1)
    late = slice(params.steps // 10, None)
    slope = float(np.polyfit(np.log(t[late]), np.log(lengths["AdaGrad"][late]), 1)[0])
    larger = step_lengths(adagrad(lr=RATE), 10 * gradients)
    factor = float((larger / lengths["AdaGrad"]).mean())
    keeps = float(lengths["RMSProp"][late].mean() / lengths["RMSProp"][params.steps // 10])
    figure = Lines(
        id="step_by_step",
        title=Text("Length of the step under steady gradients", "梯度大小不变时每步的长度"),
        summary=Text(
            f"AdaGrad's step falls from {lengths['AdaGrad'][0]:.2g} to "
            f"{lengths['AdaGrad'][-1]:.2g} in {params.steps} steps, as t to the {slope:.2f}; "
            f"RMSProp's ends at {lengths['RMSProp'][-1]:.2g}, Adam's at "
            f"{lengths['Adam'][-1]:.2g}. Gradients ten times as large change AdaGrad's step by a "
            f"factor of {factor:.2f}.",
            f"{params.steps} 步里，AdaGrad 的步长从 {lengths['AdaGrad'][0]:.2g} 降到 "
            f"{lengths['AdaGrad'][-1]:.2g}，按 t 的 {slope:.2f} 次方下降；RMSProp 停在 "
            f"{lengths['RMSProp'][-1]:.2g}，Adam 停在 {lengths['Adam'][-1]:.2g}。梯度放大十倍，"
            f"AdaGrad 的步长变为 {factor:.2f} 倍。",
        ),
        x=Axis(Text("step t", "步数 t"), scale="log"),
        y=Axis(Text("length of the step", "步长"), scale="log"),
        series=tuple(
            Series(Text.same(name), t, v, look=look)
            for (name, v), look in zip(
                lengths.items(), ("dotted", "solid", "dashed", "dotted"), strict=True
            )
        ),
    )
    return Result((figure,), {"slope": slope, "factor": factor, "rmsprop": keeps})


LAB = Lab(
    title=Text("AdaGrad's steps only get shorter", "AdaGrad 的步子越走越短"),
    intro=Text(
        "Each optimiser is fed the same stream of gradients, whose size does not change over "
        "time. The rate is 0.1 throughout; we watch how long the steps are.",
        "给每种优化器喂同一串梯度，梯度的大小不随时间变化，学习率始终是 0.1，看每一步走多长。",
    ),
    run=measure,
    params=(
        Int("steps", Text("steps", "步数"), 1000, 50, 3000, scale="log"),
        Float("size", Text("size of the gradients", "梯度的大小"), 1.0, 0.01, 100.0, scale="log"),
    ),
    preview={"steps": 300},
    claims=(
        Claim(
            id="decays",
            sentence=Text(
                "Under steady gradients AdaGrad's step shrinks as 1/√t.",
                "梯度大小不变时，AdaGrad 的步长按 1/√t 缩短。",
            ),
            statistic="slope",
            what=Text("slope of log step over log t", "log 步长对 log t 的斜率"),
            direction="within",
            threshold=(-0.55, -0.45),
        ),
        Claim(
            id="rmsprop_keeps",
            sentence=Text(
                "RMSProp's step keeps its length: it forgets old gradients.",
                "RMSProp 会忘掉旧梯度，步长保持不变。",
            ),
            statistic="rmsprop",
            what=Text(
                "mean late step over the step at a tenth of the way",
                "后期平均步长 ÷ 走到十分之一时的步长",
            ),
            direction="within",
            threshold=(0.9, 1.1),
        ),
        Claim(
            id="multiplies",
            sentence=Text(
                "AdaGrad multiplies the rate by the root of the mean squared gradient, so "
                "gradients ten times as large make steps a hundred times as long.",
                "AdaGrad 把学习率乘以梯度均方根，所以梯度放大十倍，步长就放大一百倍。",
            ),
            statistic="factor",
            what=Text(
                "step at tenfold gradients over the step before", "梯度放大十倍后的步长 ÷ 原步长"
            ),
            direction="within",
            threshold=(90.0, 110.0),
            myth=True,
            unit="×",
        ),
    ),
    broken=(
        Broken(
            "times_the_root",
            Text("the rule multiplies instead of dividing", "把除以写成乘以"),
            fails=("decays", "multiplies"),
            run=lambda params, rng: measure(params, rng, TimesTheRoot),
        ),
        Broken(
            "no_steady_size",
            Text("too few steps for RMSProp's average to fill", "步数太少，RMSProp 的平均还没填满"),
            fails=("rmsprop_keeps",),
            params={"steps": 50},
        ),
    ),
    predict=Predict(
        Text(
            "All gradients become ten times as large. What happens to AdaGrad's steps?",
            "所有梯度都放大十倍，AdaGrad 的步长怎么变？",
        ),
        (
            Text("They stay as they are.", "不变。"),
            Text("Ten times as long.", "变为十倍。"),
            Text("A hundred times as long.", "变为一百倍。"),
        ),
        0,
        Text(
            "g/√Σg²: the factor cancels. What is divided by is a root of a sum, which only grows.",
            "g/√Σg² 里倍数约掉了。分母是平方和的根，而这个和只增不减。",
        ),
    ),
    questions=("optimisers/adam_bias_correction",),
    sources=(
        "Duchi, Hazan and Singer (2011), Adaptive subgradient methods for online learning and "
        "stochastic optimization",
        "Zeiler (2012), ADADELTA, section 3",
    ),
)
