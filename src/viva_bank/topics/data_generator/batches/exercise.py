import numpy as np

from viva.authoring import Case, Text


def batches_check(args, got):
    n, batch_size, _, drop_last, epochs = args
    for batches in got:
        full, rest = divmod(n, batch_size)
        sizes = [batch_size] * full + ([rest] if rest and not drop_last else [])
        if any(not isinstance(b, np.ndarray) or b.dtype.kind not in "iu" for b in batches):
            return Text("A batch must be an integer array.", "每一批应当是整数数组。")
        if [b.shape for b in batches] != [(s,) for s in sizes]:
            return Text(
                f"The batches have shapes {[b.shape for b in batches][:8]}; "
                f"there should be {len(sizes)}, of lengths {sizes[:8]}.",
                f"各批的形状是 {[b.shape for b in batches][:8]}；"
                f"应有 {len(sizes)} 批，长度为 {sizes[:8]}。",
            )
        indices = np.concatenate([*batches, np.zeros(0, int)])
        if len(np.unique(indices)) < len(indices):
            return Text("An index comes twice in one epoch.", "同一个 epoch 里有下标出现了两次。")
        if len(indices) and not (0 <= indices.min() and indices.max() < n):
            return Text("An index lies outside 0 … n−1.", "有下标超出了 0 … n−1。")
    if len(got) != epochs:
        return Text("An epoch is missing.", "少了一个 epoch。")
    return None


def orders_check(args, got):
    # Forty indices have 10⁴⁷ orders: none comes twice by chance.
    first, twin, other = got["first"], got["twin"], got["other"]
    if not np.array_equal(np.sort(first[0]), np.arange(args[0])):
        return Text(
            "Without drop_last an epoch has to hold every index.",
            "没有设 drop_last 时，一个 epoch 应包含全部下标。",
        )
    if any(np.array_equal(order, np.arange(len(order))) for order in first):
        return Text("Nothing is shuffled.", "根本没有打乱。")
    if np.array_equal(first[0], first[1]) or np.array_equal(first[1], first[2]):
        return Text("Two epochs have the same order.", "两个 epoch 的次序相同。")
    if not all(np.array_equal(a, b) for a, b in zip(first, twin)):
        return Text(
            "Two loaders with the same arguments differ: the order depends on more than the seed.",
            "参数相同的两个 loader 给出了不同的次序：除了种子，还有别的东西在影响它。",
        )
    if np.array_equal(first[0], other[0]):
        return Text("Another seed gave the same order.", "换了种子，次序却没变。")
    if np.array_equal(first[1], other[0]) or np.array_equal(first[2], other[1]):
        return Text(
            "Epoch 1 of this seed is epoch 0 of the next seed: do not add seed and epoch.",
            "这个种子的第 1 个 epoch 与下一个种子的第 0 个 epoch 相同：不要把两者直接相加。",
        )
    if got["moved"]:
        return Text("It changes NumPy's global random state.", "它改动了 NumPy 的全局随机状态。")
    return None


def _resumed(got, expected):
    if got["characters"] > 200:
        return Text(
            f"The state has {got['characters']} characters as JSON; 200 are allowed.",
            f"状态存成 JSON 有 {got['characters']} 个字符，上限是 200。",
        )
    rest = got["rest"]
    for i, want in enumerate(expected):
        if i >= len(rest):
            return Text(
                f"Only {len(rest)} batches came after resuming.",
                f"恢复之后只给出了 {len(rest)} 批。",
            )
        if not np.array_equal(rest[i], want):
            return Text(
                f"Batch {i + 1} after resuming is not the one that would have come.",
                f"恢复之后的第 {i + 1} 批，不是原本该来的那一批。",
            )
    return None


def resume_check(args, got):
    n, batch_size, _, drop_last, done = args
    per_epoch = n // batch_size if drop_last else -(-n // batch_size)
    # Three loops after resuming give at least the rest of this epoch and one or two more.
    certain = (per_epoch - done % per_epoch) % per_epoch + 2 * per_epoch
    return _resumed(got, got["whole"][done : done + certain])


def between_check(args, got):
    return _resumed(got, got["whole"])


def cases(rng):
    seed = int(rng.integers(1 << 20))
    for n, b, drop in ((12, 4, False), (13, 5, False)):
        yield Case(
            Text(f"{n} in batches of {b}", f"{n} 个，每批 {b} 个"),
            criterion="epochs",
            args=(n, b, seed, drop, 3),
            check="batches_check",
        )
    yield Case(
        Text("two equal loaders and another seed", "两个相同的 loader，以及另一个种子"),
        criterion="shuffling",
        args=(42, seed),
        drive="orders",
        check="orders_check",
    )
    for n, b, drop, done in (
        (300, 32, False, 4),
        (13, 5, False, 4),
        (13, 5, True, 3),
        (13, 5, False, 3),
        (12, 4, False, 0),
        (300, 32, False, 25),
    ):
        yield Case(
            Text(
                f"{n} in batches of {b}, interrupted after {done}",
                f"{n} 个，每批 {b} 个，在第 {done} 批之后中断",
            ),
            criterion="resume",
            args=(n, b, seed, drop, done),
            drive="resume",
            check="resume_check",
        )
    yield Case(
        Text("the state at the end of an epoch", "一个 epoch 结束时的状态"),
        criterion="resume",
        args=(10, 3, seed),
        drive="between",
        check="between_check",
    )
    for n, b, drop in ((13, 5, True), (12, 4, True), (3, 8, False), (3, 8, True), (1, 1, False)):
        yield Case(
            Text(
                f"{n} in batches of {b}" + (", drop_last" if drop else ""),
                f"{n} 个，每批 {b} 个" + ("，drop_last" if drop else ""),
            ),
            criterion="edge",
            args=(n, b, seed, drop, 2),
            check="batches_check",
        )
    for n, b in ((0, 4), (4, 0), (-1, 2), (4, -1)):
        yield Case(
            Text(f"n = {n}, batch_size = {b}", f"n = {n}，batch_size = {b}"),
            criterion="edge",
            args=(n, b, seed, False, 1),
            raises="ValueError",
        )
