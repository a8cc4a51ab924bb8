import numpy as np

from viva.authoring import Array, Case, Text


def values(x):
    return np.asarray(x.values if isinstance(x, Array) else x)


def partition(args, got):
    groups, k = values(args[0]), args[1]
    if len(got) != k:
        return Text(f"There are {len(got)} folds; {k} are due.", f"有 {len(got)} 折，应为 {k} 折。")
    n = len(groups)
    for f, (train, val) in enumerate(got):
        if any(a.dtype.kind not in "iu" or a.ndim != 1 for a in (train, val)):
            return Text(
                "Integer index arrays of one dimension are asked for.",
                "应当返回一维的整数下标数组。",
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


def apart(args, got):
    if fault := partition(args, got):
        return fault
    groups = values(args[0])
    for f, (train, val) in enumerate(got):
        both = np.intersect1d(groups[train], groups[val])
        if len(both):
            return Text(
                f"Fold {f}: group {both[0]} has rows in training and in validation.",
                f"第 {f} 折：组 {both[0]} 既在训练集又在验证集里。",
            )
    return None


def largest_by_rule(groups, k):
    load = [0] * k
    for size in sorted(np.unique(groups, return_counts=True)[1].tolist(), reverse=True):
        load[load.index(min(load))] += size
    return max(load)


def balance(args, got):
    if fault := apart(args, got):
        return fault
    groups, k = values(args[0]), args[1]
    lengths = sorted(len(val) for _, val in got)
    due = largest_by_rule(groups, k)
    if lengths[-1] > due or lengths[0] == 0:
        return Text(
            f"The validation folds have {lengths} rows; the largest may have {due}, "
            "and none may be empty.",
            f"各验证折有 {lengths} 行；最大的至多 {due} 行，且不能有空的。",
        )
    return None


def members(rng, sizes):
    """Groups of these sizes, with gaps between their numbers, the rows shuffled."""
    names = rng.permutation(np.arange(len(sizes)) * 7 + 3)
    return rng.permutation(np.repeat(names, sizes))


def cases(rng):
    yield Case(
        Text("six groups, k = 3, read-only", "六个组，k = 3，只读"),
        criterion="partition",
        args=(Array(members(rng, [4, 4, 4, 4, 4, 4]), writable=False), 3),
        check="partition",
    )
    yield Case(
        Text("five groups, k = 2, strided", "五个组，k = 2，内存不连续"),
        criterion="partition",
        args=(Array(members(rng, [3, 1, 4, 1, 5]), strided=True), 2),
        check="partition",
    )
    yield Case(
        Text("as many folds as groups", "折数等于组数"),
        criterion="groups",
        args=(members(rng, [5, 2, 3, 1]), 4),
        check="apart",
    )
    yield Case(
        Text("names for groups", "组名是字符串"),
        criterion="groups",
        args=(np.array(["ann", "bob", "ann", "cy", "bob", "dee", "cy", "ann"]), 2),
        check="apart",
    )
    yield Case(
        Text("twelve groups in shuffled rows", "十二个组，行已打乱"),
        criterion="groups",
        args=(members(rng, rng.integers(1, 9, 12)), 4),
        check="apart",
    )
    # Small ones first or in order of appearance puts the large one on top of a full fold.
    yield Case(
        Text("one group as large as all the others", "有一组和其余各组加起来一样大"),
        criterion="balance",
        args=(np.repeat([1, 2, 3, 4, 5, 6, 7], [2, 2, 2, 2, 2, 2, 12]), 2),
        check="balance",
    )
    yield Case(
        Text("groups of 9, 8, 7, 3, 2, 1 rows, k = 3", "各组 9、8、7、3、2、1 行，k = 3"),
        criterion="balance",
        args=(np.repeat([1, 5, 9, 10, 20, 21], [1, 2, 3, 7, 8, 9]), 3),
        check="balance",
    )
    yield Case(
        Text("twenty groups, k = 5", "二十个组，k = 5"),
        criterion="balance",
        args=(members(rng, [30, 1, 1, 1, 1, 20, 15, 9, 8, 8, 7, 6, 5, 5, 4, 3, 3, 2, 2, 2]), 5),
        check="balance",
    )
    yield Case(
        Text("a giant, k = 3", "一个特别大的组，k = 3"),
        criterion="balance",
        args=(members(rng, [50, 2, 1, 1]), 3),
        check="balance",
    )
    for en, zh, groups, k in (
        ("three folds of two groups", "两个组要分三折", [1, 1, 2, 2, 2], 3),
        ("k = 1", "k = 1", [1, 2, 3], 1),
    ):
        yield Case(
            Text(en, zh), criterion="refused", args=(np.array(groups), k), raises="ValueError"
        )
