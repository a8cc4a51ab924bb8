import numpy as np

from viva.authoring import Array, Case, Text


def values(x):
    return np.asarray(x.values if isinstance(x, Array) else x)


def partition(args, got):
    y, k = values(args[0]), args[1]
    if len(got) != k:
        return Text(f"There are {len(got)} folds; {k} are due.", f"有 {len(got)} 折，应为 {k} 折。")
    n = len(y)
    for f, (train, val) in enumerate(got):
        if any(a.dtype.kind not in "iu" or a.ndim != 1 for a in (train, val)):
            return Text(
                "Integer index arrays of one dimension are asked for.",
                "应当返回一维的整数下标数组。",
            )
        if len(np.intersect1d(train, val)):
            return Text(
                f"Fold {f}: {len(np.intersect1d(train, val))} rows are in training and validation.",
                f"第 {f} 折有 {len(np.intersect1d(train, val))} 行既在训练集又在验证集。",
            )
        if not np.array_equal(np.sort(np.concatenate([train, val])), np.arange(n)):
            return Text(
                f"Fold {f}: training and validation together are not every row once.",
                f"第 {f} 折：训练集与验证集合起来，不是每行恰好一次。",
            )
    times = np.bincount(np.concatenate([val for _, val in got]), minlength=n)
    if not (times == 1).all():
        return Text(
            f"{np.count_nonzero(times != 1)} rows are not validated exactly once.",
            f"有 {np.count_nonzero(times != 1)} 行不是恰好验证一次。",
        )
    return None


def strata(args, got):
    if fault := partition(args, got):
        return fault
    y = values(args[0])
    for c in np.unique(y):
        counts = [int(np.count_nonzero(y[val] == c)) for _, val in got]
        if max(counts) - min(counts) > 1:
            return Text(
                f"Class {c} has {counts} rows in the folds; they may differ by one.",
                f"类别 {c} 在各折中的行数是 {counts}，至多只能相差 1。",
            )
    return None


def sizes(args, got):
    if fault := partition(args, got):
        return fault
    lengths = [len(val) for _, val in got]
    if max(lengths) - min(lengths) > 1:
        return Text(
            f"The validation folds have {lengths} rows; they may differ by one.",
            f"各验证折有 {lengths} 行，至多只能相差 1。",
        )
    return None


def shuffled(args, got):
    for folds in got.values():
        if fault := partition(args, folds):
            return fault

    def split(folds):
        return sorted(tuple(sorted(int(i) for i in val)) for _, val in folds)

    if split(got["first"]) != split(got["same"]):
        return Text(
            "The same generator state gave different folds: use only `rng`.",
            "同样状态的随机数发生器给出了不同的折：只能用 `rng`。",
        )
    if split(got["first"]) == split(got["other"]):
        return Text("Another seed gave the same folds.", "换了种子，分出的折却没变。")
    y, k = values(args[0]), args[1]
    for c in np.unique(y):
        rows = np.flatnonzero(y == c)
        fold = {int(i): f for f, (_, val) in enumerate(got["first"]) for i in val}
        dealt = [fold[int(i)] for i in rows]
        regular = all(a == b for a, b in zip(dealt, dealt[k:]))
        if regular or dealt == sorted(dealt):
            return Text(
                f"The rows of class {c} went to the folds in their order in the file.",
                f"类别 {c} 的各行是按文件里的次序分到各折的。",
            )
    return None


def labels(rng, *counts):
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def cases(rng):
    y = labels(rng, 20, 10)
    yield Case(
        Text("20 and 10 rows, k = 5, read-only", "20 行和 10 行，k = 5，只读"),
        criterion="partition",
        args=(Array(y, writable=False), 5, 1),
        check="partition",
    )
    yield Case(
        Text("7, 8 and 9 rows, k = 4, strided", "7、8、9 行，k = 4，内存不连续"),
        criterion="partition",
        args=(Array(labels(rng, 7, 8, 9), strided=True), 4, 2),
        check="partition",
    )
    yield Case(
        Text("k = 2, as many rows as folds in one class", "k = 2，有一类的行数恰好等于折数"),
        criterion="strata",
        args=(labels(rng, 2, 5), 2, 3),
        check="strata",
    )
    yield Case(
        Text("90 rows against 10, k = 10", "90 行对 10 行，k = 10"),
        criterion="strata",
        args=(labels(rng, 90, 10), 10, 4),
        check="strata",
    )
    yield Case(
        Text("sorted labels, 40 and 13 rows, k = 5", "标签已排序，40 行和 13 行，k = 5"),
        criterion="strata",
        args=(np.repeat([0, 1], [40, 13]), 5, 5),
        check="strata",
    )
    yield Case(
        Text("labels that are words", "标签是字符串"),
        criterion="strata",
        args=(np.array(["cat", "dog", "cat", "owl", "dog", "owl", "cat", "owl", "dog"]), 3, 6),
        check="strata",
    )
    yield Case(
        Text("eight classes of 11 rows, k = 10", "八个类各 11 行，k = 10"),
        criterion="sizes",
        args=(labels(rng, *[11] * 8), 10, 7),
        check="sizes",
    )
    yield Case(
        Text("five classes of 4 rows, k = 3", "五个类各 4 行，k = 3"),
        criterion="sizes",
        args=(labels(rng, 4, 4, 4, 4, 4), 3, 8),
        check="sizes",
    )
    yield Case(
        Text("three times: a seed, the same, another", "三次：某个种子、同一个种子、另一个种子"),
        criterion="random",
        args=(np.tile([0, 1, 0], 20), 4),
        drive="three",
        check="shuffled",
    )
    for en, zh, y, k in (
        ("k = 1", "k = 1", [0, 0, 1, 1], 1),
        ("two rows of a class, k = 3", "某类只有两行，k = 3", [0, 0, 0, 1, 1], 3),
        ("no rows", "没有行", [], 2),
    ):
        yield Case(
            Text(en, zh),
            criterion="refused",
            args=(np.array(y, dtype=int), k, 9),
            raises="ValueError",
        )
