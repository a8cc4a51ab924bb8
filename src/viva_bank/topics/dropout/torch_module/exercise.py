import numpy as np

from viva.authoring import Case, Tensor, Text

SIGMAS = 6


def mask_check(args, got):
    x, p = args[0], (args[1] if len(args) == 3 else 0.5)
    if not isinstance(got, np.ndarray) or got.shape != x.shape:
        return Text("The result has not the shape of x.", "结果的形状与 x 不同。")
    if got.dtype != x.dtype:
        return Text(
            f"The dtype is {got.dtype} for an input of {x.dtype}.",
            f"输入是 {x.dtype}，输出却成了 {got.dtype}。",
        )
    dropped = got == 0
    # Half precision rounds the product and the quotient, by 2⁻¹¹ each.
    if not np.allclose(
        got[~dropped], x[~dropped] / (1 - p), rtol=4e-3 if x.itemsize == 2 else 1e-5
    ):
        return Text("An entry is neither 0 nor x/(1 − p).", "有的元素既不是 0，也不是 x/(1 − p)。")
    n, k = x.size, int(dropped.sum())
    if abs(k - n * p) > SIGMAS * np.sqrt(n * p * (1 - p)):
        return Text(
            f"{k} of {n} entries are 0, which does not fit a drop probability of {p}.",
            f"{n} 个元素里有 {k} 个是 0，与丢弃概率 {p} 不符。",
        )
    rows = dropped.reshape(len(x), -1)
    if len(np.unique(rows, axis=0)) < len(rows) or len(np.unique(rows.T, axis=0)) < rows.shape[1]:
        return Text(
            "Whole rows or columns share one draw; each entry needs its own.",
            "整行或整列共用了同一次抽样，应当每个元素各抽一次。",
        )
    return None


def again_check(args, got):
    if np.array_equal(got["first"], got["second"]):
        return Text("Two calls used the same mask.", "两次调用用的是同一个 mask。")
    if not np.array_equal(got["first"], got["again"]):
        return Text(
            "After the same manual_seed it gave another mask.",
            "manual_seed 相同，mask 却不一样。",
        )
    return None


def backward_check(args, got):
    x, p, _ = args
    dx = got["dx"]
    if not isinstance(dx, np.ndarray):
        return Text("No gradient reached x.", "没有梯度传到 x。")
    if not isinstance(got["y"], np.ndarray) or got["y"].shape != x.shape:
        return Text("The result has not the shape of x.", "结果的形状与 x 不同。")
    weight = np.arange(1.0, x.size + 1).reshape(x.shape)
    want = weight * np.where(got["y"] == 0, 0.0, 1 / (1 - p))
    if not np.allclose(dx, want, rtol=1e-5):
        return Text(
            "The gradient is not that of the mask that was used, scaled.",
            "梯度与前向用的（放大过的）mask 对不上。",
        )
    return None


def cases(rng):
    seed = int(rng.integers(1 << 30))
    x = rng.normal(size=(40, 60)) + 3.0
    yield Case(
        Text("2400 entries, p = 0.3", "2400 个元素，p = 0.3"),
        criterion="training",
        args=(Tensor(x), 0.3, seed),
        check="mask_check",
    )
    yield Case(
        Text("p is 0.5 by default, three axes", "p 默认 0.5，三个轴"),
        criterion="training",
        args=(Tensor(x.reshape(40, 12, 5).astype(np.float32)), seed + 1),
        drive="default_p",
        check="mask_check",
    )
    yield Case(
        Text("p = 0.65", "p = 0.65"),
        criterion="training",
        args=(Tensor(x), 0.65, seed + 2),
        check="mask_check",
    )
    yield Case(
        Text("two calls, then the seed again", "调用两次，再用同一个种子"),
        criterion="training",
        args=(Tensor(x[:4]), 0.5, seed + 3),
        drive="again",
        check="again_check",
    )
    small = x[:2, :10]
    yield Case(
        Text("inside a model: eval, train, eval", "嵌在模型里：eval、train、eval"),
        criterion="evaluation",
        args=(Tensor(small), 0.9, seed + 4),
        drive="modes",
        expected={"before": small, "during_changes": True, "after": small},
        mistakes={
            "scaled_at_test": {"before": small * 0.1, "during_changes": True, "after": small * 0.1}
        },
    )
    yield Case(
        Text("the gradient", "梯度"),
        criterion="autograd",
        args=(Tensor(x[:10], requires_grad=True), 0.4, seed + 5),
        drive="backward",
        check="backward_check",
    )
    yield Case(
        Text("p = 1: zeros, and a gradient of zeros", "p = 1：全 0，梯度也全 0"),
        criterion="edge",
        args=(Tensor(small, requires_grad=True), 1.0, seed),
        drive="backward",
        expected={"y": np.zeros_like(small), "dx": np.zeros_like(small)},
    )
    yield Case(
        Text("p = 0", "p = 0"),
        criterion="edge",
        args=(Tensor(small), 0.0, seed),
        expected=small,
    )
    for p in (-0.1, 1.1):
        yield Case(
            Text(f"p = {p}", f"p = {p}"),
            criterion="edge",
            args=(Tensor(small), p, seed),
            raises="ValueError",
        )
    yield Case(
        Text("float16 stays float16", "float16 仍是 float16"),
        criterion="edge",
        args=(Tensor(x.astype(np.float16)), 0.3, seed + 6),
        check="mask_check",
    )
    yield Case(
        Text("what the module keeps", "模块里保存的东西"),
        criterion="edge",
        args=(0.5,),
        drive="state",
        expected={"keys": [], "parameters": 0, "module": True},
    )
