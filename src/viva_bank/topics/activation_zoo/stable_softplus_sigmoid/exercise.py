import math

import numpy as np

from viva.authoring import Array, Case, Text


def sigmoid(x):
    """Number by number, with the math module."""
    return np.vectorize(lambda v: 1 / (1 + math.exp(-v)) if v > -700 else math.exp(v))(x)


def softplus(x):
    return np.vectorize(lambda v: v if v > 700 else math.log1p(math.exp(v)))(x)


BOTH = (("sigmoid", sigmoid), ("softplus", softplus))


def cases(rng):
    few = np.array([-2.0, -0.5, 0.0, 0.5, 3.0])
    some = rng.normal(size=(2, 3, 2)) * 4
    wide = np.array([[-1000.0, 0.0, 1000.0], [800.0, -3.0, -800.0]])
    left = np.array([-20.0, -40.0, -100.0, -600.0])
    for name, f in BOTH:
        yield Case(
            Text(f"{name} of a few numbers", f"{name}：几个数"),
            drive=name,
            args=(few,),
            expected=f(few),
        )
        yield Case(
            Text(f"{name}, three axes, read-only, with gaps", f"{name}：三个轴，只读，不连续"),
            drive=name,
            args=(Array(some, writable=False, strided=True),),
            expected=f(some),
        )
        yield Case(
            Text(f"{name} at ±1000", f"{name}：±1000"),
            criterion="overflow",
            drive=name,
            args=(wide,),
            expected=f(wide),
            atol=1e-12,
        )
        yield Case(
            Text(f"{name} from −20 to −600", f"{name}：−20 到 −600"),
            criterion="tails",
            drive=name,
            args=(left,),
            expected=np.exp(left) - np.exp(2 * left) * (1 if name == "sigmoid" else 0.5),
            rtol=1e-6,
            atol=0.0,
            mistakes={"lost_tail": np.where(left < -37, 0, f(left))},
        )
