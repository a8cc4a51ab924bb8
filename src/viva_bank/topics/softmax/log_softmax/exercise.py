import math

import numpy as np

from viva.authoring import Array, Case, Text


def slice_by_slice(x, axis=-1):
    """The definition with exact sums, one slice after the other."""

    def one(v):
        top = max(v)
        total = math.fsum(math.exp(t - top) for t in v)
        return np.array([t - top - math.log(total) for t in v])

    return np.apply_along_axis(one, axis, x)


def cases(rng):
    row = np.array([1.0, 2.0, 4.0])
    e = np.exp(row)
    yield Case(
        Text("one short row", "一小行"),
        args=(row,),
        expected=slice_by_slice(row),
        mistakes={"plain_softmax": e / e.sum()},
    )
    x = rng.normal(size=(3, 4))
    yield Case(
        Text("three rows, read-only", "三行，只读"),
        args=(Array(x, writable=False),),
        expected=slice_by_slice(x),
        mistakes={"over_all": x - np.log(np.exp(x).sum())},
    )
    yield Case(
        Text("a single logit: certain", "只有一个 logit：必然事件"),
        args=(np.array([[0.3]]),),
        expected=np.zeros((1, 1)),
    )
    x = rng.normal(size=(3, 3))
    yield Case(
        Text("along the first axis of a square", "方阵，沿第一个轴"),
        criterion="axis",
        args=(x,),
        kwargs={"axis": 0},
        expected=slice_by_slice(x, 0),
    )
    x = rng.normal(size=(2, 3, 3))
    yield Case(
        Text("the middle one of three axes", "三个轴中间的那个"),
        criterion="axis",
        args=(Array(x, strided=True),),
        kwargs={"axis": 1},
        expected=slice_by_slice(x, 1),
    )
    far = np.array([[0.0, 5000.0], [-3000.0, -3001.0]])
    yield Case(
        Text("logits 5000 apart, and a row near −3000", "logits 相差 5000，另一行在 −3000 附近"),
        criterion="stability",
        args=(far,),
        expected=np.array(
            [[-5000.0, 0.0], [-math.log1p(math.exp(-1)), -1 - math.log1p(math.exp(-1))]]
        ),
        mistakes={
            "log_of_zero": np.array(
                [[-np.inf, 0.0], [-math.log1p(math.exp(-1)), -1 - math.log1p(math.exp(-1))]]
            ),
        },
    )
    near = np.array([0.0, 40.0, 39.0])
    right = slice_by_slice(near)
    yield Case(
        Text("a probability of 3e-18", "概率为 3e-18"),
        criterion="stability",
        args=(near,),
        expected=right,
        mistakes={"clamped": np.log(np.exp(right) + 1e-12)},
    )
    masked = np.array([0.5, -np.inf, 1.5])
    yield Case(
        Text("a masked position", "有一个位置被屏蔽"),
        criterion="stability",
        args=(masked,),
        expected=np.array([-1 - math.log1p(math.exp(-1)), -np.inf, -math.log1p(math.exp(-1))]),
    )
