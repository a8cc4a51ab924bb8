import numpy as np

from viva.authoring import Array, Case, Text


def loss_of(X, Y, W1, b1, W2, b2):
    """The definition, entry by entry."""
    total = 0.0
    for x, y in zip(X, Y):
        hidden = [max(0.0, x @ W1[:, j] + b1[j]) for j in range(W1.shape[1])]
        for m in range(W2.shape[1]):
            total += (np.dot(hidden, W2[:, m]) + b2[m] - y[m]) ** 2
    return total / Y.size


def slopes(X, Y, W1, b1, W2, b2, eps=1e-4):
    """Central differences. Between two kinks the loss is quadratic in any one parameter, so they
    are exact up to rounding; the draws below keep every pre-activation away from 0."""
    found = {}
    for name, at in (("dW1", 0), ("db1", 1), ("dW2", 2), ("db2", 3)):
        parameters = [W1.copy(), b1.copy(), W2.copy(), b2.copy()]
        p, g = parameters[at], np.zeros(parameters[at].shape)
        for i in np.ndindex(p.shape):
            old = p[i]
            p[i] = old + eps
            up = loss_of(X, Y, *parameters)
            p[i] = old - eps
            down = loss_of(X, Y, *parameters)
            p[i] = old
            g[i] = (up - down) / (2 * eps)
        found[name] = g
    return found


def draw(rng, n, d, h, k):
    while True:
        X, W1, b1 = rng.normal(size=(n, d)), rng.normal(size=(d, h)), rng.normal(size=h)
        Z = X @ W1 + b1
        if np.abs(Z).min() > 0.02 and (Z > 0).any(axis=0).all() and (Z < 0).any():
            return X, rng.normal(size=(n, k)), W1, b1, rng.normal(size=(h, k)), rng.normal(size=k)


def scaled(gradients, factor):
    return {name: factor * g for name, g in gradients.items()}


def cases(rng):
    small = draw(rng, 4, 2, 3, 2)
    frozen = tuple(Array(a, writable=False) for a in small)
    strided = tuple(Array(a, strided=True) for a in small)
    g = slopes(*small)
    outer = {name: g[name] for name in ("dW2", "db2")}
    inner = {name: g[name] for name in ("dW1", "db1")}
    n, k = small[1].shape

    title = Text("four examples, two outputs", "四个样本，两个输出")
    yield Case(title, args=frozen, drive="loss", criterion="loss", expected=loss_of(*small))
    slips = (("no_factor_two", 0.5), ("mean_over_rows", k), ("summed", n * k))
    yield Case(
        title,
        criterion="output_layer",
        args=frozen,
        drive="output_layer",
        expected=outer,
        mistakes={name: scaled(outer, f) for name, f in slips},
    )
    X, Y, W1, b1, W2, b2 = small
    dZ = 2 / Y.size * (np.maximum(X @ W1 + b1, 0) @ W2 + b2 - Y) @ W2.T
    yield Case(
        title,
        criterion="hidden_layer",
        args=strided,
        drive="hidden_layer",
        expected=inner,
        mistakes={
            **{name: scaled(inner, f) for name, f in slips},
            "no_relu_mask": {"dW1": X.T @ dZ, "db1": dZ.sum(axis=0)},
        },
    )
    square = draw(rng, 3, 3, 3, 3)
    g = slopes(*square)
    title = Text("every size 3: no shape gives a slip away", "所有尺寸都是 3，形状帮不了忙")
    yield Case(
        title,
        criterion="output_layer",
        args=square,
        drive="output_layer",
        expected={name: g[name] for name in ("dW2", "db2")},
    )
    yield Case(
        title,
        criterion="hidden_layer",
        args=square,
        drive="hidden_layer",
        expected={name: g[name] for name in ("dW1", "db1")},
    )
    yield Case(title, args=square, drive="loss", criterion="loss", expected=loss_of(*square))

    # x = 0 and b1 = 0 put both units exactly on the kink; W2 and the error are not 0.
    X, Y = np.zeros((1, 2)), np.array([[1.0]])
    W1, b1, W2, b2 = np.ones((2, 2)), np.array([0.0, 0.5]), np.ones((2, 1)), np.zeros(1)
    yield Case(
        Text("a unit whose input is exactly 0", "有一个神经元的输入恰好是 0"),
        criterion="edge",
        args=(X, Y, W1, b1, W2, b2),
        # output 0.5, error −0.5, d = −1
        expected=(
            0.25,
            np.zeros((2, 2)),
            np.array([0.0, -1.0]),
            np.array([[0.0], [-0.5]]),
            np.array([-1.0]),
        ),
    )
    X, Y = np.array([[1.0, 2.0]]), np.array([[3.0]])
    W1, b1 = -np.ones((2, 2)), np.zeros(2)
    yield Case(
        Text("one example, all hidden units dead", "单个样本，隐藏层全部失活"),
        criterion="edge",
        args=(X, Y, W1, b1, W2, b2),
        expected=(9.0, np.zeros((2, 2)), np.zeros(2), np.zeros((2, 1)), np.array([-6.0])),
    )
