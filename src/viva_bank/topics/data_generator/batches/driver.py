import json

import numpy as np


def drive(answer, n, batch_size, seed, drop_last, epochs):
    loader = answer.Batches(n, batch_size, seed, drop_last=drop_last)
    return [list(loader) for _ in range(epochs)]


def orders(answer, n, seed):
    """Three epochs of a loader, of an equal one beside it, and of others; and the global state."""
    before = np.random.get_state()[1].copy()
    first, twin = answer.Batches(n, 4, seed), answer.Batches(n, 4, seed)
    pairs = [(np.concatenate(list(first)), np.concatenate(list(twin))) for _ in range(3)]
    other = answer.Batches(n, 4, seed + 1)
    moved = not np.array_equal(before, np.random.get_state()[1])
    return {
        "first": [a for a, _ in pairs],
        "twin": [b for _, b in pairs],
        "other": [np.concatenate(list(other)) for _ in range(2)],
        "moved": moved,
    }


def resume(answer, n, batch_size, seed, drop_last, done):
    """Interrupts after `done` batches; and what would have come without."""
    make = lambda: answer.Batches(n, batch_size, seed, drop_last=drop_last)  # noqa: E731
    loader = make()
    whole = [idx for _ in range(5) for idx in loader]
    watched, seen, saved = make(), 0, None
    if done == 0:
        saved = json.dumps(watched.state())
    for _ in range(5):
        for _ in watched:
            seen += 1
            if seen == done:
                saved = json.dumps(watched.state())
                break
        if saved is not None:
            break
    else:
        return {"whole": whole, "rest": [], "characters": 0}
    fresh = make()
    fresh.restore(json.loads(saved))
    rest = [idx for _ in range(3) for idx in fresh]
    return {"whole": whole, "rest": rest, "characters": len(saved)}


def between(answer, n, batch_size, seed):
    """The state is taken after every batch, and after an epoch has ended."""
    plain, watched = (answer.Batches(n, batch_size, seed) for _ in range(2))
    expected = [idx for _ in range(3) for idx in plain]
    got = []
    for idx in watched:
        got.append(idx)
        watched.state()
    saved = json.dumps(watched.state())
    fresh = answer.Batches(n, batch_size, seed)
    fresh.restore(json.loads(saved))
    for _ in range(2):
        got += list(fresh)
    return {"whole": expected, "rest": got, "characters": len(saved)}
