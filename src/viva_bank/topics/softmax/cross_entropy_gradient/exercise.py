import math

import numpy as np

from viva.authoring import Array, Case, Text


def mean_loss(z, y):
    """Example by example."""
    total = 0.0
    for row, label in zip(z, y):
        top = row[np.argmax(row.real)]
        total = total + (np.log(np.exp(row - top).sum()) + top - row[label])
    return total / len(y)


def gradient(z, y):
    """By complex steps through the loss: exact to rounding, and no p − t in it."""
    h, out = 1e-30, np.empty(z.shape)
    for place in np.ndindex(z.shape):
        moved = z.astype(complex)
        moved[place] += 1j * h
        out[place] = mean_loss(moved, y).imag / h
    return out


def cases(rng):
    small = np.array([[1.0, 2.0, 4.0], [0.0, 0.0, 0.0]])
    many = rng.normal(size=(5, 4)) * 2
    square = rng.normal(size=(3, 3))
    for title, z, y in (
        (Text("two examples, three classes", "两个样本，三个类别"), small, np.array([2, 0])),
        (
            Text("five examples, labels repeat", "五个样本，标签有重复"),
            many,
            np.array([0, 3, 3, 1, 0]),
        ),
        (Text("as many examples as classes", "样本数与类别数相同"), square, np.array([1, 0, 1])),
    ):
        n, k = z.shape
        loss, grad = mean_loss(z, y), gradient(z, y)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        yield Case(
            title,
            criterion="loss",
            drive="loss",
            args=(z, y),
            expected=float(loss),
            mistakes={
                "sum_loss": float(loss * n),
                "divided_by_all": float(loss / k),
                "bits": float(loss / math.log(2)),
                "sign": float(-loss),
            },
        )
        yield Case(
            title,
            criterion="gradient",
            drive="gradient",
            args=(z, y),
            expected=grad,
            mistakes={
                "sum_gradient": grad * n,
                "divided_by_all": grad / k,
                "sign": -grad,
                "no_target": p / n,
            },
        )
    sure = np.array([[1000.0, -1000.0, 0.0], [0.0, 1000.0, 999.0]])
    yield Case(
        Text("sure and wrong, and an error by 1", "一个自信而错误，一个只差 1"),
        criterion="stability",
        args=(sure, np.array([1, 2])),
        expected=(
            (2000 + 1 + math.log1p(math.exp(-1))) / 2,
            np.array([[1, -1, 0], [0, math.e / (1 + math.e), -math.e / (1 + math.e)]]) / 2,
        ),
    )
    z, y = rng.normal(size=(1, 3)), np.array([2])
    yield Case(
        Text("one example, read-only, a view with gaps", "单个样本，只读，不连续"),
        criterion="inputs",
        args=(Array(z, writable=False, strided=True), Array(y, writable=False)),
        expected=(float(mean_loss(z, y)), gradient(z, y)),
    )
    yield Case(
        Text("one class: nothing to learn", "只有一个类别：没有可学的"),
        criterion="inputs",
        args=(np.array([[2.0], [-1.0]]), np.array([0, 0])),
        expected=(0.0, np.zeros((2, 1))),
    )
    z, y = rng.normal(size=(4, 2)), np.array([0, 1, 1, 0], dtype=np.int8)
    yield Case(
        Text("labels of dtype int8", "标签的 dtype 是 int8"),
        criterion="inputs",
        args=(z, y),
        expected=(float(mean_loss(z, y)), gradient(z, y)),
    )
