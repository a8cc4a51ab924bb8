import numpy as np

from viva.authoring import Case, Tensor, Text

NAMES = ("x", "h", "c", "W", "U", "b")


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, h, c, W, U, b):
    out = []
    for step in x:
        i, f, g, o = np.split(step @ W + h @ U + b, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        out.append(h)
    return np.stack(out), h, c


def loss(p, weight):
    out, _, c = forward(*(p[name] for name in NAMES))
    return (out * weight).sum() + (c**2).sum()


def gradients(p, weight):
    """By complex steps: exact to rounding, and no derivative is written down."""
    grads = {}
    for name in NAMES:
        grads[name] = np.empty(p[name].shape)
        for place in np.ndindex(p[name].shape):
            moved = p[name].astype(complex)
            moved[place] += 1e-30j
            grads[name][place] = loss({**p, name: moved}, weight).imag / 1e-30
    return grads


def problem(rng, t, n, d, h, start=1.0):
    return {
        "x": rng.normal(size=(t, n, d)),
        "h": start * rng.normal(size=(n, h)),
        "c": start * rng.normal(size=(n, h)),
        "W": rng.normal(size=(d, 4 * h)),
        "U": rng.normal(size=(h, 4 * h)),
        "b": rng.normal(size=4 * h),
    }


def as_dict(out, h, c):
    return {"out": out, "h": h, "c": c}


def cases(rng):
    for title, sizes in (
        (Text("four steps, two sequences, no state", "四步，两个序列，不传状态"), (4, 2, 3, 2)),
        (Text("a single step of one sequence", "一个序列，只有一步"), (1, 1, 2, 3)),
        (Text("more units than inputs", "隐藏维数多于输入维数"), (3, 2, 1, 6)),
    ):
        p = problem(rng, *sizes, start=0.0)
        yield Case(
            title,
            args=(Tensor(p["x"]), p["W"], p["U"], p["b"]),
            expected=as_dict(*forward(*(p[k] for k in NAMES))),
        )
    p = problem(rng, 3, 2, 2, 2)
    weight = rng.normal(size=(3, 2, 2))
    yield Case(
        Text("three steps, from a given state", "三步，从给定状态开始"),
        criterion="gradients",
        drive="gradients",
        args=(
            Tensor(p["x"], requires_grad=True),
            Tensor(p["h"], requires_grad=True),
            Tensor(p["c"], requires_grad=True),
            *(p[k] for k in ("W", "U", "b")),
            Tensor(weight),
        ),
        expected=gradients(p, weight),
    )
    p = problem(rng, 3, 2, 3, 2)
    right = forward(*(p[k] for k in NAMES))
    blind = forward(p["x"], 0 * p["h"], 0 * p["c"], p["W"], p["U"], p["b"])
    yield Case(
        Text("a state is given", "传入了状态"),
        criterion="state",
        args=(Tensor(p["x"]), p["W"], p["U"], p["b"], Tensor(p["h"]), Tensor(p["c"])),
        expected=as_dict(*right),
        mistakes={"state_ignored": as_dict(*blind)},
    )
    p = problem(rng, 5, 2, 2, 3, start=0.0)
    yield Case(
        Text("five steps read as two and three", "五步分成两步和三步来读"),
        criterion="state",
        drive="in_two_pieces",
        args=(Tensor(p["x"]), p["W"], p["U"], p["b"], 2),
        expected=as_dict(*forward(*(p[k] for k in NAMES))),
    )
    yield Case(
        Text("the parameters of a new layer", "新建一层的参数"),
        criterion="module",
        drive="parameters",
        args=(5, 16),
        check="well_initialised",
    )
    x = rng.normal(size=(2, 2, 3)).astype(np.float32)
    yield Case(
        Text("float32 in, float32 out", "输入 float32，输出也是"),
        criterion="module",
        drive="as_built",
        args=(Tensor(x),),
        check="single_precision",
    )


def well_initialised(args, got):
    d, h = args
    shapes = {"W": (d, 4 * h), "U": (h, 4 * h), "b": (4 * h,)}
    if not isinstance(got, dict) or set(got) != set(shapes):
        return Text(
            "The registered parameters should be W, U and b, and nothing else.",
            "注册的参数应当是 W、U、b，不多也不少。",
        )
    for name, shape in shapes.items():
        if np.shape(got[name]) != shape:
            return Text(
                f"{name} has the shape {np.shape(got[name])}; it should be {shape}.",
                f"{name} 的形状是 {np.shape(got[name])}，应为 {shape}。",
            )
    bound = h**-0.5
    for name in ("W", "U"):
        values = np.asarray(got[name])
        # of 320 or more uniform draws one lies in the outer twentieth, but for once in 10^7
        if np.abs(values).max() > bound * 1.0001 or values.max() < 0.9 * bound:
            return Text(
                f"{name} is not uniform between −1/√H and 1/√H.",
                f"{name} 不是 −1/√H 到 1/√H 之间的均匀分布。",
            )
        if values.min() > -0.9 * bound or abs(values.mean()) > 0.25 * bound:
            return Text(
                f"{name} is not uniform between −1/√H and 1/√H.",
                f"{name} 不是 −1/√H 到 1/√H 之间的均匀分布。",
            )
    want = np.zeros(4 * h)
    want[h : 2 * h] = 1
    if not np.array_equal(np.asarray(got["b"]), want):
        return Text(
            "The bias should be 1 for the forget gate (the second block) and 0 elsewhere.",
            "偏置应当在遗忘门（第二组）取 1，其余取 0。",
        )
    return None


def single_precision(args, got):
    t, n, _ = args[0].shape
    if not isinstance(got, np.ndarray) or got.shape != (t, n, 4) or got.dtype != np.float32:
        return Text(
            "With float32 parameters and inputs the output should be float32, of shape (T, N, H).",
            "参数和输入都是 float32 时，输出应为 float32，形状 (T, N, H)。",
        )
    return None
