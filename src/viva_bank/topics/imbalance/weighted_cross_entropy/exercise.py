from decimal import Decimal, localcontext

import numpy as np

from viva.authoring import Array, Case, Text


def term(z, y, w):
    """One summand of the formula, as it stands, in 60 digits."""
    log_s = -(1 + (-z).exp()).ln()
    log_not = -(1 + z.exp()).ln()
    return -(w * y * log_s) - (1 - y) * log_not


def exact(z, y, w):
    """(loss, dz) from the formula itself; dz by central differences, far below any rounding."""
    with localcontext() as context:
        context.prec = 60
        h, w = Decimal("1e-20"), Decimal(float(w))
        loss, slope = [], []
        for a, b in zip(z.ravel().tolist(), y.ravel().tolist(), strict=True):
            a, b = Decimal(a), Decimal(b)
            loss.append(term(a, b, w))
            slope.append(float((term(a + h, b, w) - term(a - h, b, w)) / (2 * h)))
        return float(sum(loss) / len(loss)), np.array(slope).reshape(z.shape) / z.size


def pair(title, z, y, w, criterion=None, **layout):
    loss, dz = exact(z, y, w)
    args = (Array(z, **layout), Array(y, **layout), w)
    weights = np.mean(w * y + 1 - y)
    s = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
    telling = criterion is None
    yield Case(
        title,
        criterion=criterion or "values",
        args=args,
        expected=loss,
        mistakes={
            "divided_by_weights": loss / weights,
            "sum_not_mean": loss * z.size,
            "weight_on_negatives": exact(-z, 1 - y, w)[0],
        }
        if telling
        else {},
    )
    yield Case(
        title,
        criterion=criterion or "gradient",
        drive="gradient",
        args=args,
        expected=dz,
        mistakes={
            "divided_by_weights": dz / weights,
            "sum_not_mean": dz * z.size,
            "unweighted_gradient": (s - y) / z.size,
        }
        if telling
        else {},
    )


def cases(rng):
    yield from pair(
        Text("five logits, w = 3", "五个 logit，w = 3"),
        np.array([0.5, -1.0, 2.0, -0.3, 1.2]),
        np.array([1.0, 0.0, 0.0, 1.0, 0.0]),
        3.0,
    )
    yield from pair(
        Text("a 2 × 3 array, w = 0.5, strided", "2 × 3 的数组，w = 0.5，内存不连续"),
        rng.normal(size=(2, 3)) * 2,
        np.array([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0]]),
        0.5,
        strided=True,
    )
    yield from pair(
        Text("rare positives, w = 20, read-only", "正例稀少，w = 20，只读"),
        rng.normal(size=8) - 2,
        np.array([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
        20.0,
        writable=False,
    )
    yield from pair(
        Text("one element, w = 1", "只有一个元素，w = 1"),
        np.array([0.7]),
        np.array([1.0]),
        1.0,
        "values",
    )
    yield from pair(
        Text("soft labels", "软标签"),
        rng.normal(size=5),
        np.array([0.9, 0.1, 0.5, 1.0, 0.3]),
        4.0,
        "soft",
    )
    for w in (1.0, 5.0):
        yield from pair(
            Text(f"logits of ±1000 and ±40, w = {w:g}", f"logits 为 ±1000 和 ±40，w = {w:g}"),
            np.array([1000.0, 1000.0, -1000.0, -1000.0, 40.0, -40.0]),
            np.array([1.0, 0.0, 1.0, 0.0, 0.0, 1.0]),
            w,
            "stability",
        )
