import numpy as np


def _layer(answer, p, seed):
    return answer.Dropout(p, np.random.default_rng(seed))


def drive(answer, x, p, seed, training):
    layer = _layer(answer, p, seed)
    return layer.forward(x, training=training)


def default_mode(answer, x, p, seed):
    return _layer(answer, p, seed).forward(x)


def three_times(answer, x, p, seed):
    layer = _layer(answer, p, seed)
    first, second = layer.forward(x), layer.forward(x)
    return {"first": first, "second": second, "again": _layer(answer, p, seed).forward(x),
            "other": _layer(answer, p, seed + 1).forward(x)}  # fmt: skip


def back(answer, x, dy, p, seed):
    layer = _layer(answer, p, seed)
    layer.forward(x)
    y = layer.forward(x)
    return {"y": y, "dx": layer.backward(dy)}


def evaluated(answer, x, dy, p, seed):
    layer = _layer(answer, p, seed)
    layer.forward(x)
    y = layer.forward(x, training=False)
    return {"y": y, "dx": layer.backward(dy)}
