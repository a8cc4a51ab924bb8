import numpy as np

from viva.authoring import Array, Case, Text


def slope_of(f, x, h=1e-6):
    """Central differences; x keeps clear of the kink at 0."""
    return (f(x + h) - f(x - h)) / (2 * h)


def relu(x):
    return np.maximum(x, 0)


def leaky(x, a=0.01):
    return np.where(x > 0, x, a * x)


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def prelu(dy, x, a):
    """dx and da, channel by channel, by differences of the forward function."""
    dx, da, h = np.empty(x.shape), np.empty(a.shape), 1e-6
    for c in range(len(a)):
        piece, slope = x[:, c], a[c]
        dx[:, c] = dy[:, c] * slope_of(lambda v: leaky(v, slope), piece)
        da[c] = (dy[:, c] * (leaky(piece, slope + h) - leaky(piece, slope - h))).sum() / (2 * h)
    return {"dx": dx, "da": da}


def away(rng, shape):
    """Numbers of both signs, none near 0."""
    x = rng.uniform(0.1, 2.5, size=shape) * rng.choice([-1, 1], size=shape)
    x.flat[:4] = -0.7, 0.9, -1.3, 1.1
    return x


def cases(rng):
    x, dy = away(rng, (3, 4)), -away(rng, (3, 4))
    view = Array(x, writable=False, strided=True)
    for name, f, criterion, kwargs in (
        ("relu_backward", relu, "relu", {}),
        ("leaky_relu_backward", leaky, "relu", {}),
        ("leaky_relu_backward", leaky, "relu", {"a": 0.2}),
        ("elu_backward", elu, "elu", {}),
        ("elu_backward", elu, "elu", {"alpha": 0.6}),
    ):
        slope = slope_of(lambda v: f(v, **kwargs), x)
        slips = {"slope_only": slope, "mask_of_dy": dy * slope_of(lambda v: f(v, **kwargs), dy)}
        if criterion == "elu":
            slips["elu_value"] = dy * np.where(x > 0, 1, f(x, **kwargs))
        with_what = ", ".join(f"{k} = {v}" for k, v in kwargs.items())
        yield Case(
            Text(f"{name} {with_what}".strip(), f"{name} {with_what}".strip()),
            criterion=criterion,
            drive=name,
            args=(Array(dy, writable=False), view),
            kwargs=kwargs,
            expected=dy * slope,
            rtol=1e-5,
            mistakes=slips,
        )
    for shape, title in (
        ((4, 3), Text("PReLU on (4, 3)", "PReLU，形状 (4, 3)")),
        ((2, 3, 3, 3), Text("PReLU on (2, 3, 3, 3)", "PReLU，形状 (2, 3, 3, 3)")),
    ):
        x, dy, a = away(rng, shape), -away(rng, shape), np.array([0.25, -0.5, 0.1])
        right = prelu(dy, x, a)
        yield Case(
            title,
            criterion="prelu",
            drive="prelu_backward",
            args=(dy, x, a),
            expected=right,
            rtol=1e-5,
            mistakes={
                "slopes_everywhere": {
                    "dx": right["dx"],
                    "da": (dy * x).sum(axis=(0, *range(2, x.ndim))),
                },
                "slopes_not_summed": {"dx": right["dx"], "da": (dy * np.minimum(x, 0)).sum(axis=0)},
            },
        )
    zero, one = np.array([[0.0, 0.0], [-1.0, 1.0]]), np.array([[2.0, -3.0], [0.5, 0.5]])
    e = np.exp(-1)
    for name, kwargs, right in (
        ("relu_backward", {}, [[0, 0], [0, 0.5]]),
        ("leaky_relu_backward", {"a": 0.1}, [[0.2, -0.3], [0.05, 0.5]]),
        ("elu_backward", {"alpha": 2.0}, [[4.0, -6.0], [e, 0.5]]),
        (
            "prelu_backward",
            {"a": np.array([0.5, 0.25])},
            {"dx": np.array([[1.0, -0.75], [0.25, 0.5]]), "da": np.array([-0.5, 0.0])},
        ),
    ):
        yield Case(
            Text(f"{name} at exactly 0", f"{name}，恰好为 0"),
            criterion="edge",
            drive=name,
            args=(one, zero),
            kwargs=kwargs,
            expected=right if isinstance(right, dict) else np.array(right),
        )
    yield Case(
        Text("elu_backward at ±1000", "elu_backward，±1000"),
        criterion="edge",
        drive="elu_backward",
        args=(np.array([1.5, 2.0]), np.array([1000.0, -1000.0])),
        expected=np.array([1.5, 0.0]),
    )
