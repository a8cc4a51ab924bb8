import numpy as np

from viva.authoring import Array, Case, Text


def classes(args):
    y = np.asarray(args[0].values if isinstance(args[0], Array) else args[0])
    return sorted([np.flatnonzero(y == 0), np.flatnonzero(y == 1)], key=len)


def index_arrays(got):
    if len(got) == 0 or any(b.dtype.kind not in "iu" or b.ndim != 1 for b in got):
        return Text(
            "A list of integer index arrays of one dimension is asked for.",
            "应当返回一维整数下标数组组成的列表。",
        )
    return None


def members(args, got):
    rare, common = classes(args)
    if fault := index_arrays(got):
        return fault
    seen = []
    for n, bag in enumerate(got):
        mine = np.isin(bag, rare)
        if not np.array_equal(np.sort(bag[mine]), rare):
            return Text(
                f"Bag {n} does not hold every rare row exactly once.",
                f"第 {n} 个包没有把少数类的每一行恰好各放一次。",
            )
        seen.append(bag[~mine])
    seen = np.concatenate(seen)
    if len(classes(args)[0]) != len(common) and not np.array_equal(np.sort(seen), common):
        unused = len(np.setdiff1d(common, seen))
        return Text(
            f"Of {len(common)} common rows {unused} are in no bag, and "
            f"{len(seen) - len(np.unique(seen))} times one is there again.",
            f"{len(common)} 行多数类里有 {unused} 行没进任何包，"
            f"另有 {len(seen) - len(np.unique(seen))} 次重复。",
        )
    return None


def sizes(args, got):
    rare, common = classes(args)
    if fault := members(args, got):
        return fault
    k = (len(common) + len(rare) - 1) // len(rare)
    if len(got) != k:
        return Text(
            f"There are {len(got)} bags; {k} are due.", f"有 {len(got)} 个包，应为 {k} 个。"
        )
    lengths = [len(b) for b in got]
    if max(lengths) - min(lengths) > 1:
        return Text(
            f"The bags have {min(lengths)} to {max(lengths)} rows; they may differ by one.",
            f"各包有 {min(lengths)} 到 {max(lengths)} 行，至多只能相差 1。",
        )
    return None


def whole(args, got):
    """Classes of equal size: one bag with everything."""
    if fault := index_arrays(got):
        return fault
    n = len(args[0])
    if len(got) == 1 and np.array_equal(np.sort(got[0]), np.arange(n)):
        return None
    return Text(
        "With equal classes there is one bag with every row.",
        "两类一样多时只有一个包，包含所有行。",
    )


def mixed(args, got):
    rare, common = classes(args)
    for bags in got.values():
        if fault := sizes(args, bags):
            return fault

    def partition(bags):
        return sorted(tuple(sorted(int(i) for i in b if i not in set(rare.tolist()))) for b in bags)

    if partition(got["first"]) != partition(got["same"]):
        return Text(
            "The same generator state gave different bags: use only `rng`.",
            "同样状态的随机数发生器给出了不同的包：只能用 `rng`。",
        )
    if partition(got["first"]) == partition(got["other"]):
        return Text("Another seed put the same rows together.", "换了种子，分到一起的行却没变。")
    return None


def labels(rng, zeros, ones):
    return rng.permutation(np.repeat([0, 1], [zeros, ones]))


def cases(rng):
    yield Case(
        Text("8 against 40, read-only", "8 对 40，只读"),
        args=(Array(labels(rng, 40, 8), writable=False), 3),
        check="members",
    )
    yield Case(
        Text("7 against 30, strided", "7 对 30，内存不连续"),
        args=(Array(labels(rng, 30, 7), strided=True), 4),
        check="members",
    )
    for zeros, ones in ((10_000, 1_000), (30, 7), (21, 10), (29, 10), (50, 1)):
        yield Case(
            Text(f"{ones:,} against {zeros:,}", f"{ones:,} 对 {zeros:,}"),
            criterion="number",
            args=(labels(rng, zeros, ones), 5),
            check="sizes",
        )
    yield Case(
        Text("three times: a seed, the same, another", "三次：某个种子、同一个种子、另一个种子"),
        criterion="random",
        args=(np.repeat([0, 1], [60, 12]),),
        drive="three",
        check="mixed",
    )
    yield Case(
        Text("zeros are the rare ones", "0 是少数类"),
        criterion="edge",
        args=(labels(rng, 5, 23), 6),
        check="sizes",
    )
    yield Case(
        Text("six of each", "两类各六个"),
        criterion="edge",
        args=(labels(rng, 6, 6), 7),
        check="whole",
    )
    for en, zh, label in (("only zeros", "只有 0", 0), ("only ones", "只有 1", 1)):
        yield Case(Text(en, zh), criterion="edge", args=(np.full(5, label), 8), raises="ValueError")
