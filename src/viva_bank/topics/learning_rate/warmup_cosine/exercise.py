import numpy as np

from viva.authoring import Case, Text
from viva_bank.reference.training.schedules import warmup_cosine


def schedule(steps, base, w, T, floor=0.0):
    return [warmup_cosine(base, t, w, T, floor) for t in steps]


def cases(rng):
    base = float(rng.choice([0.1, 0.3, 0.01, 3e-4]))
    w, T = int(rng.integers(4, 9)), int(rng.integers(20, 40))
    after = list(range(w, T))
    yield Case(
        Text("the steps after the warm-up", "预热之后的各步"),
        criterion="cosine",
        args=(after, base, w, T),
        expected=schedule(after, base, w, T),
        mistakes={
            "cosine_from_zero": [base * (1 + np.cos(np.pi * t / T)) / 2 for t in after],
        },
    )
    yield Case(
        Text("with a floor", "带下限"),
        criterion="cosine",
        args=(after, base, w, T),
        kwargs={"min_lr": base / 8},
        expected=schedule(after, base, w, T, base / 8),
        mistakes={"no_floor": schedule(after, base, w, T)},
    )
    # By hand: half way the cosine is at the middle, at a third at three quarters.
    yield Case(
        Text("0, 1/3, 1/2 and 2/3 of the cosine", "余弦的 0、1/3、1/2、2/3 处"),
        criterion="cosine",
        args=([10, 40, 55, 70], 1.0, 10, 100, 0.2),
        expected=[1.0, 0.8, 0.6, 0.4],
    )
    ramp = list(range(w))
    yield Case(
        Text("the warm-up steps", "预热的各步"),
        criterion="warmup",
        args=(ramp, base, w, T),
        expected=[base * k / w for k in range(1, w + 1)],
        mistakes={"starts_at_zero": [base * k / w for k in range(w)]},
    )
    yield Case(
        Text("the ramp does not know the floor", "预热与下限无关"),
        criterion="warmup",
        args=([0, 1, 2, 3, 4], 1.0, 4, 12),
        kwargs={"min_lr": 0.5},
        expected=[0.25, 0.5, 0.75, 1.0, 1.0],
    )
    yield Case(
        Text("a warm-up of one step", "只预热一步"),
        criterion="warmup",
        args=([0, 1, 2], 0.4, 1, 3),
        expected=[0.4, 0.4, 0.2],
    )
    late = [T, T + 1, T + (T - w) // 2, 2 * T - w, 10 * T]
    yield Case(
        Text("at T and after it", "第 T 步及以后"),
        criterion="ends",
        args=(late, base, w, T, base / 10),
        expected=[base / 10] * 5,
    )
    yield Case(
        Text("without a floor it ends at 0", "没有下限时终点是 0"),
        criterion="ends",
        args=([T, T + 3], base, w, T),
        expected=[0.0, 0.0],
    )
    yield Case(
        Text("no warm-up", "不预热"),
        criterion="edge",
        args=([0, 1, 2, 3, 4], 1.0, 0, 4),
        expected=schedule(range(5), 1.0, 0, 4),
    )
    for bad_w, bad_T in ((10, 10), (11, 10), (-1, 10), (0, 0)):
        yield Case(
            Text(f"{bad_w} warm-up steps of {bad_T}", f"{bad_T} 步里预热 {bad_w} 步"),
            criterion="edge",
            args=([0], 1.0, bad_w, bad_T),
            raises="ValueError",
        )
