import numpy as np

from viva.authoring import Array, Case, Text


def scores(x, W, b):
    """z[j][n][m], number by number."""
    k, _, units = W.shape
    return np.array(
        [
            [[sum(x[n] * W[j, :, m]) + b[j, m] for m in range(units)] for n in range(len(x))]
            for j in range(k)
        ]
    )


def forward(x, W, b):
    return scores(x, W, b).max(axis=0)


def gradients(dh, x, W, b, h=1e-6):
    """Central differences; exact up to rounding, since the function is piecewise linear and the
    winners are clear."""
    out, inputs = [], (x, W, b)
    for k, value in enumerate(inputs):
        slope = np.empty(value.shape)
        for place in np.ndindex(value.shape):
            moved = [[v.copy() for v in inputs] for _ in range(2)]
            moved[0][k][place] += h
            moved[1][k][place] -= h
            up, down = ((dh * forward(*m)).sum() for m in moved)
            slope[place] = (up - down) / (2 * h)
        out.append(slope)
    return out


def clear(rng, n, d, m, k):
    """Inputs whose winners lead by a margin, differ within an example, and are all the pieces."""
    while True:
        x, W, b = rng.normal(size=(n, d)), rng.normal(size=(k, d, m)), rng.normal(size=(k, m))
        z = scores(x, W, b)
        lead, winner = np.diff(np.sort(z, axis=0)[-2:], axis=0), z.argmax(axis=0)
        if lead.min() > 1e-2 and len(set(winner.ravel())) == k and np.ptp(winner, axis=1).any():
            return x, W, b


def cases(rng):
    x = np.array([[1.0, 2.0], [-1.0, 0.5]])
    W = np.array([[[1.0, 0.0], [0.0, 1.0]], [[-1.0, 0.0], [0.0, 0.0]]])
    b = np.array([[0.0, 0.0], [0.0, 1.0]])
    yield Case(
        Text("an absolute value, and the larger of x and 1", "一个绝对值，一个 x 与 1 中较大的"),
        criterion="forward",
        drive="maxout",
        args=(x, W, b),
        expected=np.array([[1.0, 2.0], [1.0, 1.0]]),
        mistakes={
            "sum_of_pieces": (x @ W + b[:, None]).sum(axis=0),
            "no_bias": (x @ W).max(axis=0),
            "max_over_units": (x @ W + b[:, None]).max(axis=2).T,
        },
    )
    for (n, d, m, k), title in (
        ((3, 2, 3, 3), Text("three of everything but features", "样本、单元、段数都是 3")),
        ((4, 3, 2, 2), Text("two pieces, two units", "两段，两个单元")),
    ):
        x, W, b = clear(rng, n, d, m, k)
        dh = rng.uniform(0.5, 2, size=(n, m)) * np.resize([1, -1], (n, m))
        dx, dW, db = gradients(dh, x, W, b)
        z = scores(x, W, b)
        # A learner's reading of axes: the largest unit instead of the largest piece.
        slips = {"sum_of_pieces": z.sum(axis=0), "no_bias": (x @ W).max(axis=0)}
        if m == k:
            slips["max_over_units"] = z.max(axis=2).T
        args = tuple(Array(a, writable=False, strided=True) for a in (dh, x, W, b))
        yield Case(
            title,
            criterion="forward",
            drive="maxout",
            args=args[1:],
            expected=forward(x, W, b),
            mistakes=slips,
        )
        yield Case(
            title,
            criterion="input",
            drive="dx",
            args=args,
            expected=dx,
            rtol=1e-5,
            atol=1e-7,
            mistakes={"to_all_pieces": np.einsum("nm,jdm->nd", dh, W)},
        )
        right = {"dW": dW, "db": db}
        everyone = {
            "dW": np.repeat((x.T @ dh)[None], k, axis=0),
            "db": np.repeat(dh.sum(axis=0)[None], k, axis=0),
        }
        yield Case(
            title,
            criterion="parameters",
            drive="parameters",
            args=args,
            expected=right,
            rtol=1e-5,
            atol=1e-7,
            mistakes={
                "to_all_pieces": everyone,
                "mean_over_batch": {name: v / n for name, v in right.items()},
            },
        )
    x, dh = np.array([[2.0], [1.0]]), np.array([[3.0], [5.0]])
    W = np.array([[[1.0]], [[2.0]], [[2.0]]])
    b = np.array([[2.0], [0.0], [0.0]])
    yield Case(
        Text("three pieces tie; two tie below a third", "三段并列；两段并列但低于另一段"),
        criterion="ties",
        drive="maxout_backward",
        args=(dh, x, W, b),
        expected=(
            np.array([[3.0], [5.0]]),
            np.array([[[11.0]], [[0.0]], [[0.0]]]),
            np.array([[8.0], [0.0], [0.0]]),
        ),
    )
    b = np.array([[0.0], [0.0], [0.0]])
    yield Case(
        Text("the last two pieces tie", "后两段并列"),
        criterion="ties",
        drive="maxout_backward",
        args=(dh, x, W, b),
        expected=(
            np.array([[6.0], [10.0]]),
            np.array([[[0.0]], [[11.0]], [[0.0]]]),
            np.array([[0.0], [8.0], [0.0]]),
        ),
    )
