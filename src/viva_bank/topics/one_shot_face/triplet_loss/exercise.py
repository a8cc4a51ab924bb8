import numpy as np

from viva.authoring import Array, Case, Text


def hinges(a, p, n, margin, power=1.0):
    return np.array(
        [
            max(0.0, sum((x - y) ** 2) ** power - sum((x - z) ** 2) ** power + margin)
            for x, y, z in zip(a, p, n, strict=True)
        ]
    )


def with_gradients(a, p, n, margin, reduce=np.mean, power=1.0):
    """Central differences of the definition: exact for squares, away from the kink."""
    args = [a, p, n]
    grads = []
    for which in range(3):
        grad = np.empty(a.shape)
        for place in np.ndindex(a.shape):
            values = []
            for step in (1e-5, -1e-5):
                moved = [v.astype(float) for v in args]
                moved[which][place] += step
                values.append(reduce(hinges(*moved, margin, power)))
            grad[place] = (values[0] - values[1]) / 2e-5
        grads.append(grad)
    return (float(reduce(hinges(a, p, n, margin, power))), *grads)


def active_mean(values):
    return values[values > 0].mean() if (values > 0).any() else 0.0


def triplets(rng, n, d, active):
    """n triplets, the first `active` of them with a bracket above 0.6, the others below −0.3."""
    while True:
        a, p, q = rng.normal(size=(3, n, d))
        gap = ((a - p) ** 2).sum(axis=1) - ((a - q) ** 2).sum(axis=1) + 0.5
        wrong = np.where(np.arange(n) < active, gap < 0.6, gap > -0.3)
        # exchanging positive and negative turns most of them round
        p[wrong], q[wrong] = q[wrong], p[wrong]
        gap = ((a - p) ** 2).sum(axis=1) - ((a - q) ** 2).sum(axis=1) + 0.5
        if all(gap[:active] > 0.6) and all(gap[active:] < -0.3):
            return a, p, q


def slips(args):
    a, p, n, margin = args
    loss, da, dn, dp = with_gradients(a, n, p, margin)
    return {
        "unsquared": with_gradients(*args, power=0.5),
        "summed": with_gradients(*args, reduce=np.sum),
        "mean_of_active": with_gradients(*args, reduce=active_mean),
        "swapped": (loss, da, dp, dn),
    }


def cases(rng):
    for n, d, active, words in (
        (4, 3, 4, Text("four violated triplets", "四个三元组都违反间隔")),
        (3, 2, 2, Text("two of three are violated", "三个里有两个违反间隔")),
    ):
        args = (*triplets(rng, n, d, active), 0.5)
        right = with_gradients(*args)
        wrong = slips(args)
        if n == active:
            del wrong["mean_of_active"]
        yield Case(
            words,
            criterion="loss",
            drive="loss",
            args=args,
            expected=right[0],
            mistakes={name: value[0] for name, value in wrong.items()},
        )
        yield Case(
            words,
            criterion="gradient",
            args=args,
            expected=right,
            rtol=1e-5,
            atol=1e-7,
            mistakes=wrong,
        )
    args = (np.zeros((1, 2)), np.array([[0.5, 0.0]]), np.array([[0.5, -0.3]]), 0.5)
    yield Case(
        Text(
            "a single triplet, in order but within the margin",
            "只有一个三元组，次序已对，但还在间隔之内",
        ),
        criterion="gradient",
        args=args,
        expected=with_gradients(*args),
        rtol=1e-5,
        atol=1e-7,
    )
    args = (*triplets(rng, 3, 4, 0), 0.5)
    yield Case(
        Text("all three keep the margin", "三个都满足间隔"),
        criterion="inactive",
        args=args,
        expected=(0.0, *np.zeros((3, 3, 4))),
    )
    far = np.array([[0.0, 0.0], [0.0, 0.0]])
    yield Case(
        Text("the bracket is exactly zero", "括号里恰好为零"),
        criterion="inactive",
        args=(far, far + [1.0, 0.0], far + [0.0, 2.0], 3.0),
        expected=(0.0, *np.zeros((3, 2, 2))),
    )
    same = np.ones((3, 2))
    yield Case(
        Text("all embeddings collapsed to one point", "所有嵌入塌缩成一个点"),
        criterion="inactive",
        args=(same, same.copy(), same.copy(), 0.25),
        expected=(0.25, *np.zeros((3, 3, 2))),
    )
    a, p, n = (v.astype(np.float32) for v in triplets(rng, 3, 2, 2))
    yield Case(
        Text(
            "float32 in, float32 out; read-only, non-contiguous",
            "输入 float32，输出也是；只读、不连续",
        ),
        criterion="care",
        drive="gradients",
        args=(Array(a, writable=False), Array(p, strided=True), Array(n, order="F"), 0.5),
        expected=tuple(g.astype(np.float32) for g in with_gradients(a, p, n, 0.5)[1:]),
        rtol=1e-4,
        atol=1e-4,
        same_dtype=True,
    )
