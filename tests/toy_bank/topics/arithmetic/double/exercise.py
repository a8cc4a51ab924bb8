import numpy as np

from toy_bank.reference.doubling import twice
from viva.authoring import Array, Case, Text


def cases(rng):
    x = rng.normal(size=4)
    yield Case(
        Text("four numbers", "四个数"), args=(x,), expected=twice(x), mistakes={"squared": x**2}
    )
    yield Case(Text("read-only", "只读"), args=(Array(x, writable=False),), expected=twice(x))
    yield Case(Text("nothing", "空"), criterion="empty", args=(np.zeros(0),), expected=np.zeros(0))
