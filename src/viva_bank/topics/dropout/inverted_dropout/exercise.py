import numpy as np

from viva.authoring import Array, Case, Text

# Bounds are at six standard deviations: an honest answer misses one in 5·10⁸ draws.
SIGMAS = 6


def mask_check(args, got):
    x, p, *_ = args
    if not isinstance(got, np.ndarray) or got.shape != x.shape:
        return Text("The result has not the shape of x.", "结果的形状与 x 不同。")
    if got.dtype != x.dtype:
        return Text(
            f"The dtype is {got.dtype} for an input of {x.dtype}.",
            f"输入是 {x.dtype}，输出却成了 {got.dtype}。",
        )
    dropped = got == 0
    if not np.allclose(got[~dropped], x[~dropped] / (1 - p), rtol=1e-5, atol=0):
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


def fresh_check(args, got):
    same = {k: np.array_equal(got["first"], got[k]) for k in ("second", "again", "other")}
    if same["second"]:
        return Text("Two calls of forward used the same mask.", "两次 forward 用的是同一个 mask。")
    if not same["again"]:
        return Text(
            "The same seed gave another mask: the randomness is not all from rng.",
            "同样的种子得到了不同的 mask：随机性不是全部来自 rng。",
        )
    if same["other"]:
        return Text(
            "Another seed gave the same mask: rng is not used.",
            "换了种子 mask 却没变：没有用到 rng。",
        )
    return None


def back_check(args, got):
    x, dy, p, _ = args
    dx = got["dx"]
    if not isinstance(dx, np.ndarray) or dx.shape != x.shape or dx.dtype != dy.dtype:
        return Text("dx must have the shape and dtype of dy.", "dx 的形状和 dtype 应与 dy 相同。")
    if not isinstance(got["y"], np.ndarray) or got["y"].shape != x.shape:
        return Text("The result has not the shape of x.", "结果的形状与 x 不同。")
    m = np.where(got["y"] == 0, 0.0, 1 / (1 - p))
    here = x != 0
    if not np.allclose(dx[here], (dy * m)[here], rtol=1e-5, atol=0):
        return Text(
            "The gradient is not dy times the scaled mask of the last forward.",
            "梯度不等于 dy 乘以最近一次前向里放大过的 mask。",
        )
    if here.all():
        return None
    rest = dx[~here] != 0
    n, k = rest.size, int(rest.sum())
    if abs(k - n * (1 - p)) > SIGMAS * np.sqrt(n * p * (1 - p)):
        return Text(
            f"Where x is 0, {k} of {n} gradients come through, which does not fit p = {p}: "
            "an input of 0 that was kept still has a gradient.",
            f"在 x 为 0 的位置，{n} 个梯度里有 {k} 个传了回来，与 p = {p} 不符："
            "输入是 0 但被保留的元素，仍然有梯度。",
        )
    if not np.allclose(dx[~here][rest], (dy / (1 - p))[~here][rest], rtol=1e-5, atol=0):
        return Text("A gradient that comes through is not scaled.", "传回来的梯度没有放大。")
    return None


def cases(rng):
    seed = int(rng.integers(1 << 30))
    x = rng.normal(size=(40, 60)) + 3.0
    yield Case(
        Text("2400 entries, p = 0.3", "2400 个元素，p = 0.3"),
        criterion="mask",
        args=(Array(x, writable=False), 0.3, seed, True),
        check="mask_check",
    )
    yield Case(
        Text("three axes, p = 0.7", "三个轴，p = 0.7"),
        criterion="mask",
        args=(Array(x.reshape(40, 12, 5), strided=True), 0.7, seed + 1, True),
        check="mask_check",
    )
    yield Case(
        Text("training is the default", "默认是训练模式"),
        criterion="mask",
        args=(x, 0.6, seed + 2),
        drive="default_mode",
        check="mask_check",
    )
    yield Case(
        Text("a new mask every call", "每次调用都是新的 mask"),
        criterion="mask",
        args=(x[:5], 0.5, seed + 3),
        drive="three_times",
        check="fresh_check",
    )
    dy = rng.normal(size=x.shape)
    yield Case(
        Text("forward twice, then backward", "前向两次，再反向"),
        criterion="backward",
        args=(x, Array(dy, writable=False), 0.4, seed + 4),
        drive="back",
        check="back_check",
    )
    relu = np.where(rng.random(x.shape) < 0.5, 0.0, x).reshape(4, 600)
    yield Case(
        Text("half of x is 0 already, as after ReLU", "x 有一半本来就是 0，像 ReLU 之后那样"),
        criterion="backward",
        args=(relu, dy.reshape(4, 600), 0.25, seed + 5),
        drive="back",
        check="back_check",
    )
    yield Case(
        Text("evaluation", "评估模式"),
        criterion="evaluation",
        args=(x[:2, :3], 0.5, seed, False),
        expected=x[:2, :3],
        mistakes={"scaled_at_test": 0.5 * x[:2, :3]},
    )
    yield Case(
        Text("evaluation after a training pass, then backward", "训练一次之后再评估，然后反向"),
        criterion="evaluation",
        args=(x[:2, :3], dy[:2, :3], 0.9, seed),
        drive="evaluated",
        expected={"y": x[:2, :3], "dx": dy[:2, :3]},
    )
    yield Case(
        Text("p = 0 drops nothing", "p = 0 时什么也不丢"),
        criterion="edge",
        args=(x[:2], 0.0, seed, True),
        expected=x[:2],
    )
    for p in (1.0, -0.1, 1.5):
        yield Case(
            Text(f"p = {p}", f"p = {p}"),
            criterion="edge",
            args=(x[:2], p, seed, True),
            raises="ValueError",
        )
    single = x.astype(np.float32)
    yield Case(
        Text("float32 stays float32", "float32 仍是 float32"),
        criterion="edge",
        args=(single, 0.5, seed + 6, True),
        check="mask_check",
    )
    yield Case(
        Text("float32 gradients too", "梯度也保持 float32"),
        criterion="edge",
        args=(single, dy.astype(np.float32), 0.5, seed + 7),
        drive="back",
        check="back_check",
    )
