import numpy as np

from viva.authoring import Array, Case, Text
from viva_bank.reference.activations.softmax import softmax


def cases(rng):
    row = np.array([1.0, 2.0, 4.0])
    yield Case(
        Text("one short row", "一小行"),
        args=(row,),
        expected=softmax(row),
        mistakes={"no_exp": row / row.sum()},
    )
    x = rng.normal(size=(3, 4))
    yield Case(
        Text("three rows", "三行"),
        args=(Array(x, writable=False),),
        expected=softmax(x),
        mistakes={"over_all": np.exp(x) / np.exp(x).sum()},
    )
    yield Case(
        Text("a single logit", "只有一个 logit"),
        args=(np.array([[0.3]]),),
        expected=np.ones((1, 1)),
    )
    yield Case(
        Text("along the first axis", "沿第一个轴"),
        criterion="axis",
        args=(x,),
        kwargs={"axis": 0},
        expected=softmax(x, axis=0),
    )
    y = rng.normal(size=(2, 3, 3))
    yield Case(
        Text("the middle one of three axes, square slices", "三个轴中间的那个，切片是方的"),
        criterion="axis",
        args=(Array(y, strided=True),),
        kwargs={"axis": 1},
        expected=softmax(y, axis=1),
    )
    yield Case(
        Text("logits near ±1000", "logits 在 ±1000 附近"),
        criterion="stability",
        args=(np.array([[1000.0, 1001.0], [-1001.0, -1000.0]]),),
        expected=softmax(np.array([[0.0, 1.0], [0.0, 1.0]])),
    )
    yield Case(
        Text("a huge row above a tiny one", "上一行极大，下一行极小"),
        criterion="stability",
        args=(np.array([[5000.0, 4999.0], [-5000.0, -5001.0]]),),
        expected=softmax(np.array([[1.0, 0.0], [1.0, 0.0]])),
    )
    masked = np.array([0.5, -np.inf, 1.5])
    yield Case(
        Text("a masked position", "有一个位置被屏蔽"),
        criterion="stability",
        args=(masked,),
        expected=softmax(masked),
    )
