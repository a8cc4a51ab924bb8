import math
from statistics import NormalDist

import numpy as np

from viva.authoring import Array, Case, Text

# Number by number with the standard library: nothing is shared with an array solution.
PHI = NormalDist().cdf


def one_by_one(f):
    return lambda x: np.array([f(float(v)) for v in x.ravel()]).reshape(x.shape)


def sigmoid(v):
    return 1 / (1 + math.exp(-v)) if v > -700 else 0.0


exact = one_by_one(lambda v: v * PHI(v))
tanh_form = one_by_one(
    lambda v: v * (1 + math.tanh(math.sqrt(2 / math.pi) * (v + 0.044715 * v**3))) / 2
)
silu = one_by_one(lambda v: v * sigmoid(v))
mish = one_by_one(lambda v: v * math.tanh(v if v > 700 else math.log1p(math.exp(v))))


def cases(rng):
    few = np.array([-3.0, -1.0, -0.25, 0.0, 0.5, 2.0])
    some = rng.normal(size=(2, 3, 2)) * 2
    view = Array(some, writable=False, strided=True)
    wide = np.array([[-1000.0, 30.0], [0.0, 1000.0]])
    approximate = {"approximate": True}
    for given, x, what in (
        (few, few, Text("a few numbers", "几个数")),
        (view, some, Text("three axes, read-only, with gaps", "三个轴，只读，不连续")),
    ):
        yield Case(
            Text(f"GELU: {what.en}", f"GELU：{what.zh}"),
            criterion="gelu",
            drive="gelu",
            args=(given,),
            expected=exact(x),
            mistakes={
                "tanh_for_exact": tanh_form(x),
                "sigmoid_for_tanh": one_by_one(lambda v: v * sigmoid(1.702 * v))(x),
                "no_root_two": one_by_one(lambda v: v * (1 + math.erf(v)) / 2)(x),
                "not_gated": one_by_one(PHI)(x),
            },
        )
        yield Case(
            Text(f"GELU, approximate: {what.en}", f"近似 GELU：{what.zh}"),
            criterion="gelu",
            drive="gelu",
            args=(given,),
            kwargs=approximate,
            expected=tanh_form(x),
            mistakes={"sigmoid_for_tanh": one_by_one(lambda v: v * sigmoid(1.702 * v))(x)},
        )
        yield Case(
            Text(f"SiLU: {what.en}", f"SiLU：{what.zh}"),
            criterion="silu",
            drive="silu",
            args=(given,),
            expected=silu(x),
            mistakes={"not_gated": one_by_one(sigmoid)(x)},
        )
        yield Case(
            Text(f"Mish: {what.en}", f"Mish：{what.zh}"),
            criterion="mish",
            drive="mish",
            args=(given,),
            expected=mish(x),
            mistakes={"tanh_of_x": x * np.tanh(x)},
        )
    for name, f, kwargs in (
        ("gelu", exact, {}),
        ("gelu", tanh_form, approximate),
        ("silu", silu, {}),
        ("mish", mish, {}),
    ):
        yield Case(
            Text(f"{name} at ±1000", f"{name}：±1000"),
            criterion="overflow",
            drive=name,
            args=(wide,),
            kwargs=kwargs,
            expected=f(wide),
        )
