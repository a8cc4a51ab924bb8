import numpy as np

from viva.authoring import Array, Case, Text


def weights(v, g):
    return np.stack([g[u] * v[u] / (v[u] @ v[u]) ** 0.5 for u in range(len(v))])


def gradients(dW, v, g):
    """By complex steps through the forward formula: exact to rounding, and no backward formula."""
    h = 1e-30
    dv, dg = np.empty(v.shape), np.empty(g.shape)
    for place in np.ndindex(v.shape):
        moved = v.astype(complex)
        moved[place] += 1j * h
        dv[place] = (dW * weights(moved, g)).sum().imag / h
    for u in range(len(g)):
        moved = g.astype(complex)
        moved[u] += 1j * h
        dg[u] = (dW * weights(v, moved)).sum().imag / h
    return dv, dg


def cases(rng):
    v, g = np.array([[3.0, 4.0], [0.0, -2.0]]), np.array([10.0, 3.0])
    yield Case(
        Text("two units of two inputs", "两个单元，两个输入"),
        criterion="forward",
        drive="weight_norm",
        args=(v, g),
        expected=np.array([[6.0, 8.0], [0.0, -3.0]]),
        mistakes={
            "per_column": g[:, None] * v / np.linalg.norm(v, axis=0),
            "whole_matrix": g[:, None] * v / np.linalg.norm(v),
            "squared_norm": g[:, None] * v / (v**2).sum(axis=1, keepdims=True),
        },
    )
    for shape, title in (
        ((3, 3), Text("as many units as inputs", "单元数与输入数相同")),
        (
            (2, 4),
            Text("four inputs, one length 0, one negative", "四个输入，一个长度为 0，一个为负"),
        ),
    ):
        v, dW = rng.normal(size=shape) * 2, rng.normal(size=shape)
        g = rng.uniform(0.5, 3, size=shape[0]) if shape[0] == 3 else np.array([0.0, -1.5])
        norm = np.linalg.norm(v, axis=1)
        dv, dg = gradients(dW, v, g)
        frozen = [Array(a, writable=False, strided=True) for a in (dW, v, g)]
        yield Case(
            title,
            criterion="forward",
            drive="weight_norm",
            args=(frozen[1], frozen[2]),
            expected=weights(v, g),
            mistakes={
                "squared_norm": g[:, None] * v / norm[:, None] ** 2,
                "whole_matrix": g[:, None] * v / np.linalg.norm(v),
            },
        )
        yield Case(
            title,
            criterion="lengths",
            drive="dg",
            args=tuple(frozen),
            expected=dg,
            mistakes={"not_divided": (dW * v).sum(axis=1)},
        )
        yield Case(
            title,
            criterion="directions",
            drive="dv",
            args=tuple(frozen),
            expected=dv,
            mistakes={
                "norm_as_constant": (g / norm)[:, None] * dW,
                "no_g": np.divide(dv, g[:, None], out=np.zeros(shape), where=g[:, None] != 0),
            },
        )
