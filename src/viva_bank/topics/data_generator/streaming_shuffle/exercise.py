import itertools

import numpy as np

from viva.authoring import Case, Text

SIGMAS = 6


def once_check(args, got):
    n = args[0]
    if not all(isinstance(i, int | np.integer) for i in got):
        return Text("Something came out that is no item of the input.", "给出了输入里没有的东西。")
    if sorted(got) != list(range(n)):
        lost, doubled = set(range(n)) - set(got), len(got) - len(set(got))
        return Text(
            f"Of {n} items {len(lost)} are lost and {doubled} come again.",
            f"{n} 个元素里丢了 {len(lost)} 个，重复了 {doubled} 个。",
        )
    return None


def watched_check(args, got):
    n, buffer_size, _ = args
    if got["early"]:
        return Text(
            "It reads before the first item is asked for.", "还没有人取元素，它就开始读了。"
        )
    if got["held"] > buffer_size:
        return Text(
            f"It held {got['held']} items; the buffer has {buffer_size}.",
            f"它手里一度有 {got['held']} 个元素，而缓冲区只有 {buffer_size}。",
        )
    if len(got["out"]) != (n or 50):
        return Text("Items are missing.", "缺了元素。")
    return None


def seeds_check(args, got):
    if not all(isinstance(x, int) for order in got.values() for x in order):
        return Text("It yields something else than the items.", "吐出来的不是原来的元素。")
    if got["first"] == list(range(args[0])):
        return Text("Nothing is shuffled.", "根本没有打乱。")
    if got["first"] != got["again"]:
        return Text(
            "The same seed gave another order: the randomness is not all from rng.",
            "同样的种子得到了不同的次序：随机性不是全部来自 rng。",
        )
    if got["first"] == got["other"]:
        return Text("Another seed gave the same order.", "换了种子，次序却没变。")
    return None


def _off(count, runs, p):
    return abs(count - runs * p) > SIGMAS * np.sqrt(runs * p * (1 - p))


def places_check(args, got):
    """By the rule the t-th output (t from 0, while there is input left) is item j < B + t with a
    known probability: it came into the buffer before, and was not drawn since."""
    n, b, _, runs = args
    if got.shape != (runs, n):
        return Text("Items are missing or doubled.", "有元素缺失或重复。")
    for t in range(n - b):
        for j in range(n):
            # Item j is a candidate from draw max(0, j − b + 1) on.
            waited = t - max(0, j - b + 1)
            p = (1 - 1 / b) ** waited / b if waited >= 0 else 0.0
            count = int((got[:, t] == j).sum())
            if _off(count, runs, p):
                return Text(
                    f"Item {j} is output {t} in {count} of {runs} runs; "
                    f"by the rule it should be about {runs * p:.0f}.",
                    f"第 {j} 个元素在 {runs} 次里有 {count} 次成为第 {t} 个输出，"
                    f"按规则应为 {runs * p:.0f} 次左右（都从 0 数起）。",
                )
    return None


def orders_check(args, got):
    """All of it in the buffer: every order equally likely."""
    n, _, _, runs = args
    if got.shape != (runs, n):
        return Text("Items are missing or doubled.", "有元素缺失或重复。")
    orders = list(itertools.permutations(range(n)))
    expected = runs / len(orders)
    for order in orders:
        count = int((got == np.array(order)).all(axis=1).sum())
        if _off(count, runs, 1 / len(orders)):
            return Text(
                f"The order {order} came {count} times in {runs}, not about {expected:.0f}.",
                f"次序 {order} 在 {runs} 次里出现了 {count} 次，应为 {expected:.0f} 次左右。",
            )
    return None


def cases(rng):
    seed = int(rng.integers(1 << 20))
    for n, b in ((20, 5), (7, 7), (5, 12), (6, 5)):
        yield Case(
            Text(f"{n} items, a buffer of {b}", f"{n} 个元素，缓冲区 {b}"),
            args=(n, b, seed),
            check="once_check",
        )
    yield Case(
        Text("items that are dicts", "元素是字典"),
        args=(12, 4, seed),
        drive="objects",
        check="once_check",
    )
    for n, b in ((40, 6), (0, 10), (4, 4), (30, 1)):
        yield Case(
            Text(f"{n or 'endless'} items, a buffer of {b}", f"{n or '无穷多'} 个元素，缓冲区 {b}"),
            criterion="memory",
            args=(n, b, seed),
            drive="watched",
            check="watched_check",
        )
    yield Case(
        Text("the same seed, and another", "同样的种子，以及另一个种子"),
        criterion="randomness",
        args=(60, 10, seed),
        drive="seeds",
        check="seeds_check",
    )
    yield Case(
        Text("who comes out when", "谁在什么时候出来"),
        criterion="randomness",
        args=(7, 3, seed, 1000),
        drive="many",
        check="places_check",
    )
    for b in (3, 8):
        yield Case(
            Text(f"three items, a buffer of {b}", f"三个元素，缓冲区 {b}"),
            criterion="randomness",
            args=(3, b, seed, 800),
            drive="many",
            check="orders_check",
        )
    yield Case(
        Text("a buffer of 1 keeps the order", "缓冲区为 1 时次序不变"),
        criterion="edge",
        args=(60, 1, seed),
        expected=list(range(60)),
    )
    yield Case(Text("no items", "没有元素"), criterion="edge", args=(0, 4, seed), expected=[])
    for n, b in ((5, 0), (5, -2), (0, 0)):
        yield Case(
            Text(f"{n} items, buffer_size = {b}", f"{n} 个元素，buffer_size = {b}"),
            criterion="edge",
            args=(n, b, seed),
            raises="ValueError",
        )
