import numpy as np

from viva.authoring import Array, Case, Cost, Text


def count(y, y_hat, k):
    """The definition, pair by pair."""
    return np.array(
        [[int(np.sum((y == i) & (y_hat == j))) for j in range(k)] for i in range(k)], dtype=int
    ).reshape(k, k)


def slips(C):
    rows = np.maximum(C.sum(axis=1, keepdims=True), 1)
    return {"transposed": C.T, "normalised": C / rows}


def cases(rng):
    y = np.array([0, 0, 1, 1, 2, 2, 2])
    y_hat = np.array([0, 1, 1, 1, 0, 2, 0])
    C = count(y, y_hat, 3)
    yield Case(
        Text("seven examples, three classes", "七个样本，三个类"),
        args=(y, y_hat, 3),
        expected=C,
        mistakes=slips(C),
    )
    y, y_hat = rng.integers(0, 5, 60), rng.integers(0, 5, 60)
    C = count(y, y_hat, 5)
    yield Case(
        Text("sixty examples, read-only and strided", "六十个样本，只读且不连续"),
        args=(Array(y, writable=False), Array(y_hat, strided=True), 5),
        expected=C,
        mistakes=slips(C),
    )
    y, y_hat = np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])
    yield Case(
        Text("the last two of four classes do not occur", "四个类里最后两个没有出现"),
        criterion="absent",
        args=(y, y_hat, 4),
        expected=count(y, y_hat, 4),
    )
    y, y_hat = np.array([1, 1, 3, 1]), np.array([3, 3, 1, 1])
    yield Case(
        Text("classes 0 and 2 do not occur", "第 0 类和第 2 类没有出现"),
        criterion="absent",
        args=(y, y_hat, 4),
        expected=count(y, y_hat, 4),
    )
    none = np.array([], dtype=np.int64)
    yield Case(
        Text("no examples", "一个样本也没有"),
        criterion="absent",
        args=(none, none, 3),
        expected=np.zeros((3, 3), dtype=int),
    )
    for dtype in (np.uint8, np.int8):
        # every class occurs, so that only the width of the integers is tested
        y, y_hat = (rng.permutation(np.arange(200) % 20) for _ in range(2))
        yield Case(
            Text(
                f"twenty classes, labels in {dtype.__name__}", f"二十个类，标签是 {dtype.__name__}"
            ),
            criterion="dtype",
            args=(y.astype(dtype), y_hat.astype(dtype), 20),
            expected=count(y, y_hat, 20),
        )
    ok = np.array([0, 1, 1])
    for en, zh, a, b in (
        ("a true label −1", "真实标签里有 −1", np.array([0, -1, 1]), ok),
        ("a predicted label −1", "预测标签里有 −1", ok, np.array([0, -1, 1])),
        ("a true label k", "真实标签里有 k", np.array([0, 2, 1]), ok),
        ("a predicted label k", "预测标签里有 k", ok, np.array([2, 0, 1])),
        ("three truths, one prediction", "三个真实标签，一个预测", ok, np.array([1])),
    ):
        yield Case(Text(en, zh), criterion="refused", args=(a, b, 2), raises="ValueError")
    n = 1_000_000
    y, y_hat = (rng.integers(0, 10, n).astype(np.uint8) for _ in range(2))
    yield Case(
        Text("a million examples, ten classes", "一百万个样本，十个类"),
        criterion="speed",
        args=(y, y_hat, 10),
        cost=Cost(at_most=20),
    )
