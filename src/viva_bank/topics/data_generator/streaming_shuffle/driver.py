import itertools

import numpy as np


def drive(answer, n, buffer_size, seed):
    return list(answer.shuffle_stream(iter(range(n)), buffer_size, np.random.default_rng(seed)))


def objects(answer, n, buffer_size, seed):
    """Items that cannot be compared, hashed or put into an array."""
    items = [{"i": i} for i in range(n)]
    out = list(answer.shuffle_stream(items, buffer_size, np.random.default_rng(seed)))
    return [item["i"] for item in out]


def watched(answer, n, buffer_size, seed):
    """How many items are held at most; n = 0 stands for an endless input, of which 50 are taken."""
    read = 0

    def source():
        nonlocal read
        for i in range(n) if n else itertools.count():
            read += 1
            yield i

    stream = iter(answer.shuffle_stream(source(), buffer_size, np.random.default_rng(seed)))
    early, held, out = read, 0, []
    for item in itertools.islice(stream, n or 50):
        out.append(item)
        held = max(held, read - len(out))
    return {"early": early, "held": held, "out": out}


def seeds(answer, n, buffer_size, seed):
    def run(s):
        return list(answer.shuffle_stream(range(n), buffer_size, np.random.default_rng(s)))

    return {"first": run(seed), "again": run(seed), "other": run(seed + 1)}


def many(answer, n, buffer_size, seed, runs):
    """Many shufflings, one a row."""
    rng = np.random.default_rng(seed)
    return np.array([list(answer.shuffle_stream(range(n), buffer_size, rng)) for _ in range(runs)])
